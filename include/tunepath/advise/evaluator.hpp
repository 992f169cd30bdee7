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
  /// Of the way that is recommended for the scenario as it was stated, at these values. With
  /// Keeps::nothing empty where that way is not in question here.
  std::optional<WayTotals> planned;
  Truth planned_eligible = Truth::yes;  ///< whether that way's hosting mode can be used here
  std::string_view planned_instance;    ///< of that mode; as `instance`
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
  /// What stays as it was planned for the scenario as it was stated, as when reality differs from
  /// the plan.
  enum class Keeps {
    nothing,   ///< everything is worked out as for a scenario of its own
    decision,  ///< approach, path and technique: instances are chosen anew
    instances, ///< what the planned way is trained and served on; what is recommended may change.
               ///< What the model is trained on is chosen anew all the same where a fact changes
               ///< that the plan of training rests on besides tokens, epochs, hours and runs.
  };

  /// `knowledge` outlives the evaluator; the scenario is copied.
  Evaluator(const Scenario& scenario, const Knowledge& knowledge, Keeps keeps = Keeps::nothing);
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

  /// Whether a change of the fact's number makes decide() or the sizing of instances run again,
  /// which takes a hundred times as long as the rest. A change of words always does.
  bool is_dear(FactIndex fact) const;

  /// Valid until the next call. Throws std::overflow_error when the numbers are too large to be
  /// priced exactly; goes on from there when other values are set.
  const Evaluation& evaluate();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace tunepath
