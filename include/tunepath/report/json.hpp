#pragma once

#include "tunepath/advise/advice.hpp"

#include <string>
#include <string_view>

namespace tunepath {

/// The advice as a `tunepath-report/1` document (data/schemas/report.schema.json): every field
/// present, null or empty where it does not apply; money and quantities as decimal strings.
/// ASCII, two spaces of indent, a final line break. `version` is the tool's.
std::string to_json(const Advice& advice, std::string_view version);

} // namespace tunepath
