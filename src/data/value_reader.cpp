#include "data/value_reader.hpp"

#include "tunepath/core/suggest.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::data {
namespace {

constexpr int k_most_price_decimals = 12;
constexpr int k_most_multiplier_decimals = 6;

/// How many decimals a number of this form may have.
int most_decimals(Form form) {
  return form == Form::price        ? k_most_price_decimals
         : form == Form::multiplier ? k_most_multiplier_decimals
                                    : Decimal::k_most_decimals;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// True for digits with at most one point among them, as many as there may be.
bool looks_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') {
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? "0" : text.substr(point + 1);
  return !whole.empty() && !rest.empty() && std::all_of(whole.begin(), whole.end(), is_digit) &&
         std::all_of(rest.begin(), rest.end(), is_digit);
}

} // namespace

std::string plain_number(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool grouping = text[i] == '_' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) &&
                          is_digit(text[i + 1]);
    if (!grouping) {
      out += text[i];
    }
  }
  return out;
}

bool ValueReader::wrong(std::string_view key, const Node& node, std::string_view expected,
                        std::string_view hint) {
  problems_.add(node.at, fmt::format("'{}' is {}, not {}", key, describe(node), expected),
                std::string{hint});
  return false;
}

bool ValueReader::read(std::string_view key, const Node& node, Form form, std::string_view& out) {
  if (form == Form::as_written) {
    out = pool_.keep(on_one_line(node));
    return true;
  }
  if (!node.is_scalar()) {
    return wrong(key, node, "a text", "write one text; quote it where it holds ': ' or ' #'");
  }
  out = pool_.keep(node.scalar);
  return true;
}

bool ValueReader::read(std::string_view key, const Node& node, Form form, Decimal& out) {
  const std::string text = node.is_scalar() ? plain_number(node.scalar) : "";
  const auto value = Decimal::parse(text);
  if (!value && !looks_decimal(text)) {
    return wrong(key, node, "a number",
                 text.find(',') == std::string::npos ? "write a plain number, as in 1500 or 0.15"
                                                     : "write a decimal point, as in 0.15");
  }
  if (!value || value->scale() > most_decimals(form)) {
    const bool limited = most_decimals(form) < Decimal::k_most_decimals;
    problems_.add(node.at, fmt::format("'{}' cannot be held exactly: {}", key, describe(node)),
                  limited ? fmt::format("at most {} decimals and 18 digits", most_decimals(form))
                          : "at most 18 digits");
    return false;
  }
  if (out_of_bounds(key, node, form, *value)) {
    return false;
  }
  out = *value;
  return true;
}

bool ValueReader::out_of_bounds(std::string_view key, const Node& node, Form form, Decimal value) {
  const bool bounded = form == Form::price || form == Form::multiplier || form == Form::above_zero;
  if (!bounded || value > Decimal::of(0)) {
    return false;
  }
  problems_.add(node.at, fmt::format("'{}' is {}, but must be above zero", key, describe(node)),
                form == Form::price        ? "leave the row out where there is no price"
                : form == Form::multiplier ? "write what is paid of the price: 0.91 takes 9% off"
                                           : "write 1 or more");
  return true;
}

bool ValueReader::read(std::string_view key, const Node& node, Form form, std::int64_t& out) {
  const auto value =
      node.is_scalar() ? Decimal::parse(plain_number(node.scalar)) : std::optional<Decimal>{};
  if (!value || !value->is_whole()) {
    return wrong(key, node, "a whole number", "write digits only, as in 1500");
  }
  if (out_of_bounds(key, node, form, *value)) {
    return false;
  }
  out = value->mantissa();
  return true;
}

bool ValueReader::read(std::string_view key, const Node& node, Form, Date& out) {
  const auto value = node.is_scalar() ? Date::parse(node.scalar) : std::optional<Date>{};
  if (!value) {
    return wrong(key, node, "a date", "write year, month and day, as in 2026-11-22");
  }
  out = *value;
  return true;
}

bool ValueReader::read(std::string_view key, const Node& node, Form, bool& out) {
  const bool yes = node.scalar == "yes" || node.scalar == "true";
  if (!node.is_scalar() || (!yes && node.scalar != "no" && node.scalar != "false")) {
    return wrong(key, node, "yes or no", "write yes or no");
  }
  out = yes;
  return true;
}

bool ValueReader::read(std::string_view key, const Node& node, Form form, Truth& out) {
  if (node.is_scalar() && node.scalar == "unknown") {
    out = Truth::unknown;
    return true;
  }
  bool value = false;
  if (!node.is_scalar() || (node.scalar != "yes" && node.scalar != "true" && node.scalar != "no" &&
                            node.scalar != "false")) {
    return wrong(key, node, "yes, no or unknown", "write yes, no or unknown");
  }
  read(key, node, form, value);
  out = truth(value);
  return true;
}

bool ValueReader::read(std::string_view key, const Node& node, Form,
                       std::span<const std::string_view>& out) {
  const std::span<const Node> items =
      node.is_list() ? std::span<const Node>{node.items} : std::span<const Node>{&node, 1};
  std::vector<std::string_view> texts;
  for (const Node& item : items) {
    if (!item.is_scalar()) {
      return wrong(key, item, "a text in a list", "write a list of texts, as in [one, two]");
    }
    texts.push_back(pool_.keep(item.scalar));
  }
  out = pool_.keep(std::move(texts));
  return true;
}

std::optional<std::size_t> ValueReader::choice(std::string_view key, const Node& node,
                                               std::span<const std::string_view> names) {
  const auto found = std::find(names.begin(), names.end(), node.scalar);
  if (node.is_scalar() && found != names.end()) {
    return static_cast<std::size_t>(found - names.begin());
  }
  std::vector<std::string_view> shown{names.begin(), names.end()};
  std::erase(shown, "");
  const std::string all = fmt::format("write one of {}", fmt::join(shown, ", "));
  problems_.add(node.at, fmt::format("'{}' cannot be {}", key, describe(node)),
                node.is_scalar() ? did_you_mean(node.scalar, shown, all) : all);
  return std::nullopt;
}

} // namespace tunepath::data
