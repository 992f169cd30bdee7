#pragma once

#include "cli/commands.hpp"

namespace tunepath::cli {

// The commands below `tunepath models`, one file each. A new one is a row in models.cpp.

Command models_import_command(CLI::App& models);
Command models_list_command(CLI::App& models);
Command models_show_command(CLI::App& models);

} // namespace tunepath::cli
