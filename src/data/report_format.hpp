#pragma once

#include "data/node.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tunepath::data {

/// What to do about a report that cannot be read.
constexpr std::string_view k_report_remedy =
    "make the report again: tunepath estimate PROFILE --format json -o FILE";

/// What is wrong with the format that a report states, if anything is.
std::optional<Diagnostic> other_format(const Node& root, const std::string& file);

} // namespace tunepath::data
