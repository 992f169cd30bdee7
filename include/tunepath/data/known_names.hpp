#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/facts/parse_value.hpp"

namespace tunepath {

/// The names of `catalog` for reading values: models by id, alias or published name, without
/// regard to case. `catalog` outlives the names.
KnownNames known_names(const Catalog& catalog);

} // namespace tunepath
