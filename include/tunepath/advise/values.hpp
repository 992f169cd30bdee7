#pragma once

#include "tunepath/advise/trial.hpp"

#include <span>
#include <vector>

namespace tunepath {

/// The settable facts that a derived fact is worked out from, in the order of asking; empty for
/// settable facts and for those that only pricing knows.
std::span<const std::string_view> sources_of(std::string_view derived_fact);

/// Whether the one fact is worth more to know than the other, when nothing is known.
bool asked_before(FactIndex a, FactIndex b, const FactSchema& schema);

/// The regions in which Bedrock tunes the model at all.
Words tunable_regions(const Catalog& catalog, const Model& base);

/// The settable facts that approach and path rest on, directly or through what is derived from
/// them, what is worth most to know first.
std::vector<FactIndex> deciding_facts(const Knowledge& knowledge);

/// The values of a fact that the rules of those topics can tell apart as the trial stands: every
/// word of a choice, both sides of every number that a rule compares it with, one model for each
/// answer that the catalog gives about models, the allowed regions and one more. In a fixed order;
/// numbers ascend. Leaves the trial as it was. Empty for facts of other kinds.
std::vector<Value> values_worth_trying(FactIndex fact, Trial& trial, const Knowledge& knowledge,
                                       std::span<const Topic> topics);

} // namespace tunepath
