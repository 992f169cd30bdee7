#include "tunepath/facts/parse_value.hpp"

#include "facts/trouble.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>

namespace tunepath {
namespace {

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blanks = " \t\r\n";
  const auto first = text.find_first_not_of(k_blanks);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(k_blanks) - first + 1);
}

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Diagnostic not_allowed(const FactDecl& fact, std::string_view text, std::string hint) {
  return trouble(fmt::format("{} cannot be {}", fact.name(), quoted(text)), std::move(hint));
}

Diagnostic not_a_choice(const FactDecl& fact, std::string_view text) {
  return not_allowed(fact, text,
                     did_you_mean(lower(text), fact.choices, "write " + allowed_values(fact)));
}

bool all_of(std::string_view text, std::string_view extra, bool letters, bool digits) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (letters && c >= 'a' && c <= 'z') || (digits && c >= '0' && c <= '9') ||
           extra.find(c) != std::string_view::npos;
  });
}

/// "us-east-1", "us-gov-west-1": letters, at least one more word of letters, a number.
bool spelled_like_region(std::string_view text) {
  const auto first = text.find('-');
  const auto last = text.rfind('-');
  return first == 2 && last > first && all_of(text.substr(0, first), "", true, false) &&
         all_of(text.substr(first + 1, last - first - 1), "-", true, false) &&
         text.find("--") == std::string_view::npos &&
         all_of(text.substr(last + 1), "", false, true);
}

/// "ml.", a family, a point and a size that ends in "large", "medium" or "metal".
bool spelled_like_instance(std::string_view text) {
  constexpr std::string_view k_service = "ml.";
  if (!text.starts_with(k_service)) {
    return false;
  }
  text.remove_prefix(k_service.size());
  const auto point = text.find('.');
  const std::string_view family = text.substr(0, point);
  if (point == std::string_view::npos || !all_of(family, "-", true, true)) {
    return false;
  }
  const std::string_view size = text.substr(point + 1);
  const auto word = size.find_first_not_of("0123456789");
  if (word == std::string_view::npos) {
    return false;
  }
  const std::string_view name = size.substr(word);
  return word == 0 ? name == "medium" || name == "large" || name == "xlarge" || name == "metal"
                   : name == "xlarge";
}

Result<std::string> model_word(std::string_view text, const FactDecl& fact,
                               const KnownNames& names) {
  if (const auto id = names.model ? names.model(text) : std::nullopt) {
    return std::string{*id};
  }
  std::vector<std::string_view> candidates = names.models;
  candidates.insert(candidates.end(), fact.choices.begin(), fact.choices.end());
  return trouble(fmt::format("{} names no model of the catalog: {}", fact.name(), quoted(text)),
                 did_you_mean(lower(text), candidates, "write " + allowed_values(fact)));
}

Result<std::string> region_word(std::string_view text, const FactDecl& fact,
                                const KnownNames& names) {
  if (spelled_like_region(text)) {
    return std::string{text};
  }
  return trouble(fmt::format("{} is not an AWS region: {}", fact.name(), quoted(text)),
                 did_you_mean(lower(text), names.regions, "write " + allowed_values(fact)));
}

Result<std::string> instance_word(std::string_view text, const FactDecl& fact,
                                  const KnownNames& names) {
  if (holds(names.instances, text) || spelled_like_instance(text)) {
    return std::string{text};
  }
  const std::string with_service = "ml." + lower(text);
  const std::string hint =
      holds(names.instances, with_service)
          ? fmt::format("did you mean '{}'?", with_service)
          : did_you_mean(lower(text), names.instances, "write " + allowed_values(fact));
  return trouble(fmt::format("{} is not an instance type: {}", fact.name(), quoted(text)), hint);
}

Result<Value> parse_yes_no(std::string_view text, const FactDecl& fact) {
  const std::string word = lower(text);
  if (word == "yes" || word == "true") {
    return Value{true};
  }
  if (word == "no" || word == "false") {
    return Value{false};
  }
  return not_allowed(fact, text, "write " + allowed_values(fact));
}

Result<Value> parse_range(std::string_view text, const FactDecl& fact) {
  std::vector<Decimal> members;
  std::vector<Diagnostic> problems;
  for (std::string_view rest = text;;) {
    const auto dots = rest.find("..");
    const auto member = parse_number_of(fact, trimmed(rest.substr(0, dots)));
    if (member) {
      members.push_back(member.value());
    } else {
      problems.insert(problems.end(), member.problems().begin(), member.problems().end());
    }
    if (dots == std::string_view::npos || !problems.empty()) {
      break;
    }
    rest.remove_prefix(dots + 2);
  }
  if (!problems.empty()) {
    return problems;
  }
  if (members.size() > 3) {
    return not_allowed(fact, text, "write a range as low..high or low..likely..high");
  }
  const auto likely = members.size() == 2 ? std::nullopt : std::optional{members[1]};
  const auto range = range_of(fact, members.front(), likely, members.back());
  return range ? Result<Value>{Value{range.value()}} : Result<Value>{range.problems()};
}

Result<Value> parse_number_value(std::string_view text, const FactDecl& fact) {
  if (holds(fact.choices, lower(text))) {
    return Value{lower(text)};
  }
  if (text.find("..") != std::string_view::npos) {
    return parse_range(text, fact);
  }
  const auto number = parse_number_of(fact, text);
  return number ? Result<Value>{Value{NumberRange::point(number.value())}}
                : Result<Value>{number.problems()};
}

/// The items of "[a, b]" or "a,b".
std::vector<std::string_view> items_of(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
    text = trimmed(text.substr(1, text.size() - 2));
  }
  std::vector<std::string_view> items;
  while (!text.empty()) {
    const auto comma = text.find(',');
    items.push_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) {
      break;
    }
    text.remove_prefix(comma + 1);
  }
  return items;
}

Result<Value> parse_list(std::string_view text, const FactDecl& fact, const KnownNames& names) {
  Words words;
  std::vector<Diagnostic> problems;
  for (const std::string_view item : items_of(text)) {
    const auto word = parse_word(item, fact, names);
    if (!word) {
      problems.insert(problems.end(), word.problems().begin(), word.problems().end());
    } else if (std::find(words.begin(), words.end(), word.value()) != words.end()) {
      problems.push_back(
          trouble(fmt::format("{} names {} twice", fact.name(), quoted(item)), "keep one"));
    } else {
      words.push_back(word.value());
    }
  }
  if (words.empty() && problems.empty() && fact.type == FactType::regions) {
    problems.push_back(
        trouble(fmt::format("{} names no region", fact.name()), "write " + allowed_values(fact)));
  }
  return problems.empty() ? Result<Value>{Value{words}} : Result<Value>{problems};
}

/// Keeps clear of dates that calendars and timelines were not made for.
template <class T>
bool in_our_times(const T& value) {
  return to_string(value).compare(0, 4, "2000") >= 0 && to_string(value).compare(0, 4, "2100") <= 0;
}

template <class T>
Result<Value> parse_calendar(std::string_view text, const FactDecl& fact) {
  constexpr bool k_date = std::is_same_v<T, Date>;
  const auto value = T::parse(text);
  if (value && in_our_times(*value)) {
    return Value{*value};
  }
  if (value) {
    return trouble(fmt::format("{} is plausible from 2000 to 2100; {} is not", fact.name(), text),
                   "check the year");
  }
  std::string hint = "write " + allowed_values(fact);
  if (const auto day = Date::parse(text); day && !k_date) {
    hint = fmt::format("write {}", to_string(Month::of(*day)));
  }
  if (const auto month = Month::parse(text); month && k_date) {
    hint = fmt::format("name the day too, as in {}-01", text);
  }
  return trouble(
      fmt::format("{} is not a {}: {}", fact.name(), k_date ? "date" : "month", quoted(text)),
      hint);
}

} // namespace

bool is_unknown(std::string_view text) {
  return lower(trimmed(text)) == "unknown";
}

Result<std::string> parse_word(std::string_view text, const FactDecl& fact,
                               const KnownNames& names) {
  if (text.empty()) {
    return trouble(fmt::format("{} has an empty entry", fact.name()), "fill it in or remove it");
  }
  if (holds(fact.choices, text) || fact.type == FactType::text) {
    return std::string{text};
  }
  switch (fact.type) {
  case FactType::model:
    return model_word(text, fact, names);
  case FactType::region:
  case FactType::regions:
    return region_word(text, fact, names);
  case FactType::instance:
    return instance_word(text, fact, names);
  default:
    return not_a_choice(fact, text);
  }
}

Result<Value> parse_value(std::string_view text, const FactDecl& fact, const KnownNames& names) {
  text = trimmed(text);
  if (is_unknown(text)) {
    return Value{Unknown{}};
  }
  if (text.empty()) {
    return trouble(fmt::format("{} has no value", fact.name()), "write " + allowed_values(fact));
  }
  switch (fact.type) {
  case FactType::yes_no:
    return parse_yes_no(text, fact);
  case FactType::number:
    return parse_number_value(text, fact);
  case FactType::choices:
  case FactType::regions:
    return parse_list(text, fact, names);
  case FactType::date:
    return parse_calendar<Date>(text, fact);
  case FactType::month:
    return parse_calendar<Month>(text, fact);
  case FactType::credits:
    return not_allowed(fact, text, "write " + allowed_values(fact));
  default: {
    const auto word = parse_word(text, fact, names);
    return word ? Result<Value>{Value{word.value()}} : Result<Value>{word.problems()};
  }
  }
}

} // namespace tunepath
