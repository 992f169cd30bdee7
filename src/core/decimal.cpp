#include "tunepath/core/decimal.hpp"

#include "tunepath/core/rational.hpp"

#include <algorithm>

namespace tunepath {
namespace {

std::string digits_of(Wide value) {
  std::string out;
  do {
    out.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::reverse(out.begin(), out.end());
  return out;
}

/// Removes trailing zeros until the number fits; throws when it does not.
Decimal fitted(Wide mantissa, int scale) {
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  if (scale > Decimal::k_most_decimals) {
    throw std::overflow_error("a decimal number has too many decimals");
  }
  return Decimal::scaled(narrow(mantissa), scale);
}

std::string with_separators(std::string digits) {
  for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) {
    digits.insert(digits.size() - from_end, ",");
  }
  return digits;
}

std::string written(Decimal value, bool separators) {
  const bool negative = value.mantissa() < 0;
  std::string digits = digits_of(negative ? -Wide{value.mantissa()} : Wide{value.mantissa()});
  const auto decimals = static_cast<std::size_t>(value.scale());
  if (digits.size() <= decimals) {
    digits.insert(0, decimals + 1 - digits.size(), '0');
  }
  std::string whole = digits.substr(0, digits.size() - decimals);
  std::string out = negative ? "-" : "";
  out += separators ? with_separators(std::move(whole)) : whole;
  if (decimals > 0) {
    out += '.';
    out += digits.substr(digits.size() - decimals);
  }
  return out;
}

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) {
    text.remove_prefix(1);
  }
  Wide mantissa = 0;
  int scale = 0;
  bool point = false;
  bool digit_before = false;
  bool digit_after = false;
  for (const char c : text) {
    if (c == '.' && !point && digit_before) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    (point ? digit_after : digit_before) = true;
    mantissa = mantissa * 10 + (c - '0');
    scale += point ? 1 : 0;
    if (mantissa > Wide{INT64_MAX} * 1'000'000 || scale > 36) {
      return std::nullopt;
    }
  }
  if (!digit_before || (point && !digit_after)) {
    return std::nullopt;
  }
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  if (mantissa > Wide{INT64_MAX} || scale > k_most_decimals) {
    return std::nullopt;
  }
  const auto value = static_cast<std::int64_t>(mantissa);
  return Decimal{negative ? -value : value, scale};
}

Decimal operator+(Decimal a, Decimal b) {
  const int scale = std::max(a.scale_, b.scale_);
  const Wide sum = Wide{a.mantissa_} * Decimal::power_of_ten(scale - a.scale_) +
                   Wide{b.mantissa_} * Decimal::power_of_ten(scale - b.scale_);
  return fitted(sum, scale);
}

Decimal operator-(Decimal a, Decimal b) {
  return a + Decimal{checked_mul<std::int64_t>(b.mantissa_, -1), b.scale_};
}

Decimal operator*(Decimal a, Decimal b) {
  return fitted(Wide{a.mantissa_} * b.mantissa_, a.scale_ + b.scale_);
}

std::string to_string(Decimal value) {
  return written(value, false);
}

std::string grouped(Decimal value) {
  return written(value, true);
}

std::optional<Decimal> Rational::exact_decimal() const {
  constexpr int k_decimals = 12;
  Wide mantissa = Wide{numerator_} * Decimal::power_of_ten(k_decimals);
  if (mantissa % denominator_ != 0) {
    return std::nullopt;
  }
  mantissa /= denominator_;
  int scale = k_decimals;
  for (; scale > 0 && mantissa % 10 == 0; --scale) {
    mantissa /= 10;
  }
  const bool fits = mantissa <= Wide{INT64_MAX} && mantissa >= Wide{INT64_MIN};
  return fits ? std::optional{Decimal::scaled(narrow(mantissa), scale)} : std::nullopt;
}

Decimal Rational::nearest_decimal(int decimals) const {
  return fitted(divide_half_even(Wide{numerator_} * Decimal::power_of_ten(decimals), denominator_),
                decimals);
}

} // namespace tunepath
