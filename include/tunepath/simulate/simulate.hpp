#pragma once

#include "tunepath/advise/evaluator.hpp"
#include "tunepath/simulate/workers.hpp"

#include <vector>

namespace tunepath {

/// How many draws are made unless somebody says otherwise.
constexpr std::int64_t k_default_draws = 10'000;

struct SimulationOptions {
  std::int64_t draws = k_default_draws; ///< at least 1
  std::uint64_t seed = 1;
  Workers workers{};
  std::size_t chunk = 256; ///< draws that a worker takes at a time: changes no result
};

/// An input that is known only between bounds.
struct UncertainInput {
  std::optional<FactIndex> fact; ///< else a prediction
  Prediction prediction = Prediction::training_hours;
  NumberRange range; ///< of the fact
  bool whole = false;
  int decimals = 0; ///< to which a draw of the fact is rounded: finer than a 1000th of the range

  /// What the fact is where the share `u` of the possible values is below it: triangular between
  /// hard bounds, the peak at the likely value; whole where the fact is.
  Decimal at(double u) const;
};

/// Every fact whose range was stated, and is no point, and every prediction that matters to the
/// scenario: in the order of the schema, predictions last. A plain number is a point.
std::vector<UncertainInput> uncertain_inputs(const Facts& facts, const Evaluator& evaluator);

/// Draws every uncertain input at random, prices the plan with each draw, and says what that makes
/// of the sums and of the recommendation; the instances are those that were planned.
///
/// A fact is drawn by UncertainInput::at. A prediction is drawn with half of the mass, evenly, on
/// either side of its likely value, which is a median: nine of ten measured runs lie within its
/// bounds, and a triangle would put nine of ten draws on two thirds of them.
///
/// The same for any number of workers. Throws std::overflow_error as Evaluator does.
Uncertainty simulate(const Scenario& scenario, const Knowledge& knowledge,
                     const SimulationOptions& options);

} // namespace tunepath
