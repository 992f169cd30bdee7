#include "ask/wording.hpp"

#include "tunepath/ask/lines.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <array>

#include <fmt/format.h>

namespace tunepath::ask {
namespace {

std::string numbered(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += fmt::format("{}{} {}", i == 0 ? "" : ", ", i + 1, words[i]);
  }
  return out;
}

std::string example_of(const FactDecl& fact) {
  return fact.example.empty() ? "" : fmt::format("for example {}; ", fact.example);
}

} // namespace

std::string choices_of(const FactDecl& fact) {
  constexpr std::array<std::string_view, 2> k_yes_no{"yes", "no"};
  switch (fact.type) {
  case FactType::yes_no:
    return flow(numbered(k_yes_no), 2);
  case FactType::choice:
    return flow(numbered(fact.choices), 2);
  case FactType::choices:
    return flow(numbered(fact.choices), 2) + flow("several as in 1,2; [] for none of them", 2);
  case FactType::number:
    return flow(allowed_values(fact), 2) +
           flow(example_of(fact) + "a range is written low..high or low..likely..high", 2);
  case FactType::model:
    return flow(example_of(fact) + allowed_values(fact), 2);
  default:
    return flow(allowed_values(fact), 2);
  }
}

std::string words() {
  return flow(
      "Besides answers, these words are understood: ? (what is meant), why (why it is "
      "asked, and what it changes), skip (leave it unknown), back (to the question before), "
      "so far (the verdict), help (these words), quit (save and stop).");
}

} // namespace tunepath::ask
