#pragma once

#include <string>

namespace tunepath::test {

/// True when the tests are to write down what they see: UPDATE_GOLDEN=1 in the environment.
bool updating_golden();

/// Returns what tests/golden/<name> holds, to be compared with `actual`:
///
///   CHECK(text == golden("estimate.txt", text));
///
/// With UPDATE_GOLDEN=1 it first writes `actual` there: run, then review the git diff. A missing
/// file reads as a sentence that says so.
std::string golden(const std::string& name, const std::string& actual);

} // namespace tunepath::test
