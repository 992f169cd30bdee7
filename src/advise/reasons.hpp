#pragma once

#include "tunepath/advise/advise.hpp"

#include <vector>

namespace tunepath {

/// A rule as it was met: the text for its truth with every value filled in, and each condition.
/// While unknown and without a text for that, it names what is not known.
Reason reason_of(const Rule& rule, const Facts& facts, const RuleSet& rules);

/// One reason per rule of the topic about the subject, those that decide first: the rules that
/// hold with an effect among `deciding`, or what is open when `open_decides`; then cautions that
/// hold or ask something, then what is open, what holds and what does not.
std::vector<Reason> reasons_about(Topic topic, std::string_view subject,
                                  const std::vector<Effect>& deciding, bool open_decides,
                                  const Facts& facts, const RuleSet& rules);

} // namespace tunepath
