#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <string>
#include <string_view>

namespace tunepath::data {

/// Line and column of an offset in a text.
Position position_in(std::string_view text, std::size_t offset, const std::string& file);

} // namespace tunepath::data
