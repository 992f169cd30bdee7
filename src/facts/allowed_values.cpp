#include "tunepath/facts/parse_value.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

/// "a, b or unknown"
std::string choice_of(std::span<const std::string_view> words) {
  return fmt::format("{} or unknown", fmt::join(words, ", "));
}

std::string or_words(const FactDecl& fact) {
  std::string out;
  for (const std::string_view word : fact.choices) {
    out += fmt::format(", {}", word);
  }
  return out + " or unknown";
}

std::string number_text(const FactDecl& fact) {
  const std::string range = plausible_range(fact);
  return fmt::format("a {}{}{}, a range{}", fact.whole ? "whole number" : "number",
                     range.empty() ? "" : " from ", range, or_words(fact));
}

std::string as_in(const FactDecl& fact) {
  return fact.example.empty() ? "" : fmt::format(" as in {}", fact.example);
}

} // namespace

std::string allowed_values(const FactDecl& fact) {
  switch (fact.type) {
  case FactType::yes_no:
    return "yes, no or unknown";
  case FactType::choice:
    return choice_of(fact.choices);
  case FactType::choices:
    return fmt::format("a list of some of {}; or unknown", fmt::join(fact.choices, ", "));
  case FactType::number:
    return number_text(fact);
  case FactType::date:
    return fmt::format("a day{}, or unknown", as_in(fact));
  case FactType::month:
    return fmt::format("a month{}, or unknown", as_in(fact));
  case FactType::text:
    return "text, or unknown";
  case FactType::model:
    return "a model of the catalog" + or_words(fact);
  case FactType::region:
    return fmt::format("a region{}, or unknown", as_in(fact));
  case FactType::regions:
    return fmt::format("a list of regions{}, or unknown", as_in(fact));
  case FactType::instance:
    return fmt::format("an instance type{}{}", as_in(fact), or_words(fact));
  case FactType::credits:
    return fmt::format("a list of grants{}, or unknown", as_in(fact));
  }
  return "unknown";
}

} // namespace tunepath
