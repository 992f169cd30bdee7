#pragma once

#include "advise/ledger.hpp"
#include "tunepath/hosting/capacity.hpp"

#include <array>
#include <optional>

namespace tunepath {

/// What decides between hosting modes: sums of the complete way, and of the mode alone.
struct ModeSums {
  Truth eligible = Truth::no;
  bool may_be_taken = false; ///< eligible, perhaps, or named; the rest is not filled in otherwise
  Sums mode;                 ///< of the mode's first month
  Sums idle;                 ///< the same without any request
  Sums way;                  ///< of the complete way, one-time lines and the first month
  Money horizon;             ///< of the complete way
};

/// By HostingMode.
using AllModeSums = std::array<ModeSums, Names<HostingMode>::k_all.size()>;

/// Index of the mode to take: the named one unless it is not eligible, else the preferred of those
/// that are or may be. What has rates comes first, then what is surely eligible, then what is
/// priced but for storage. Of those the cheaper over the horizon; within 5% the lower idle cost,
/// then the more managed. Known parts of incomplete prices are not compared. A named mode that
/// nothing can replace is taken all the same: it is the bill that was asked about. Empty when there
/// is none.
std::optional<std::size_t> choose_mode(const AllModeSums& modes, std::optional<HostingMode> named);

} // namespace tunepath
