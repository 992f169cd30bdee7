#pragma once

#include "advise/ways.hpp"

namespace tunepath {

/// What the gain of the tuned model must be worth against the reference.
///
///   X = (horizon cost of the tuned way - that of the reference) / months
///   gain needed per 1,000 requests = 1000 X / V, V the mean requests a month
///   G = value per request x (accuracy tuned - accuracy base) x V
///   accuracy needed = accuracy base + X / (value per request x V)
///
/// Members that depend on something unknown stay empty, all of them while the reference lacks a
/// price. Where the tuned way lacks one, X is what is known of it: at least that.
BreakEven break_even(const Situation& s, const Alternative& tuned, const Alternative& reference);

/// A way with its horizon, in sums.
struct WaySums {
  Sums month; ///< one-time lines and the first month
  Money horizon;
  Money usage{}; ///< of the horizon: what every request bills alike
};

/// What the extra cost is compared with. Empty members: not known.
struct Economics {
  bool compared = false; ///< a tuned way with its reference; the rest needs that, but for the gain
  bool tuned_complete = false; ///< nothing that decides lacks a price
  bool reference_complete = false;
  std::optional<Money> extra;       ///< X; empty while the reference lacks a price
  std::optional<Range<Money>> gain; ///< G, as wide as the ranges and the evaluation leave it
};
Economics economics(const Situation& s);
Economics economics(const Situation& s, const WaySums& tuned, const WaySums& reference);

/// (horizon of the tuned way - that of the reference) / months.
Money extra_per_month(const Situation& s, Money tuned_horizon, Money reference_horizon);

/// Lower and upper bound of G over the profile's ranges; empty when value or accuracy is unknown.
std::optional<Range<Money>> gain_range(const Situation& s);

/// Whether there is a decisive gap; see is_decisive.
bool lacks_decisive_price(const Estimate& estimate);

/// The cost to find out: the runs, the people's time for evaluation, and hosting on `mode` while
/// it lasts.
Proof price_proof(const Situation& s, const TunedWay& way, HostingMode mode,
                  const BreakEven& needed);

} // namespace tunepath
