#include "tunepath/rates/unit_price.hpp"

namespace tunepath {

UnitPrice unit_price(Decimal usd, std::int64_t per) {
  const Wide numerator = usd.mantissa();
  const Wide denominator = Decimal::power_of_ten(usd.scale()) * per; // Below 10^18 x 2^63.
  Wide a = numerator < 0 ? -numerator : numerator;
  Wide b = denominator;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return {numerator / a, denominator / a};
}

bool same_price(const RateRow& a, const RateRow& b) {
  return unit_price(a.usd, a.per) == unit_price(b.usd, b.per);
}

double ratio(const UnitPrice& price, const UnitPrice& other) {
  const auto dollars = [](const UnitPrice& each) {
    return static_cast<double>(each.numerator) / static_cast<double>(each.denominator);
  };
  return dollars(price) / dollars(other);
}

} // namespace tunepath
