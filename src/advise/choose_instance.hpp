#pragma once

#include "advise/serve.hpp"

namespace tunepath {

/// What is asked of the instances of one kind of use.
struct ServingNeed {
  std::optional<Load> load; ///< empty: tokens per request are not known, so only the fit counts
  double peak = 0;          ///< requests per second of the first month
  double headroom = 1;      ///< share of the planned rate that is used
  std::optional<LoadCurve> curve; ///< of the first month; empty: the peak is paid for every hour
  std::int64_t least = 1;         ///< instances that are always up
  Scaling scaling;
};

/// The instance that the profile names, else the best of all, as plan_serving says. Adds every
/// instance that was tried to `candidates` unless it is null.
ServingInstances choose_instances(const Situation& s, std::optional<Path> path,
                                  std::string_view region, const ServingNeed& need,
                                  std::vector<HostingCandidate>* candidates);

} // namespace tunepath
