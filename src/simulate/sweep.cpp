#include "tunepath/simulate/sweep.hpp"

#include <algorithm>
#include <stdexcept>

namespace tunepath {
namespace {

constexpr std::size_t k_most_failures = 10;

/// Adds what a later stretch of the grid came to.
void add(SweepOutcome& sum, SweepOutcome&& part) {
  sum.points += part.points;
  sum.failed += part.failed;
  for (FailedPoint& failure : part.first_failures) {
    if (sum.first_failures.size() < k_most_failures) {
      sum.first_failures.push_back(std::move(failure));
    }
  }
}

} // namespace

SweepOutcome sweep_stretch(GridEvaluator& evaluator, const Grid& grid, std::uint64_t from,
                           std::uint64_t to, const WriteRow& write, std::string& out) {
  SweepOutcome outcome;
  GridPoint point{grid, from};
  for (; outcome.points < to - from; ++outcome.points, point.advance()) {
    const std::size_t before = out.size();
    std::string_view error;
    try {
      const Evaluation* evaluation = evaluator.evaluate(point);
      error = evaluation == nullptr ? std::string_view{evaluator.refusal()} : "";
      write(out, point, evaluation, error);
    } catch (const std::overflow_error&) {
      error = "the numbers are too large to be priced exactly";
      out.resize(before);
      write(out, point, nullptr, error);
    }
    if (!error.empty()) {
      ++outcome.failed;
      if (outcome.first_failures.size() < k_most_failures) {
        outcome.first_failures.push_back({point.index(), std::string{error}});
      }
    }
  }
  return outcome;
}

SweepOutcome sweep(const Grid& grid, const Scenario& scenario, const Knowledge& knowledge,
                   const SweepOptions& options, const Refuse& refuse, const WriteRow& write,
                   const TakeRows& take) {
  // Enough chunks at a time that workers rarely wait for the slowest.
  constexpr std::size_t k_chunks_each = 8;
  const std::size_t chunks = options.workers.count * k_chunks_each;
  std::vector<std::optional<GridEvaluator>> evaluators(options.workers.count);
  std::vector<std::string> rows(chunks);
  std::vector<SweepOutcome> parts(chunks);
  SweepOutcome sum;
  while (sum.points < grid.size()) {
    const std::uint64_t from = sum.points;
    const std::uint64_t left = grid.size() - from;
    const std::uint64_t tasks = (left + options.chunk - 1) / options.chunk;
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(tasks, chunks));
    options.workers.run(count, [&](std::size_t task, std::size_t worker) {
      auto& evaluator = evaluators[worker];
      if (!evaluator) {
        evaluator.emplace(grid, scenario, knowledge, refuse);
      }
      const std::uint64_t start = from + task * options.chunk;
      const std::uint64_t end = std::min<std::uint64_t>(start + options.chunk, grid.size());
      rows[task].clear();
      parts[task] = sweep_stretch(*evaluator, grid, start, end, write, rows[task]);
    });
    for (std::size_t task = 0; task < count; ++task) {
      add(sum, std::move(parts[task]));
      if (!take(rows[task], sum.points)) {
        return sum;
      }
    }
  }
  return sum;
}

} // namespace tunepath
