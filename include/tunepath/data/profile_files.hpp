#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/facts/declaration.hpp"

#include <string>

namespace tunepath {

/// A profile to fill in by hand: every fact that may be set, with its question, what it may be and
/// its default, as a line that counts once its '#' is removed. It reads without error as it is,
/// and with every such line taken in. At most 80 columns, except for long examples.
std::string commented_profile(const FactSchema& schema, const Catalog& catalog);

/// The JSON Schema (draft-07) of profiles, for editors and for validation in CI. It knows keys,
/// types, choices and ranges; contradictions and names of the catalog are the reader's business.
std::string profile_schema(const FactSchema& schema, const Catalog& catalog);

/// The JSON Schema (draft 7) of a rate file.
std::string rates_schema();

/// The JSON Schema (draft 7) of a rule file. What a condition may say is the compiler's business.
std::string rules_schema();

} // namespace tunepath
