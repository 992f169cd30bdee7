#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/facts/facts.hpp"

#include <vector>

namespace tunepath {

/// Wishes that cannot all be met (errors), and answers that contradict each other (warnings). Only
/// what somebody stated can contradict.
std::vector<Diagnostic> contradictions(const Facts& facts, const Catalog& catalog);

} // namespace tunepath
