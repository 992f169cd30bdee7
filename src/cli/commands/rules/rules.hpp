#pragma once

#include "cli/commands.hpp"

#include <string>
#include <vector>

namespace tunepath::cli {

// The commands below `tunepath rules`, one file each. A new one is a row in rules.cpp.

Command rules_cases_command(CLI::App& rules);
Command rules_check_command(CLI::App& rules);
Command rules_list_command(CLI::App& rules);
Command rules_show_command(CLI::App& rules);

/// --rules, for commands without a profile.
void add_rules_option(CLI::App& command, std::vector<std::string>& files);

} // namespace tunepath::cli
