#pragma once

#include "tunepath/advise/case.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>

namespace tunepath {

/// Every case with what was chosen in it and what came out here, and below that what is wrong.
Document describe_cases(std::span<const CaseRun> runs);

/// One case in full: where it was published, why that answer is right, and what came out.
Document describe_case(const Case& example, const CaseRun& run);

/// The same for machines, `tunepath-case-runs/1`. `cases` are those that were run, in order.
std::string cases_json(std::span<const Case> cases, std::span<const CaseRun> runs);

} // namespace tunepath
