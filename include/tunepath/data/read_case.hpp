#pragma once

#include "tunepath/advise/case.hpp"
#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunepath {

/// Where shipped cases are among the shipped texts.
inline constexpr std::string_view k_cases_folder = "rules/cases/";

/// Reads one case. `file` is used for positions and for the case's name: the caller does the
/// reading.
///
/// Shape of `text`:
///   format: tunepath-case/1
///   source: "https://... (2024)"      # where it was published
///   why: "why this answer is right"
///   expected:                         # at least one of these keys
///     approach: [[rag], [prompt, rag]]      # sets; [] is a set of nothing
///     path: [bedrock, none]
///     status: [decided]
///     must: [rag]
///     must_not: [fine-tuning]
///     must_not_path: [bedrock]
///     options: {fine-tuning: [blocked, undecided]}
///     verdict: [prove-first]
///     not_verdict: [justified]
///     modes: {multi-adapter: [yes, unknown]}
///     must_not_mode: [provisioned-throughput]
///     warnings: [quota]
///     warnings_any: [standing-cost, idle-hosting]
///     min_open_questions: 1
///   profile:                          # what a profile holds, without its header
///     as_of: 2026-11-22               # required, so that the answer does not change by the day
///     problem: {missing_facts: yes}
///
/// Errors: every problem in the file, each with its position: unknown and missing keys, words that
///         do not fit, and whatever the reader of profiles refuses.
Result<Case> read_case(std::string_view text, const std::string& file, const FactSchema& schema,
                       const Catalog& catalog);

/// The cases among `texts`, which are named by their path, in that order.
Result<std::vector<Case>> read_cases(
    std::span<const std::pair<std::string_view, std::string_view>> texts, const FactSchema& schema,
    const Catalog& catalog);

} // namespace tunepath
