#pragma once

#include "tunepath/pricing/timeline.hpp"

#include <span>
#include <vector>

namespace tunepath {

/// Successive months of the horizon taken together; one alone in a short horizon.
struct Period {
  Month from;
  int months = 1;
  std::optional<std::int64_t> requests; ///< of all its months; empty = unknown
  Money cost;                           ///< of all its months, people's time included
  Money credits;                        ///< what grants pay of it
  int retrainings = 0;                  ///< that fall due in it
  Money cumulative;                     ///< of all so far, people's time included, before credits
  Money credits_so_far;
  Money reference_cumulative; ///< the same of the reference, before credits

  Money paid_by_you_so_far() const { return cumulative - credits_so_far; }
};

/// How many months a period has so that a table of them stays short: 1 up to 14 months, 3
/// up to 42, else 12. The last period may have fewer.
int months_per_period(std::size_t months);

std::vector<Period> periods(std::span<const MonthCost> months);

} // namespace tunepath
