#include "facts/trouble.hpp"
#include "tunepath/core/rational.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// Finer figures are slips, and would leave no room for exact products.
constexpr int k_most_decimals = 9;
constexpr std::string_view k_share = "share";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The power of ten that a suffix stands for, or nothing.
std::optional<int> suffix_exponent(char c) {
  switch (c) {
  case 'k':
  case 'K':
    return 3;
  case 'M':
    return 6;
  case 'B':
    return 9;
  case 'T':
    return 12;
  default:
    return std::nullopt;
  }
}

/// `text` without '_' between digits; empty when one stands elsewhere.
std::optional<std::string> without_groups(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return std::nullopt;
    }
  }
  return out;
}

/// value x 10^exponent, or nothing when a Decimal cannot hold it.
std::optional<Decimal> shifted(Decimal value, int exponent) {
  if (value.is_zero()) {
    return value;
  }
  const int scale = value.scale() - exponent;
  if (scale > Decimal::k_most_decimals || scale < -Decimal::k_most_decimals) {
    return std::nullopt;
  }
  const Wide mantissa = Wide{value.mantissa()} * Decimal::power_of_ten(scale < 0 ? -scale : 0);
  if (mantissa > Wide{INT64_MAX} || mantissa < -Wide{INT64_MAX}) {
    return std::nullopt;
  }
  return Decimal::scaled(static_cast<std::int64_t>(mantissa), std::max(scale, 0));
}

/// The exponent behind the 'e' of "4e6" or "1.5e-3".
std::optional<int> written_exponent(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 2 || !std::all_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text) {
    value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

bool groups_by_comma(std::string_view text) {
  std::size_t since = 0;
  bool any = false;
  for (const char c : text) {
    if (c == ',') {
      if (any ? since != 3 : since < 1 || since > 3) {
        return false;
      }
      any = true;
      since = 0;
    } else if (is_digit(c)) {
      ++since;
    } else {
      return false;
    }
  }
  return any && since == 3;
}

std::string without_commas(std::string_view text) {
  std::string out{text};
  std::erase(out, ',');
  return out;
}

/// What people write for a unit, and what it is in the unit of the fact.
struct MixUp {
  std::string_view unit;
  std::string_view looks_like;
  int shift; ///< power of ten from the one to the other
};
constexpr MixUp k_mix_ups[] = {
    {k_share, "percent", -2}, {"ms", "seconds", 3}, {"GB", "bytes", -9}, {"GB", "MB", -3}};

bool in_range(const FactDecl& fact, Decimal value) {
  return (!fact.low || value >= *fact.low) && (!fact.high || value <= *fact.high);
}

Diagnostic out_of_range(const FactDecl& fact, Decimal value) {
  const std::string range =
      fmt::format("{} is {} from {}", fact.name(), fact.unit == k_share ? "a share" : "plausible",
                  plausible_range(fact));
  for (const MixUp& mix_up : k_mix_ups) {
    const auto meant = shifted(value, mix_up.shift);
    if (mix_up.unit == fact.unit && meant && in_range(fact, *meant)) {
      return trouble(fmt::format("{}; {} looks like {}", range, grouped(value), mix_up.looks_like),
                     fmt::format("write {}", to_string(*meant)));
    }
  }
  return trouble(fmt::format("{}; {} is not", range, grouped(value)),
                 fact.unit.empty() ? "check the number" : "check the number and its unit");
}

/// Digits, points and an exponent: a number, though none that can be held.
bool looks_like_number(std::string_view text) {
  return !text.empty() && is_digit(text.front()) &&
         text.find_first_not_of("0123456789._-+eEkKMBT") == std::string_view::npos;
}

/// What to do about a text that is no number.
std::string number_hint(const FactDecl& fact, std::string_view text) {
  const auto number = [&](std::string_view part) { return parse_number(part).has_value(); };
  const std::string alone = fact.unit.empty() || fact.unit == k_share
                                ? "write the number alone"
                                : fmt::format("write the number alone; the unit is {}", fact.unit);
  if (groups_by_comma(text)) {
    return fmt::format("write {}, without commas", without_commas(text));
  }
  if (text.find(',') != std::string_view::npos && number(without_commas(text))) {
    return "write a decimal point, as in 0.15";
  }
  if (text.size() > 1 && text.back() == '%' && fact.unit == k_share) {
    const auto percent = parse_number(text.substr(0, text.size() - 1));
    const auto share = percent ? shifted(*percent, -2) : std::nullopt;
    return share ? fmt::format("write {}", to_string(*share)) : alone;
  }
  if (text.size() > 1 && (text.back() == 'm' || text.back() == 'b' || text.back() == 't') &&
      number(text.substr(0, text.size() - 1))) {
    const char large = static_cast<char>(text.back() - 'a' + 'A');
    return fmt::format("write {}{} if that is meant", text.substr(0, text.size() - 1), large);
  }
  if (text.starts_with('.') && number("0" + std::string{text})) {
    return fmt::format("write 0{}", text);
  }
  const auto unit = std::find_if(text.begin(), text.end(), is_letter);
  if (text.starts_with('$') || (unit != text.begin() && unit != text.end() && is_digit(text[0]))) {
    return alone;
  }
  return "write " + allowed_values(fact);
}

} // namespace

std::optional<Decimal> parse_number(std::string_view text) {
  constexpr std::size_t k_longest = 64;
  if (text.empty() || text.size() > k_longest) {
    return std::nullopt;
  }
  int exponent = 0;
  if (const auto e = text.find_first_of("eE"); e != std::string_view::npos) {
    const auto written = written_exponent(text.substr(e + 1));
    if (!written) {
      return std::nullopt;
    }
    exponent = *written;
    text = text.substr(0, e);
  } else if (const auto suffix = suffix_exponent(text.back())) {
    exponent = *suffix;
    text.remove_suffix(1);
  }
  const auto digits = without_groups(text);
  const auto value = digits ? Decimal::parse(*digits) : std::nullopt;
  return value ? shifted(*value, exponent) : std::nullopt;
}

std::string plausible_range(const FactDecl& fact) {
  if (!fact.low || !fact.high) {
    return "";
  }
  const bool has_unit = !fact.unit.empty() && fact.unit != k_share;
  return fmt::format("{} to {}{}", grouped(*fact.low), grouped(*fact.high),
                     has_unit ? fmt::format(" {}", fact.unit) : "");
}

Result<Decimal> parse_number_of(const FactDecl& fact, std::string_view text) {
  const auto value = parse_number(text);
  if (!value && looks_like_number(text)) {
    return trouble(
        fmt::format("{} is not a number that can be held: {}", fact.name(), quoted(text)),
        "write " + allowed_values(fact));
  }
  if (!value) {
    return trouble(fmt::format("{} is not a number: {}", fact.name(), quoted(text)),
                   number_hint(fact, text));
  }
  if (!in_range(fact, *value)) {
    return out_of_range(fact, *value);
  }
  if (fact.whole && !value->is_whole()) {
    return trouble(fmt::format("{} is a whole number; {} is not", fact.name(), to_string(*value)),
                   "round it");
  }
  if (value->scale() > k_most_decimals) {
    return trouble(fmt::format("{} has more than {} decimals", fact.name(), k_most_decimals),
                   "round it");
  }
  return *value;
}

Result<NumberRange> range_of(const FactDecl& fact, Decimal low, std::optional<Decimal> likely,
                             Decimal high) {
  const auto disorder = [&](std::string_view a, Decimal x, std::string_view b, Decimal y) {
    return trouble(fmt::format("{} of {} is {}, above its {} of {}", a, fact.name(), grouped(x), b,
                               grouped(y)),
                   "order them: low, likely, high");
  };
  if (low > high) {
    return disorder("low", low, "high", high);
  }
  if (likely && *likely < low) {
    return disorder("low", low, "likely", *likely);
  }
  if (likely && *likely > high) {
    return disorder("likely", *likely, "high", high);
  }
  if (!likely) {
    const Rational middle = (Rational::of(low) + Rational::of(high)) / Rational::of(2);
    likely = fact.whole ? Decimal::of(middle.rounded()) : middle.nearest_decimal(k_most_decimals);
  }
  return NumberRange{low, *likely, high};
}

} // namespace tunepath
