#pragma once

#include "tunepath/advise/advise.hpp"

#include <string>
#include <string_view>

namespace tunepath {

/// A profile (`tunepath-profile/1`) of what is stated in `scenario`: every fact that a profile, the
/// command line or a person gave, below its question as a comment, and what they left unknown as
/// `unknown`. Defaults and what is derived are left out, so that they follow the answers. Read
/// again, it gives the same facts. `name` and `description` are written unless they are empty.
std::string write_profile(const Scenario& scenario);

/// True for a text that write_profile made: its first line says so.
bool is_written_profile(std::string_view text);

} // namespace tunepath
