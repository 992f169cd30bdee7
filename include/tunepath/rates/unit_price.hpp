#pragma once

#include "tunepath/core/checked.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/rates/rate.hpp"

#include <cstdint>

namespace tunepath {

/// What one unit costs, exactly, so that prices of different bases compare: 3.78 per 1,000,000 is
/// 0.00378 per 1,000. A reduced fraction of USD; `denominator` > 0.
struct UnitPrice {
  Wide numerator = 0;
  Wide denominator = 1;

  friend bool operator==(const UnitPrice&, const UnitPrice&) = default;
};

/// usd / per. Precondition: per > 0. Never overflows: a decimal has at most 18 decimals.
UnitPrice unit_price(Decimal usd, std::int64_t per);

/// True when a unit costs the same by both rows.
bool same_price(const RateRow& a, const RateRow& b);

/// `price` over `other`: 1000 when it is a thousand times as much. Only for judging and showing;
/// nothing is ever charged by it. Precondition: `other` is not zero.
double ratio(const UnitPrice& price, const UnitPrice& other);

} // namespace tunepath
