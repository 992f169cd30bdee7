#pragma once

#include "advise/judge.hpp"
#include "tunepath/advise/advise.hpp"

namespace tunepath {

/// Approach, path and technique with every reason, the leaning while undecided, and what to ask.
/// `facts` are as stated. The verdict on the economics is left unknown, and flips are left empty.
/// Pure.
Decision decide(const Facts& facts, const Knowledge& knowledge);

/// Tells later rules what was decided: sets decision.path (of the leaning while none is named),
/// decision.technique and approach.*; unknown where nothing is.
void note_decision(Facts& facts, const Decision& decision);

/// The technique that the rules choose; "" while one that comes first is open.
std::string_view technique_of(const Facts& facts, const RuleSet& rules);

} // namespace tunepath
