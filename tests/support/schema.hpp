#pragma once

#include <string>
#include <vector>

namespace tunepath::test {

/// What an independent validator (Debian's python3-jsonschema) says against `document`, or
/// against `schema` itself; both are JSON text. Empty when all is well. Each entry reads
/// "/cost/lines/0: 'amount_usd' is a required property". Without the validator, one entry says
/// what to install, so that a test fails rather than passes unseen.
std::vector<std::string> schema_problems(const std::string& schema, const std::string& document);

} // namespace tunepath::test
