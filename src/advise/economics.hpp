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

/// Lower and upper bound of G over the profile's ranges; empty when value or accuracy is unknown.
std::optional<Range<Money>> gain_range(const Situation& s);

/// Whether a gap concerns training, hosting or tokens: without those prices no verdict can be given
/// and no mode be preferred. Storage and labour are not decisive.
bool is_decisive(const Gap& gap);
bool lacks_decisive_price(const Estimate& estimate);

/// The cost to find out: the runs, the people's time for evaluation, and hosting on `mode` while
/// it lasts.
Proof price_proof(const Situation& s, const TunedWay& way, HostingMode mode,
                  const BreakEven& needed);

} // namespace tunepath
