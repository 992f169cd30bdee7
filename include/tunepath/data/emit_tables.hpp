#pragma once

#include "tunepath/data/tables.hpp"

#include <span>
#include <string>

namespace tunepath {

/// A C++ source text that defines `shipped()` with these rows and texts as constant tables. The
/// same input gives the same text, to the byte.
std::string emit_tables(const Tables& tables, std::span<const DataFile> texts);

} // namespace tunepath
