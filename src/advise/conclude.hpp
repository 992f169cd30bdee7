#pragma once

#include "advise/economics.hpp"
#include "advise/play.hpp"

namespace tunepath {

/// The facts that the rules on hosting look at, for one mode: where the model is trained, whether
/// it fits, whether the instances carry the peak.
Facts mode_facts(const Situation& s, const Play& play, std::optional<Method> method,
                 const ServingPlan& plan, const HostingOption& option);

/// What the rules on verdict and warnings look at: the outcome of pricing, as derived facts.
void set_outcome_facts(Advice& advice, const Situation& s, const Play& play);

/// Sets the verdict, the warnings and the assumptions.
void conclude(Advice& advice, const Knowledge& knowledge);

} // namespace tunepath
