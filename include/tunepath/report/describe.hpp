#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/report/document.hpp"

#include <string_view>

namespace tunepath {

/// Decides what the report of an estimate says. Sections with nothing to say are left out; the
/// first screen, up to the first heading, stands alone.
/// Precondition: advice.facts has a schema, and advice.decision all options and paths.
Document describe_advice(const Advice& advice);

/// Why, why not, and what would lift it, with every condition, value, origin and source.
/// `target` is an option, a path, a hosting mode, `technique`, `verdict`, `training`, a fact, a
/// warning, a cost line or a way to do it; "" explains the options and the paths. Error: the target
/// is none of them; the hint names the nearest or all that are valid.
Result<Document> describe_explanation(const Advice& advice, std::string_view target);

} // namespace tunepath
