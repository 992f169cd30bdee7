#pragma once

#include "tunepath/advise/advise.hpp"

#include <vector>

namespace tunepath {

/// Whether everything holds that the rules of the topic require of the subject, with a reason for
/// every rule about it, those that decide first.
struct Eligibility {
  Truth eligible = Truth::unknown;
  std::vector<Reason> reasons;
};

Eligibility eligibility(const Facts& facts, const Knowledge& knowledge, Topic topic,
                        std::string_view subject);

/// Whether a hosting mode may be used, with a reason for every rule about it, those that decide
/// first. `facts` are derived, the decision is noted in them, and what is worked out per mode
/// (hosting.fits, hosting.covers_peak, hosting.units_at_peak, hosting.instance_chosen,
/// hosting.units_chosen) is that of `mode`.
Eligibility hosting_eligibility(const Facts& facts, const Knowledge& knowledge, HostingMode mode);

/// The verdict alone, without reasons. Sets verdict.capped in `facts`.
Verdict judge_briefly(Facts& facts, const RuleSet& rules, FactIndex capped);

/// The verdict on the economics, from facts that pricing has derived: the first rule that holds. A
/// rule that cannot be told yet does not hold. Puts into `reasons` the rule that decides, then the
/// caps that hold, then the rules that are open.
Verdict judge(const Facts& facts, const Knowledge& knowledge, std::vector<Reason>& reasons);

/// The warning rules that hold, in the order of the files. The warning's id is the rule's subject.
std::vector<Reason> warnings_that_hold(const Facts& facts, const Knowledge& knowledge);

} // namespace tunepath
