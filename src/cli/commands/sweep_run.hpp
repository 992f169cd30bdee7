#pragma once

#include "cli/load.hpp"
#include "cli/whole_file.hpp"
#include "tunepath/report/sweep_rows.hpp"
#include "tunepath/simulate/sweep.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tunepath::cli {

/// What a sweep goes over, and how its rows are written.
struct SweepRun {
  const LoadedKnowledge& knowledge;
  const Grid& grid;
  const SweepRows& rows;
  Workers workers;
};

/// Where rows go: standard output, or a file that is whole at the end or not there at all.
class RowSink {
public:
  RowSink(const std::string& path, const Environment& environment);
  /// False when nothing more can be written.
  bool write(std::string_view rows);
  /// False, and said, when something could not be written.
  bool finish();

private:
  const Environment& environment_;
  std::optional<WholeFile> file_;
};

/// Says the problems; the Exit code of bad usage.
int refused(const std::vector<Diagnostic>& problems, const Environment& environment);

/// What is wrong with the corner of the grid at which every number is largest: there the product
/// of examples and tokens may be implausible though each number by itself is not.
std::vector<Diagnostic> corner_problems(const Grid& grid, Facts facts);

/// Says why a combination of the words of the grid contradicts itself; empty where it has no words.
Refuse contradicting(const SweepRun& run);

/// Sweeps the grid over one scenario; an Exit code.
int run_grid(const SweepRun& run, const Scenario& scenario, const std::string& output,
             const Environment& environment);

} // namespace tunepath::cli
