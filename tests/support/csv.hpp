#pragma once

#include <map>
#include <string>
#include <vector>

namespace tunepath::test {

/// The rows of a table of the reference data, "catalog/models.csv": column to text. Empty when the
/// table is not at hand: tests then say so and pass.
std::vector<std::map<std::string, std::string, std::less<>>> reference_table(
    const std::string& name);

} // namespace tunepath::test
