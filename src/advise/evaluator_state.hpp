#pragma once

#include "advise/choose_instance.hpp"
#include "advise/evaluation_steps.hpp"
#include "advise/fact_notes.hpp"
#include "advise/mode_choice.hpp"
#include "advise/way_sums.hpp"
#include "tunepath/advise/evaluator.hpp"
#include "tunepath/advise/outcome.hpp"

#include <array>
#include <memory>

namespace tunepath {

inline constexpr std::size_t k_modes = Names<HostingMode>::k_all.size();
inline constexpr std::size_t k_uses = 6; ///< that an instance type is chosen for

/// Which of the ways a recommendation is.
struct WayId {
  enum class Kind { none, prompt, retrieval, tuned };
  Kind kind = Kind::none;
  std::size_t mode = 0;
};

/// A prepared scenario: what was given, what follows from it, and what it comes to.
struct Evaluator::State {
  State(const Scenario& given, const Knowledge& k, bool keeps_instances, bool keeps_decision);

  void set(FactIndex fact, const Value& value);
  const Evaluation& evaluate();

  Redo redo_for(FactIndex fact) const;
  void redo_what_is_dirty();
  void follow(FactIndex fact, const Value& value);
  void note_varied(FactIndex fact);
  void prepare();
  void decide_again();
  void tabulate();
  bool may_host(HostingMode mode) const;
  void choose();
  void take(std::size_t use, const InstanceTable& table, const ServingNeed& need, Billing billing);
  void place_capacity();
  void keep_instances();
  void sum_untuned();
  void sum_tuned();
  void sum_mode(std::size_t mode);
  void conclude();
  const WaySums* way(const WayId& id);
  void total_planned();
  const std::optional<WayTotals>& planned_by_decision();
  bool rests_on(Prediction prediction);
  const Evaluation& evaluate_slowly();

  bool slow;               ///< a rule looks at what only a whole advice works out
  Advice advice;           ///< of the last slow evaluation
  std::string planned_way; ///< its id in the first one
  Scenario scenario;
  const Knowledge knowledge;
  bool keeps_instances;
  bool keeps_decision;
  DecisionRules rules;
  std::vector<Redo> redo; ///< by fact
  FactIndex capped;
  std::vector<bool> varies; ///< by fact: what has been set, and what is noted
  std::vector<FactIndex> refilled;
  std::array<double, 2> places{0.5, 0.5}; ///< by Prediction

  bool unfinished = false; ///< something threw before all was done: nothing is relied on
  Redo dirty{.all = true};
  bool rules_dirty = true;
  bool bills_dirty = true; ///< of hosting modes and of retrieval
  bool around_dirty = true;
  Facts facts; ///< derived; what is found is noted in them
  std::optional<Situation> s;
  std::optional<FactNotes> notes;
  Decision decision;
  Outcome decided;
  Play play;
  bool already_tuned = false;
  TrainingCourse training;
  ServingPlan serving;
  ServingTables tables;
  std::array<const InstanceRow*, k_uses> best_rows{}; ///< of taken(), in the tables
  std::array<double, k_uses> planned_rates{};         ///< of taken(), before places
  std::array<RequiredRules, k_modes> required;

  std::optional<HostingMode> named;
  Play planned_play; ///< of the scenario as it was stated
  std::string planned_technique;
  std::array<std::string, k_uses> planned_instances; ///< of taken()
  bool is_planned = false;
  WayId planned;
  std::optional<Scenario> given;     ///< as it was stated, for `by_plan`
  std::unique_ptr<State> by_plan;    ///< of the decision as it was planned, when it is another now
  std::vector<FactIndex> set_before; ///< what was set, each once, since `by_plan` has to follow

  RetrievalSums retrieval;
  WaySums prompt;
  WaySums with_retrieval;
  WaySums planned_untuned;
  std::optional<TunedParts> around; ///< hosting
  AllModeSums modes;
  std::array<TunedSums, k_modes> mode_use;
  std::array<WaySums, k_modes> tuned;
  std::array<bool, k_modes> summed{};
  std::optional<std::size_t> choice;
  WayId recommended;
  Evaluation evaluation;

  /// The instances that modes use.
  std::array<ServingInstance*, k_uses> taken() {
    return {&serving.live.always,    &serving.live.following, &serving.live.to_zero,
            &serving.queued.to_zero, &serving.queued.jobs,    &serving.shared.following};
  }
  double place(Prediction prediction) const { return places[static_cast<std::size_t>(prediction)]; }
};

} // namespace tunepath
