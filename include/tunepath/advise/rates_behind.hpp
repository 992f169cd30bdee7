#pragma once

#include "tunepath/advise/advice.hpp"

namespace tunepath {

/// The published rates behind a bill: those of the recommended way and of the reference that it is
/// compared with. People's time is no published rate.
struct RatesBehind {
  std::vector<const RateRow*> rows; ///< each once, the oldest source first
  /// The one that carries most of the recommended way's cost over the horizon; nullptr without any.
  const RateRow* most_influential = nullptr;
};

/// The rows point into `advice`.
RatesBehind rates_behind(const Advice& advice);

/// Days from the source of `row` to `day`; 0 where the source is younger than the day.
std::int64_t age_in_days(const RateRow& row, Date day);

} // namespace tunepath
