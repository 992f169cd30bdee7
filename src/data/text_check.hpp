#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tunepath::data {

/// What keeps `text` from being read at all: larger than 64 MiB, a zero byte, or no UTF-8.
std::optional<Diagnostic> not_a_text(std::string_view text, const std::string& file);

} // namespace tunepath::data
