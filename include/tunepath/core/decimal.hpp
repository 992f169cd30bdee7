#pragma once

#include "tunepath/core/checked.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tunepath {

/// An exact decimal number, `mantissa` x 10^-`scale`, kept without trailing zeros.
///
/// Range:  19 significant digits, at most 18 of them decimals.
/// Never:  built from a floating-point number; to_double() is for physics and rules only.
/// Errors: arithmetic that leaves the range throws std::overflow_error.
class Decimal {
public:
  static constexpr int k_most_decimals = 18;

  constexpr Decimal() = default;

  /// A whole number.
  static constexpr Decimal of(std::int64_t whole) { return scaled(whole, 0); }

  /// mantissa x 10^-scale. Precondition: 0 <= scale <= 18.
  static constexpr Decimal scaled(std::int64_t mantissa, int scale) {
    while (scale > 0 && mantissa % 10 == 0) {
      mantissa /= 10;
      --scale;
    }
    return Decimal{mantissa, scale};
  }

  /// Reads a plain decimal such as "0.15" or "-3"; no exponent, no separators. Empty when `text`
  /// is anything else or cannot be held exactly.
  static std::optional<Decimal> parse(std::string_view text);

  constexpr std::int64_t mantissa() const { return mantissa_; }
  constexpr int scale() const { return scale_; }
  constexpr bool is_whole() const { return scale_ == 0; }
  constexpr bool is_zero() const { return mantissa_ == 0; }
  constexpr double to_double() const {
    double divisor = 1;
    for (int i = 0; i < scale_; ++i) {
      divisor *= 10;
    }
    return static_cast<double>(mantissa_) / divisor;
  }

  friend constexpr std::strong_ordering operator<=>(Decimal a, Decimal b) {
    return Wide{a.mantissa_} * power_of_ten(b.scale_) <=>
           Wide{b.mantissa_} * power_of_ten(a.scale_);
  }
  friend constexpr bool operator==(Decimal a, Decimal b) = default;
  friend Decimal operator+(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a, Decimal b);
  friend Decimal operator*(Decimal a, Decimal b);

  /// 10^exponent. Precondition: 0 <= exponent <= 18.
  static constexpr Wide power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) {
      power *= 10;
    }
    return power;
  }

private:
  constexpr Decimal(std::int64_t mantissa, int scale) : mantissa_(mantissa), scale_(scale) {}
  std::int64_t mantissa_ = 0;
  int scale_ = 0;
};

/// Writes every digit, without trailing zeros: "0.035", "1000000".
std::string to_string(Decimal value);

/// The same with thousands separators before the point: "1,000,000.5".
std::string grouped(Decimal value);

} // namespace tunepath
