#pragma once

#include "tunepath/rates/offer_reading.hpp"

#include <string>

namespace tunepath {

/// What the reading of a price list came to, for standard error: how many rates, why the rest gave
/// none, prices that contradict each other, and usage types that nobody knows. `in_full`: every
/// kind, each with a SKU; otherwise the most frequent. `written` of the rates were asked for.
std::string offer_summary(const OfferReading& reading, std::size_t written, bool in_full);

} // namespace tunepath
