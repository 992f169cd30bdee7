#pragma once

#include "tunepath/advise/outcome.hpp"

namespace tunepath {

/// What to ask: the settable facts that the open options and the open path rest on, each once, the
/// most telling first; at the end what a caution asks. Empty when everything is decided and
/// nothing is asked. `facts` are derived.
std::vector<OpenQuestion> open_questions(const Outcome& outcome, const Facts& facts,
                                         const RuleSet& rules);

} // namespace tunepath
