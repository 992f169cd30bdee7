#pragma once

#include "advise/economics.hpp"
#include "advise/play.hpp"

namespace tunepath {

/// What the rules on verdict and warnings look at: the outcome of pricing, as derived facts.
void set_outcome_facts(Advice& advice, const Situation& s, const Play& play);

/// Sets the verdict, the warnings and the assumptions.
void conclude(Advice& advice, const Knowledge& knowledge);

} // namespace tunepath
