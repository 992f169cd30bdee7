#pragma once

#include "tunepath/advise/advise.hpp"

#include <string>

namespace tunepath::test {

/// All that is shipped: facts, rules, catalog and rates.
const Knowledge& knowledge();

/// The scenario of a profile given as YAML text, completed as of 2026-11-22 unless the profile says
/// otherwise. Problems fail the test.
Scenario scenario_of(const std::string& profile);

/// The advice on such a profile, with the shipped knowledge and perhaps rates over it.
Advice advise_on(const std::string& profile, const std::string& rates = "");

/// The line `id` of an estimate; fails the test when there is none.
const Line& line_of(const Estimate& estimate, const std::string& id);

/// The option of a hosting mode; fails the test when there is none.
const HostingOption& mode_of(const Advice& advice, HostingMode mode);

} // namespace tunepath::test
