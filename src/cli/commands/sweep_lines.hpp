#pragma once

#include "cli/commands/sweep_run.hpp"

namespace tunepath::cli {

/// Reads a profile from each line of standard input, as JSON, and sweeps the grid over each of
/// them; without an axis that is one row. Rows come in the order of the lines, as many as there are
/// points for each; a line that is no profile gives one row with the error. An Exit code.
int run_lines(const SweepRun& run, const ProfileOptions& options, const std::string& output,
              const Environment& environment);

} // namespace tunepath::cli
