#pragma once

#include "support/scenario.hpp"

#include <string>
#include <vector>

namespace tunepath::test {

/// The facts of a profile given as YAML text without its `format` line, completed as of
/// 2026-11-22. Problems fail the test.
Facts facts_of(const std::string& profile);

/// The same, decided.
Decision decide_on(const std::string& profile);

/// "prompt, fine-tuning"; "" for none.
std::string text_of(const std::vector<Approach>& approach);

/// "bedrock", or "null".
std::string text_of(const std::optional<Path>& path);

/// The reason of that rule, or nullptr.
const Reason* reason(const std::vector<Reason>& reasons, const std::string& rule);

/// The facts that are asked for, in order: "problem.missing_facts, model.base".
std::string questions(const Decision& decision);

} // namespace tunepath::test
