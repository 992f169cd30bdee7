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

/// Sets a point's answers where they differ from the point before.
class PointSetter {
public:
  PointSetter(Evaluator& evaluator, const Grid& grid, const Facts& stated, const Refuse& refuse)
      : evaluator_(evaluator), grid_(grid), refuse_(refuse) {
    if (refuse_) {
      facts_ = stated;
    }
  }

  void set(const GridPoint& point, std::size_t first_axis) {
    for (std::size_t i = first_axis; i < grid_.axes().size(); ++i) {
      const Axis& axis = grid_.axes()[i];
      const Value value = axis.at(point.digit(i));
      evaluator_.set(axis.fact(), value);
      // Numbers do not rule one another out beyond their own ranges, which the grid has checked.
      if (refuse_ && !std::holds_alternative<NumberRange>(value)) {
        facts_.set(axis.fact(), value, {Origin::Kind::command_line, {}, "--vary"});
        checked_ = false;
      }
    }
    if (refuse_ && !checked_) {
      refused_ = refuse_(facts_);
      checked_ = true;
    }
  }

  const std::optional<std::string>& refused() const { return refused_; }

private:
  Evaluator& evaluator_;
  const Grid& grid_;
  const Refuse& refuse_;
  Facts facts_;
  bool checked_ = false;
  std::optional<std::string> refused_;
};

} // namespace

SweepOutcome sweep_stretch(Evaluator& evaluator, const Grid& grid, const Facts& stated,
                           std::uint64_t from, std::uint64_t to, const Refuse& refuse,
                           const WriteRow& write, std::string& out) {
  SweepOutcome outcome;
  PointSetter setter{evaluator, grid, stated, refuse};
  GridPoint point{grid, from};
  std::size_t first_axis = 0;
  for (; outcome.points < to - from; ++outcome.points) {
    const std::size_t before = out.size();
    std::optional<std::string> error;
    try {
      setter.set(point, first_axis);
      error = setter.refused();
      first_axis = grid.axes().size();
      if (!error) {
        write(out, point, &evaluator.evaluate(), {});
      }
    } catch (const std::overflow_error&) {
      out.resize(before);
      error = "the numbers are too large to be priced exactly";
      first_axis = 0; // Perhaps not all was set.
    }
    if (error) {
      write(out, point, nullptr, *error);
      ++outcome.failed;
      if (outcome.first_failures.size() < k_most_failures) {
        outcome.first_failures.push_back({point.index(), *error});
      }
    }
    first_axis = std::min(first_axis, point.advance());
  }
  return outcome;
}

SweepOutcome sweep(const Grid& grid, const Scenario& scenario, const Knowledge& knowledge,
                   const SweepOptions& options, const Refuse& refuse, const WriteRow& write,
                   const TakeRows& take) {
  // Enough chunks at a time that workers rarely wait for the slowest.
  constexpr std::size_t k_chunks_each = 8;
  const std::size_t chunks = options.workers.count * k_chunks_each;
  std::vector<std::optional<Evaluator>> evaluators(options.workers.count);
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
        evaluator.emplace(scenario, knowledge);
      }
      const std::uint64_t start = from + task * options.chunk;
      const std::uint64_t end = std::min<std::uint64_t>(start + options.chunk, grid.size());
      rows[task].clear();
      parts[task] =
          sweep_stretch(*evaluator, grid, scenario.facts, start, end, refuse, write, rows[task]);
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
