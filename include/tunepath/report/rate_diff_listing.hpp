#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/rates/rate_diff.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>

namespace tunepath {

/// One scenario priced with both tables of a comparison.
struct Repriced {
  Advice before;
  Advice after;
};

/// What a comparison is of: how the two tables are called, and the day.
struct RateDiffTitle {
  std::string before; ///< "shipped rates", "old.yaml"
  std::string after;
  Date day;
};

/// Every price that differs, and what the difference does to each profile: its totals, and whatever
/// changes in the answer.
Document describe_rate_diff(const RateDiffTitle& title, const RateDiff& diff,
                            std::span<const Repriced> profiles);

/// The same for machines: `tunepath-rates-diff/1`. Prices and money are decimal strings; a total
/// that nothing but gaps make up is null.
std::string rate_diff_json(const RateDiffTitle& title, const RateDiff& diff,
                           std::span<const Repriced> profiles);

} // namespace tunepath
