#pragma once

#include "tunepath/advise/advice.hpp"

#include <span>
#include <string>
#include <string_view>

/// Where a reason comes from, short enough for brackets.
namespace tunepath::evidence {

/// "profile:9" for the scenario's own file, "base.yaml:9" for another, "--set", "default",
/// "derived"; "" when nobody said anything.
std::string short_origin(const Advice& advice, std::string_view origin);

/// The conditions that settle the reason, in brackets: "[problem.missing_facts: yes, profile:9]".
/// "" when it has none. `failed` is true where the reason is that a requirement was not met.
std::string brackets(const Advice& advice, const Reason& reason, bool failed = false);

/// One condition in full: "data.labelled_examples is 40 (rule: < 50), profile.yaml:9:3".
std::string in_full(const Condition& condition);

/// The first reason that is no caution and, where there is one, has `effect`; or nullptr.
const Reason* first(std::span<const Reason> reasons, Reason::Effect effect);

} // namespace tunepath::evidence
