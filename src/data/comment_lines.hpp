#pragma once

#include <string>
#include <string_view>

namespace tunepath::data {

/// `text` as YAML comment lines of at most 80 columns, each behind `indent` and "# ".
std::string comment_lines(std::string_view text, std::string_view indent);

} // namespace tunepath::data
