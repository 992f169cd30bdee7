#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/report/document.hpp"

#include <string>

namespace tunepath::words {

/// What one instance of the mode carries and how busy the peak makes it, in sentences; "" for modes
/// without instances and while it is not known.
std::string capacity(const HostingOption& mode);

/// The same and more, as keys and values.
Points capacity_points(const HostingOption& mode);

/// The cheapest of the instances that hold the model, for the peak, with what an answer takes and
/// why it was not taken; no rows when nothing was tried.
Table candidates(const std::vector<HostingCandidate>& tried);

} // namespace tunepath::words
