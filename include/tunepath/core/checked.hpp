#pragma once

#include <cstdint>
#include <stdexcept>

namespace tunepath {

__extension__ using Wide = __int128; ///< Room for the product of two int64.

/// a + b. Throws std::overflow_error when the sum leaves the type: a scenario that absurd is
/// refused, never wrapped.
template <class Int>
constexpr Int checked_add(Int a, Int b) {
  Int sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) {
    throw std::overflow_error("a sum is out of range");
  }
  return sum;
}

/// a x b. Throws std::overflow_error when the product leaves the type.
template <class Int>
constexpr Int checked_mul(Int a, Int b) {
  Int product = 0;
  if (__builtin_mul_overflow(a, b, &product)) {
    throw std::overflow_error("a product is out of range");
  }
  return product;
}

constexpr bool fits_int64(Wide value) {
  return value <= Wide{INT64_MAX} && value >= Wide{INT64_MIN};
}

/// `value` as an int64. Throws std::overflow_error when it does not fit.
constexpr std::int64_t narrow(Wide value) {
  if (!fits_int64(value)) {
    throw std::overflow_error("a number is out of range");
  }
  return static_cast<std::int64_t>(value);
}

namespace checked {

template <class Int>
constexpr Int divide_half_even(Int numerator, Int denominator) {
  Int quotient = numerator / denominator;
  const Int rest = numerator % denominator;
  const Int magnitude = rest < 0 ? -rest : rest;
  const Int other = denominator - magnitude; // compares rest with half without doubling it
  if (magnitude > other || (magnitude == other && quotient % 2 != 0)) {
    quotient += numerator < 0 ? -1 : 1;
  }
  return quotient;
}

} // namespace checked

/// numerator / denominator, rounded once, half to even. Precondition: denominator > 0.
constexpr Wide divide_half_even(Wide numerator, Wide denominator) {
  // Most numbers are short, and short ones are divided many times as fast.
  return fits_int64(numerator) && fits_int64(denominator)
             ? Wide{checked::divide_half_even(static_cast<std::int64_t>(numerator),
                                              static_cast<std::int64_t>(denominator))}
             : checked::divide_half_even(numerator, denominator);
}

} // namespace tunepath
