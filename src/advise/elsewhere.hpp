#pragma once

#include "advise/play.hpp"
#include "advise/situation.hpp"

namespace tunepath {

/// The base model is a lever: adds the same job on another base model, tuned on Bedrock and served
/// on demand, where the warning rules about "cheaper-elsewhere" hold. The cheapest over the horizon
/// of those in an allowed region, and the cheapest of all where that is another; never chosen. Sets
/// elsewhere.* (of the cheapest) and path.monthly_usd for the rules.
///
/// The other model's facts are those of the scenario with another base model in another region, so
/// that whatever closes Bedrock for the scenario closes it there, too. Nothing is done while no
/// tuned model is in play, and while the rules cannot hold whatever is found. `advice` has its
/// outcome facts.
void add_elsewhere(Advice& advice, const Situation& s, const Play& play);

} // namespace tunepath
