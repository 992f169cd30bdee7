#pragma once

#include "tunepath/advise/advice.hpp"

namespace tunepath {

/// The published rates behind a report, each counted once however many lines use it.
struct RatesUsed {
  std::int64_t count = 0;
  const RateRow* oldest = nullptr; ///< by the date of its source; nullptr when there is none
};

/// Over every way and hosting mode that is shown. People's time is no published rate.
RatesUsed rates_used(const Advice& advice);

} // namespace tunepath
