#pragma once

#include "tunepath/simulate/grid_evaluator.hpp"
#include "tunepath/simulate/workers.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// Appends what is to be said of a point to `out`. `evaluation` is null where there is none, and
/// then `error` says why. Called by several workers at once.
using WriteRow = std::function<void(std::string& out, const GridPoint& point,
                                    const Evaluation* evaluation, std::string_view error)>;

/// Takes the rows of a stretch of the grid; false stops the sweep. Called in order.
using TakeRows = std::function<bool(std::string_view rows, std::uint64_t points_so_far)>;

struct FailedPoint {
  std::uint64_t index = 0;
  std::string error;
};

struct SweepOptions {
  Workers workers{};
  std::size_t chunk = 1024; ///< points that a worker takes at a time: changes no byte
};

struct SweepOutcome {
  std::uint64_t points = 0; ///< of which rows were taken
  std::uint64_t failed = 0;
  std::vector<FailedPoint> first_failures; ///< a few, in the order of the grid
};

/// Evaluates some points of a grid one after the other and appends a row for each.
SweepOutcome sweep_stretch(GridEvaluator& evaluator, const Grid& grid, std::uint64_t from,
                           std::uint64_t to, const WriteRow& write, std::string& out);

/// Evaluates every point of the grid and hands the rows over, in the order of the grid whatever the
/// workers do. Holds a few chunks for each worker at a time, so memory does not grow with the grid.
/// A point that cannot be priced gives a row with its error; the others are not disturbed.
SweepOutcome sweep(const Grid& grid, const Scenario& scenario, const Knowledge& knowledge,
                   const SweepOptions& options, const Refuse& refuse, const WriteRow& write,
                   const TakeRows& take);

} // namespace tunepath
