#pragma once

#include "tunepath/core/decimal.hpp"

#include <numeric>

namespace tunepath {

/// An exact quotient of two int64, always reduced, denominator above zero: for amounts that no
/// decimal can hold, such as 200 GB x 120 h / 730 h.
/// Errors: arithmetic that leaves the range throws std::overflow_error; division by zero throws
/// std::domain_error.
class Rational {
public:
  constexpr Rational() = default;
  static constexpr Rational of(std::int64_t whole) { return Rational{whole, 1}; }
  static constexpr Rational of(Decimal value) {
    return reduced(value.mantissa(), Decimal::power_of_ten(value.scale()));
  }
  static constexpr Rational quotient(std::int64_t numerator, std::int64_t denominator) {
    return reduced(numerator, denominator);
  }

  constexpr std::int64_t numerator() const { return numerator_; }
  constexpr std::int64_t denominator() const { return denominator_; }
  constexpr bool is_zero() const { return numerator_ == 0; }
  constexpr double to_double() const {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }

  friend constexpr Rational operator+(Rational a, Rational b) {
    return reduced(
        checked_add(Wide{a.numerator_} * b.denominator_, Wide{b.numerator_} * a.denominator_),
        Wide{a.denominator_} * b.denominator_);
  }
  friend constexpr Rational operator-(Rational a, Rational b) {
    return a + Rational{checked_mul<std::int64_t>(b.numerator_, -1), b.denominator_};
  }
  friend constexpr Rational operator*(Rational a, Rational b) {
    return reduced(Wide{a.numerator_} * b.numerator_, Wide{a.denominator_} * b.denominator_);
  }
  friend constexpr Rational operator/(Rational a, Rational b) {
    return reduced(Wide{a.numerator_} * b.denominator_, Wide{a.denominator_} * b.numerator_);
  }
  friend constexpr std::strong_ordering operator<=>(Rational a, Rational b) {
    return Wide{a.numerator_} * b.denominator_ <=> Wide{b.numerator_} * a.denominator_;
  }
  friend constexpr bool operator==(Rational a, Rational b) = default;

  /// The nearest whole number, half to even.
  constexpr std::int64_t rounded() const {
    return narrow(divide_half_even(numerator_, denominator_));
  }
  /// The smallest whole number that is not below it.
  constexpr std::int64_t ceiling() const {
    return numerator_ / denominator_ + (numerator_ % denominator_ > 0 ? 1 : 0);
  }
  /// The same number as a decimal, or nothing when it has none of at most 12 decimals.
  std::optional<Decimal> exact_decimal() const;
  /// The nearest decimal with at most `decimals` decimals, half to even.
  Decimal nearest_decimal(int decimals) const;

private:
  constexpr Rational(std::int64_t numerator, std::int64_t denominator)
      : numerator_(numerator), denominator_(denominator) {}

  static constexpr Rational reduced(Wide numerator, Wide denominator) {
    if (denominator == 0) {
      throw std::domain_error("division by zero");
    }
    if (denominator == 1) {
      return Rational{narrow(numerator), 1};
    }
    Wide a = numerator < 0 ? -numerator : numerator;
    Wide b = denominator < 0 ? -denominator : denominator;
    while (b != 0 && !(fits_int64(a) && fits_int64(b))) {
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    if (b != 0) { // Short ones are divided many times as fast.
      a = std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
    }
    const Wide divisor = denominator < 0 ? -a : a;
    return divisor == 0 ? Rational{}
                        : Rational{narrow(numerator / divisor), narrow(denominator / divisor)};
  }

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

} // namespace tunepath
