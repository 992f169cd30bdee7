#include "rules/placeholders.hpp"
#include "tunepath/core/money.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr int k_most_decimals = 2;

Decimal rounded(Decimal number) {
  return number.scale() <= k_most_decimals ? number
                                           : Rational::of(number).nearest_decimal(k_most_decimals);
}

/// Amounts to the cent; what a cent would round away, such as the price of a token, as it is.
std::string dollars(Decimal number) {
  const Decimal dime = Decimal::scaled(1, 1);
  const bool small = number < dime && Decimal{} - dime < number;
  if (small && number.scale() > 2) {
    return number < Decimal{} ? "-" + price_text(Decimal{} - number) : price_text(number);
  }
  return to_string(Money::of(Rational::of(number)));
}

/// The number alone, in the way of its unit.
std::string bare(Decimal number, std::string_view unit) {
  if (unit == "USD") {
    return dollars(number);
  }
  if (unit == "share") {
    return grouped(rounded(number * Decimal::of(100)));
  }
  return grouped(rounded(number));
}

/// What follows the number.
std::string suffix(Decimal number, std::string_view unit) {
  if (unit.empty() || unit == "USD") {
    return "";
  }
  if (unit == "share") {
    return "%";
  }
  if (unit == "hours" || unit == "hour") {
    return " h";
  }
  const bool one = number == Decimal::of(1) && unit.ends_with('s');
  return fmt::format(" {}", one ? unit.substr(0, unit.size() - 1) : unit);
}

std::string list_text(const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  }
  return words.empty() ? "none" : text;
}

std::string fact_text(const FactDecl& declared, const Fact& fact) {
  if (const auto* number = std::get_if<NumberRange>(&fact.value)) {
    return with_unit(*number, declared.unit);
  }
  if (const auto* words = std::get_if<Words>(&fact.value)) {
    return list_text(*words);
  }
  return to_string(fact.value);
}

const Parameter* parameter_called(std::string_view name, std::span<const Parameter> parameters) {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

std::string value_text(std::string_view name, const Facts& facts,
                       std::span<const Parameter> parameters) {
  if (name.starts_with('$')) {
    const Parameter* parameter = parameter_called(name.substr(1), parameters);
    return parameter == nullptr ? std::string{name}
                                : with_unit(NumberRange::point(parameter->value), parameter->unit);
  }
  const auto index = facts.schema().find(name);
  return index ? fact_text(facts.schema()[*index], facts[*index]) : std::string{name};
}

} // namespace

std::string with_unit(const NumberRange& number, std::string_view unit) {
  const std::string likely = bare(number.likely, unit) + suffix(number.likely, unit);
  return number.is_point() ? likely
                           : fmt::format("{} ({} to {})", likely, bare(number.low, unit),
                                         bare(number.high, unit));
}

std::string fill_in(std::string_view text, const Facts& facts,
                    std::span<const Parameter> parameters) {
  return rules::replaced(
      text, [&](std::string_view name) { return value_text(name, facts, parameters); });
}

namespace rules {

std::string replaced(std::string_view text,
                     const std::function<std::string(std::string_view name)>& by) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    out += text.substr(0, open);
    out += by(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return out.append(text);
}

std::vector<std::string_view> placeholders_of(std::string_view text) {
  std::vector<std::string_view> names;
  for (auto open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const auto close = text.find('}', open);
    if (close != std::string_view::npos) {
      names.push_back(text.substr(open + 1, close - open - 1));
    }
  }
  return names;
}

bool can_fill(std::string_view name, const FactSchema& schema,
              std::span<const Parameter> parameters) {
  return name.starts_with('$') ? parameter_called(name.substr(1), parameters) != nullptr
                               : schema.find(name).has_value();
}

} // namespace rules
} // namespace tunepath
