#pragma once

#include "tunepath/advise/compare.hpp"
#include "tunepath/report/document.hpp"

#include <string>
#include <string_view>

namespace tunepath {

/// Answers side by side: what is decided, the totals, how far they are from the first's, and the
/// lines that differ with the reason. What is not priced stays visible.
Document describe_comparison(const Comparison& comparison);

/// The same for machines, `tunepath-comparison/1` (data/schemas/comparison.schema.json): money as
/// decimal strings, null where a sum or a difference is no number. `version` is the tool's.
std::string comparison_json(const Comparison& comparison, std::string_view version);

/// The same as CSV (RFC 4180): for each answer but the first a row for each total, and one for each
/// line that differs.
std::string comparison_csv(const Comparison& comparison);

} // namespace tunepath
