#pragma once

#include "advise/play.hpp"
#include "advise/situation.hpp"

#include <optional>

namespace tunepath {

/// The path follows from requirements, not from price. This is what the same tuned model would cost
/// further down the ladder, on the cheapest mode that is surely eligible there.
struct LaterPath {
  Path path = Path::sagemaker;
  HostingMode mode = HostingMode::endpoint;
  Alternative way;
};

/// Of the paths behind the chosen one that nothing rules out. Empty when none of them can be priced
/// but for storage and labour, when the profile names a hosting mode, and while no path is chosen.
std::optional<LaterPath> cheapest_later_path(const Situation& s, const Play& play,
                                             const Decision& decision);

/// Sets path.later, path.later_mode, path.later_monthly_usd and path.monthly_usd for the warning
/// rules, and adds the way to the alternatives where it costs less.
void add_later_path(Advice& advice, LaterPath later);

} // namespace tunepath
