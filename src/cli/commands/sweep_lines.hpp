#pragma once

#include "cli/commands/sweep_run.hpp"

namespace tunepath::cli {

/// How many lines are worked on at a time, each of them giving a row for each of `points`: enough
/// that workers rarely wait for each other, at least one for each, and no more rows than memory is
/// to hold.
std::size_t lines_at_once(std::size_t workers, std::uint64_t points);

/// Reads a profile from each line of standard input, as JSON, and sweeps the grid over each of
/// them; without an axis that is one row. Rows come in the order of the lines, as many as there are
/// points for each; a line that is no profile gives one row with the error. Those of the lines that
/// are there are written before more are waited for. An Exit code.
int run_lines(const SweepRun& run, const ProfileOptions& options, const std::string& output,
              const Environment& environment);

} // namespace tunepath::cli
