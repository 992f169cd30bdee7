#include "ask/understand.hpp"

#include "tunepath/ask/dialogue.hpp"
#include "tunepath/ask/lines.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace tunepath::ask {
namespace {

constexpr std::array<std::pair<std::string_view, Reply>, 11> k_words{{{"", Reply::enter},
                                                                      {"?", Reply::explain},
                                                                      {"help", Reply::help},
                                                                      {"why", Reply::why},
                                                                      {"why?", Reply::why},
                                                                      {"skip", Reply::skip},
                                                                      {"back", Reply::back},
                                                                      {"so far", Reply::so_far},
                                                                      {"so far?", Reply::so_far},
                                                                      {"quit", Reply::quit},
                                                                      {"exit", Reply::quit}}};

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::vector<std::string_view> numbered_words(const FactDecl& fact) {
  if (fact.type == FactType::yes_no) {
    return {"yes", "no"};
  }
  if (fact.type == FactType::choice || fact.type == FactType::choices) {
    return {fact.choices.begin(), fact.choices.end()};
  }
  return {};
}

/// The word that is numbered `text`, or `text` itself.
std::string_view by_number(std::string_view text, const std::vector<std::string_view>& words) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= 1 && number <= words.size() ? words[number - 1] : text;
}

/// "1, 3" as "format,skill"; anything else stays.
std::string with_words(std::string_view line, const std::vector<std::string_view>& words) {
  const bool in_brackets = line.size() >= 2 && line.front() == '[' && line.back() == ']';
  std::string_view rest = in_brackets ? line.substr(1, line.size() - 2) : line;
  std::string out;
  while (true) {
    const auto comma = rest.find(',');
    out += by_number(trimmed(rest.substr(0, comma)), words);
    if (comma == std::string_view::npos) {
      break;
    }
    out += ',';
    rest.remove_prefix(comma + 1);
  }
  return in_brackets ? "[" + out + "]" : out;
}

} // namespace

Reply reply_of(std::string_view line) {
  const std::string word = lower(trimmed(line));
  const auto found = std::find_if(k_words.begin(), k_words.end(),
                                  [&](const auto& known) { return known.first == word; });
  return found == k_words.end() ? Reply::answer : found->second;
}

Result<Value> answer_of(std::string_view line, const FactDecl& fact, const KnownNames& names) {
  line = trimmed(line);
  const std::string word = lower(line);
  if (fact.type == FactType::yes_no && (word == "y" || word == "n")) {
    return Value{word == "y"};
  }
  const auto words = numbered_words(fact);
  return fact.type == FactType::choices ? parse_value(with_words(line, words), fact, names)
                                        : parse_value(by_number(line, words), fact, names);
}

} // namespace tunepath::ask

namespace tunepath {

std::string spelled(const Value& value) {
  if (std::holds_alternative<Grants>(value)) {
    return "";
  }
  const auto* range = std::get_if<NumberRange>(&value);
  return range == nullptr || range->is_point()
             ? to_string(value)
             : fmt::format("{}..{}..{}", to_string(range->low), to_string(range->likely),
                           to_string(range->high));
}

} // namespace tunepath
