#pragma once

#include "tunepath/advise/recommendation.hpp"
#include "tunepath/core/money.hpp"
#include "tunepath/pricing/timeline.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// One end of an uncertain input, all others being likely.
struct SwingEnd {
  std::string value; ///< of the fact, as text; "" for a prediction
  /// Of the way that is recommended at the likely values; empty where nothing of it has a price.
  std::optional<Money> horizon;
  /// What is recommended there, where it is not what is recommended at the likely values.
  std::optional<Recommendation> instead;
  GapKinds gaps{}; ///< something of these kinds has no price there: the sum is at least

  bool complete() const { return horizon && !gaps.any(); }
};

/// What one uncertain input does to the horizon's sum.
struct Swing {
  std::string input;    ///< a fact's id, or the name of a Prediction
  bool planner = false; ///< the error of a prediction, not something that the profile states
  SwingEnd low;
  SwingEnd high;

  bool flips() const { return low.instead || high.instead; }
};

/// The same percentile of each sum by itself: they need not come from one draw, and do not add up.
struct Percentile {
  Money one_time;
  Money standing; ///< of the first month, as the next two
  Money per_use;
  Money month; ///< of standing and per_use together
  Money horizon;
  GapKinds gaps; ///< in a draw something of that kind has no price: sums of it are at least

  Money monthly() const { return month; }
  friend bool operator==(const Percentile&, const Percentile&) = default;
};

/// What the ranges of the profile and the errors of the predictions make of the totals of the way
/// that is recommended at the likely values.
struct Uncertainty {
  std::int64_t draws = 0;
  std::uint64_t seed = 1;
  std::int64_t inputs = 0; ///< that are uncertain; where there is none, every draw is the same
  bool priced = false;     ///< something is recommended, so that there are sums
  std::int64_t priced_draws = 0; ///< in which that way can be priced: percentiles rest on them
  /// P10, P50, P90, each the nearest rank: the smallest sum that is not exceeded in that share of
  /// the priced draws.
  std::array<Percentile, 3> percentiles;
  std::vector<Swing> tornado; ///< the widest first
  /// What is recommended at the likely values, every range being that one value.
  Recommendation likely;
  /// Shares of the draws in which the same is recommended, 0 to 1.
  double same_recommendation = 1; ///< approach, path and mode together
  double same_approach = 1;
  double same_path = 1;
  double same_mode = 1;
  /// Share of the draws in which the gain is worth what the tuned way costs more; where another
  /// approach is recommended it is not. Empty while value, accuracy or prices are not known.
  std::optional<double> gain_pays;
};

} // namespace tunepath
