#pragma once

#include "tunepath/advise/advise.hpp"

namespace tunepath {

/// Fills in at which volumes the tuned way pays, and in which month it has.
///
/// A volume V pays when X(V) <= G(V): X is what the tuned way costs more a month, with instance
/// types, counts, hours and tokens worked out anew for V, on the hosting mode that was chosen; G is
/// what its gain is worth, none where value or accuracy are not known. What every request bills
/// alike, and the gain, are proportional to V, and the rest of both costs never falls with V on one
/// instance type: so an interval can be settled from its ends. It is split until each part pays
/// everywhere, nowhere, or is one request wide: the result is exact to the request. A stated peak
/// is scaled with V. Volumes are looked at as far as they are plausible, the mode can be used, and
/// it is known what it takes.
///
/// Left empty while a price that decides is missing.
void solve_break_even(Advice& advice, const Scenario& scenario, const Knowledge& knowledge);

} // namespace tunepath
