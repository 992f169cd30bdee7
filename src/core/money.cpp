#include "tunepath/core/money.hpp"

#include <stdexcept>

namespace tunepath {
namespace {

/// "1,234.50" with `decimals` decimals of an amount that is not negative.
std::string dollars_text(Wide micros, int decimals, bool separators) {
  const Wide unit = Decimal::power_of_ten(6 - decimals);
  const Wide rounded = divide_half_even(micros, unit);
  const Wide one = Decimal::power_of_ten(decimals);
  const auto whole = Decimal::of(narrow(rounded / one));
  std::string out = separators ? grouped(whole) : to_string(whole);
  const std::string rest = to_string(Decimal::of(narrow(rounded % one)));
  return out + "." + std::string(static_cast<std::size_t>(decimals) - rest.size(), '0') + rest;
}

} // namespace

Money Money::of(Rational usd) {
  return Money{narrow(divide_half_even(Wide{usd.numerator()} * 1'000'000, usd.denominator()))};
}

Money multiply(Rational quantity, Decimal price, std::int64_t per) {
  if (per <= 0) {
    throw std::logic_error("a rate's basis must be above zero");
  }
  // Trade powers of ten first, so that a long price does not use up the room of a large quantity.
  const int scale = price.scale() - 6;
  Wide numerator = checked_mul<Wide>(quantity.numerator(), price.mantissa());
  Wide denominator = checked_mul<Wide>(quantity.denominator(), per);
  Wide& shorter = scale < 0 ? numerator : denominator;
  shorter = checked_mul<Wide>(shorter, Decimal::power_of_ten(scale < 0 ? -scale : scale));
  return Money::micros(narrow(divide_half_even(numerator, denominator)));
}

std::string to_string(Money amount) {
  const bool negative = amount.micros() <= -5'000; // What rounds to zero cents has no sign.
  const Wide magnitude = amount.micros() < 0 ? -Wide{amount.micros()} : Wide{amount.micros()};
  const std::string text = dollars_text(magnitude, 2, true);
  return (negative && text != "0.00" ? "-$" : "$") + text;
}

std::string plain(Money amount) {
  const bool negative = amount.micros() < 0;
  const Wide magnitude = negative ? -Wide{amount.micros()} : Wide{amount.micros()};
  std::string text = dollars_text(magnitude, 6, false);
  while (text.back() == '0' && text[text.size() - 3] != '.') {
    text.pop_back();
  }
  return (negative ? "-" : "") + text;
}

std::string price_text(Decimal price) {
  std::string text = grouped(price);
  if (price.scale() < 2) {
    text += price.scale() == 0 ? ".00" : "0";
  }
  return "$" + text;
}

std::string grouped(std::int64_t whole) {
  return grouped(Decimal::of(whole));
}

} // namespace tunepath
