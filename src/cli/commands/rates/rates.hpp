#pragma once

#include "cli/commands.hpp"
#include "tunepath/rates/rate_filter.hpp"

namespace tunepath::cli {

// The commands below `tunepath rates`, one file each. A new one is a row in rates.cpp.

Command rates_check_command(CLI::App& rates);
Command rates_diff_command(CLI::App& rates);
Command rates_import_command(CLI::App& rates);
Command rates_list_command(CLI::App& rates);
Command rates_show_command(CLI::App& rates);

/// --service, --item ... for each part of a rate's key.
void add_filter_options(CLI::App& command, RateFilter& filter);

} // namespace tunepath::cli
