#pragma once

#include "cli/commands.hpp"

namespace tunepath::cli {

// The commands below `tunepath rules`, one file each. A new one is a row in rules.cpp.

Command rules_cases_command(CLI::App& rules);
Command rules_check_command(CLI::App& rules);
Command rules_list_command(CLI::App& rules);
Command rules_show_command(CLI::App& rules);

} // namespace tunepath::cli
