#pragma once

#include "advise/fact_notes.hpp"
#include "advise/play.hpp"
#include "advise/serve.hpp"

namespace tunepath {

/// What a mode takes of units, and whether these carry the peak.
struct ModeUse {
  HostingMode mode = HostingMode::endpoint;
  UnitKind unit = UnitKind::none;
  std::int64_t units = 0;
  Truth covers_peak = Truth::unknown;
};

/// Notes the traffic at the peak, which is the same for every mode.
void note_traffic(FactNotes& notes, const Situation& s, bool retrieval);
/// Notes what is worked out for one mode: whether it fits, whether it carries the peak.
void note_mode(FactNotes& notes, const ServingPlan& plan, const ModeUse& use);
/// Forgets what note_traffic and note_mode noted.
void forget_mode(FactNotes& notes);

/// The facts that the rules on hosting look at, for one mode: where the model is trained, whether
/// it fits, whether the instances carry the peak.
Facts mode_facts(const Situation& s, const Play& play, std::optional<Method> method,
                 const ServingPlan& plan, const HostingOption& option);

} // namespace tunepath
