#pragma once

#include "tunepath/advise/advise.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string_view>

namespace tunepath {

/// What a scenario comes to at some values of its numbers: decision and sums, without words.
struct Evaluation {
  bool decided = false;
  std::array<OptionVerdict, 3> options{}; ///< by Approach
  std::array<bool, 3> approach{};         ///< by Approach: part of the solution
  std::optional<Path> path;
  std::optional<HostingMode> mode; ///< chosen or named; empty without a tuned model
  std::string_view instance;       ///< of that mode; "" when it has none. Valid until the next call
  std::int64_t units = 0;
  Verdict verdict = Verdict::unknown;
  /// Of the way that is recommended at these values; empty when none is.
  std::optional<WayTotals> usd;
  /// Of the way that is recommended for the scenario as it was stated, at these values.
  std::optional<WayTotals> planned;
  std::optional<WayTotals> reference;   ///< of the yardstick of the verdict
  std::optional<Money> extra_per_month; ///< X; see BreakEven
  std::optional<Money> gain_per_month;  ///< G
};

/// Predictions of the planner that are known only between bounds.
enum class Prediction { training_hours, hosting_capacity };

template <>
struct Names<Prediction> {
  static constexpr std::array<std::pair<Prediction, std::string_view>, 2> k_all{
      {{Prediction::training_hours, "prediction of training hours"},
       {Prediction::hosting_capacity, "prediction of hosting capacity"}}};
};

/// A scenario whose numbers and words are changed and priced again, many times: prepared once.
/// Says exactly what advise_briefly() says of the scenario with these values. Not for several
/// threads at once: each takes one of its own.
class Evaluator {
public:
  /// Whether instance types are chosen anew at each evaluation, as for a scenario of its own, or
  /// stay those that were planned for the scenario as it was stated, as when reality differs from
  /// the plan. What the model is trained on is chosen anew all the same where a fact changes that
  /// the plan of training rests on besides tokens, epochs, hours and runs; and so is what it is
  /// served on where another path is taken.
  enum class Instances { anew, as_planned };

  /// `knowledge` outlives the evaluator; the scenario is copied.
  Evaluator(const Scenario& scenario, const Knowledge& knowledge,
            Instances instances = Instances::anew);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// Changes a fact as if the profile had said so; defaults that are taken from it follow.
  void set(FactIndex fact, const Value& value);
  /// Where in its range a prediction falls: 0 is the low end of the cost, 0.5 the likely value, 1
  /// the high end of the cost. Stays until it is changed.
  void set(Prediction prediction, double place);
  /// Whether a prediction matters to the scenario: it is made, and it is not a point.
  bool rests_on(Prediction prediction) const;

  /// Valid until the next call. Throws std::overflow_error when the numbers are too large to be
  /// priced exactly.
  const Evaluation& evaluate();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace tunepath
