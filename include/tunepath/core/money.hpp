#pragma once

#include "tunepath/core/rational.hpp"

namespace tunepath {

/// An exact amount of US dollars, held as a whole number of micro-dollars.
///
/// Unit:   1 micro-dollar = 1e-6 USD, so the range is about +/- 9.2e12 USD.
/// Never:  built from, or converted to, a floating-point number.
/// Errors: arithmetic that leaves the range throws std::overflow_error.
class Money {
public:
  constexpr Money() = default;

  static constexpr Money micros(std::int64_t value) { return Money{value}; }
  static constexpr Money cents(std::int64_t value) {
    return Money{checked_mul<std::int64_t>(value, 10'000)};
  }
  static constexpr Money dollars(std::int64_t value) {
    return Money{checked_mul<std::int64_t>(value, 1'000'000)};
  }
  /// `usd` rounded to micro-dollars, half to even.
  static Money of(Rational usd);

  constexpr std::int64_t micros() const { return micros_; }
  /// The amount in dollars, exactly.
  constexpr Rational usd() const { return Rational::quotient(micros_, 1'000'000); }

  constexpr Money& operator+=(Money other) {
    micros_ = checked_add(micros_, other.micros_);
    return *this;
  }
  friend constexpr Money operator+(Money a, Money b) { return a += b; }
  friend constexpr Money operator-(Money a, Money b) {
    return a += Money{checked_mul<std::int64_t>(b.micros_, -1)};
  }
  friend constexpr auto operator<=>(Money, Money) = default;

private:
  explicit constexpr Money(std::int64_t value) : micros_(value) {}
  std::int64_t micros_ = 0;
};

/// quantity x price / per, rounded once to micro-dollars, half to even.
/// Precondition: per > 0, else std::logic_error, since the loaders guarantee it.
Money multiply(Rational quantity, Decimal price, std::int64_t per);

/// "$1,234.50" or "-$3.00": rounded to cents for the eye, here and nowhere else.
std::string to_string(Money amount);

/// "1234.50": 2 to 6 decimals, no separators, as machine formats want it.
std::string plain(Money amount);

/// A price per unit as published, with every decimal and at least two: "$0.035", "$24.00".
std::string price_text(Decimal price);

/// Writes a whole number with thousands separators: 1,234,567.
std::string grouped(std::int64_t whole);

} // namespace tunepath
