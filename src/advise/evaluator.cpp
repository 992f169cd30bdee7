#include "advise/evaluation_of.hpp"
#include "advise/evaluator_state.hpp"
#include "advise/judge.hpp"
#include "advise/mode_facts.hpp"
#include "advise/outcome_notes.hpp"
#include "tunepath/advise/brief.hpp"

#include <utility>

/// What a prepared scenario comes to: sums of every way, the choice of mode, the verdict.
namespace tunepath {
namespace {

WayTotals totals_of(const WaySums& way) {
  WayTotals totals{.one_time = way.month.of(LineKind::one_time),
                   .standing = way.month.of(LineKind::standing),
                   .per_use = way.month.of(LineKind::per_use),
                   .horizon = way.horizon,
                   .usage = way.usage,
                   .gaps = {},
                   .priced = way.month.decisive_gaps == 0};
  for (const auto& [kind, name] : Names<LineKind>::k_all) {
    if (!way.month.complete(kind)) {
      totals.gaps.add(kind);
    }
  }
  return totals;
}

} // namespace

void Evaluator::State::sum_untuned() {
  if (bills_dirty) {
    retrieval = play.retrieval ? RetrievalSums{*s} : RetrievalSums{};
  }
  const bool chosen_prompt = play.prompting && !play.tuning && !play.retrieval;
  if (play.retrieval) {
    with_retrieval = untuned_sums(*s, {s->baseline, true, !play.tuning}, retrieval);
  } else {
    prompt = untuned_sums(*s, {s->baseline, false, chosen_prompt}, retrieval);
  }
  recommended = {play.tuning      ? WayId::Kind::none
                 : play.retrieval ? WayId::Kind::retrieval
                 : chosen_prompt  ? WayId::Kind::prompt
                                  : WayId::Kind::none,
                 0};
}

void Evaluator::State::sum_mode(std::size_t mode) {
  tuned[mode] = tuned_sums(*s, *around, serving, HostingMode{static_cast<int>(mode)},
                           mode_use[mode], retrieval);
  summed[mode] = true;
}

void Evaluator::State::sum_tuned() {
  if (around_dirty) {
    around.emplace(*s, training.plan, decision.technique, already_tuned, serving.region);
    around_dirty = false;
  }
  if (bills_dirty) {
    note_traffic(*notes, *s, serving.retrieval);
  }
  summed.fill(false);
  for (std::size_t i = 0; i < k_modes; ++i) {
    const HostingMode mode{static_cast<int>(i)};
    if (!may_host(mode)) {
      modes[i] = {};
      continue;
    }
    const bool wanted = named == mode || (planned.kind == WayId::Kind::tuned && planned.mode == i);
    const TunedSums& use = mode_use[i];
    if (bills_dirty) {
      mode_use[i] = mode_sums(*s, serving, mode);
      note_mode(*notes, serving, {mode, use.unit, use.units, use.covers_peak});
      modes[i] = {};
      modes[i].eligible = required[i].evaluate(facts);
    }
    modes[i].may_be_taken = modes[i].eligible != Truth::no || named == mode;
    if (modes[i].may_be_taken || wanted) {
      sum_mode(i);
      modes[i].mode = use.mode;
      modes[i].idle = use.idle;
      modes[i].way = tuned[i].month;
      modes[i].horizon = tuned[i].horizon;
    }
  }
  choice = choose_mode(modes, named);
  if (choice) {
    recommended = {WayId::Kind::tuned, *choice};
  }
}

const WaySums* Evaluator::State::way(const WayId& id) {
  switch (id.kind) {
  case WayId::Kind::none:
    return nullptr;
  case WayId::Kind::tuned:
    return play.tuning && summed[id.mode] ? &tuned[id.mode] : nullptr;
  case WayId::Kind::prompt:
  case WayId::Kind::retrieval:
    break;
  }
  const bool retrieves = id.kind == WayId::Kind::retrieval;
  if (recommended.kind != id.kind) { // Planned, but not what is recommended now.
    const RetrievalSums own = retrieves ? RetrievalSums{*s} : RetrievalSums{};
    planned_untuned = untuned_sums(*s, {s->baseline, retrieves, true}, own);
    return &planned_untuned;
  }
  return retrieves ? &with_retrieval : &prompt;
}

/// What the verdict is given on, and the verdict.
void Evaluator::State::conclude() {
  const WaySums& reference = play.retrieval ? with_retrieval : prompt;
  const WaySums* chosen = way(recommended);
  Sums nothing;
  for (const LineKind kind : {LineKind::one_time, LineKind::standing, LineKind::per_use}) {
    nothing.add_gap(kind, "way", false);
  }
  PricedOutcome outcome{.way = chosen != nullptr ? &chosen->month : &nothing,
                        .reference = &reference.month};
  const bool hosted = play.tuning && choice.has_value();
  if (hosted) {
    const TunedSums& use = mode_use[*choice];
    outcome.mode = HostingMode{static_cast<int>(*choice)};
    outcome.mode_month = &use.mode;
    outcome.idle = &use.idle;
    outcome.units = use.units;
    outcome.instance = use.unit == UnitKind::instance
                           ? std::string_view{serving_instance(serving, *outcome.mode).id}
                           : std::string_view{};
  }
  outcome.economics = hosted ? economics(*s, *chosen, reference) : economics(*s);
  forget_mode(*notes);
  note_outcome(*notes, *s, outcome);
  Evaluation& e = evaluation;
  e.verdict = judge_briefly(facts, knowledge.rules, capped);
  e.mode = outcome.mode;
  e.instance = outcome.instance;
  e.units = outcome.units;
  e.usd = chosen != nullptr ? std::optional{totals_of(*chosen)} : std::nullopt;
  e.reference = totals_of(reference);
  const Economics& sums = outcome.economics;
  const bool known = hosted && sums.extra && (sums.tuned_complete || *sums.extra > Money{});
  e.extra_per_month = known ? sums.extra : std::nullopt;
  const bool gains = hosted && sums.reference_complete && sums.gain;
  e.gain_per_month = gains ? std::optional{sums.gain->likely} : std::nullopt;
}

/// What the planned way comes to, also where another decision is taken at these values.
void Evaluator::State::total_planned() {
  Evaluation& e = evaluation;
  const bool same = play == planned_play && decision.technique == planned_technique;
  if (given && !same && planned.kind != WayId::Kind::none) {
    e.planned = planned_by_decision();
    return;
  }
  const WaySums* sums = way(planned);
  e.planned = sums != nullptr ? std::optional{totals_of(*sums)} : std::nullopt;
  const bool hosted = planned.kind == WayId::Kind::tuned && play.tuning;
  const HostingMode mode{static_cast<int>(planned.mode)};
  e.planned_eligible = hosted ? modes[planned.mode].eligible : Truth::yes;
  e.planned_instance =
      hosted && runs_on_sagemaker(mode) ? serving_instance(serving, mode).id : std::string_view{};
}

const std::optional<WayTotals>& Evaluator::State::planned_by_decision() {
  if (by_plan == nullptr) {
    by_plan = std::make_unique<State>(*given, knowledge, true, true);
  }
  for (const FactIndex fact : set_before) {
    by_plan->set(fact, scenario.facts[fact].value);
  }
  if (by_plan->places != places) {
    by_plan->places = places;
    by_plan->dirty |= Redo{.bills = true, .training = true};
  }
  return by_plan->evaluate().planned;
}

const Evaluation& Evaluator::State::evaluate_slowly() {
  advice = advise_briefly(scenario, knowledge);
  return evaluation = evaluation_of(advice, planned_way);
}

const Evaluation& Evaluator::State::evaluate() {
  if (slow) {
    return evaluate_slowly();
  }
  dirty.all = std::exchange(unfinished, true) || dirty.all;
  redo_what_is_dirty();
  choice.reset();
  sum_untuned();
  if (play.tuning) {
    sum_tuned();
  }
  bills_dirty = false;
  conclude();
  Evaluation& e = evaluation;
  e.decided = decision.decided;
  for (std::size_t i = 0; i < e.options.size(); ++i) {
    e.options[i] = decision.options[i].verdict;
    e.approach[i] = decision.includes(Approach{static_cast<int>(i)});
  }
  e.path = decision.path;
  total_planned();
  unfinished = false;
  return e;
}

Evaluator::Evaluator(const Scenario& scenario, const Knowledge& knowledge, Keeps keeps)
    : state_(std::make_unique<State>(scenario, knowledge, keeps == Keeps::instances,
                                     keeps == Keeps::decision)) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

void Evaluator::set(FactIndex fact, const Value& value) {
  state_->set(fact, value);
}

void Evaluator::set(Prediction prediction, double place) {
  state_->places[static_cast<std::size_t>(prediction)] = place;
  state_->dirty.training = state_->dirty.training || prediction == Prediction::training_hours;
  state_->dirty.bills = state_->dirty.bills || prediction == Prediction::hosting_capacity;
}

bool Evaluator::rests_on(Prediction prediction) const {
  return state_->rests_on(prediction);
}

bool Evaluator::is_dear(FactIndex fact) const {
  const Redo its = state_->redo_for(fact);
  return state_->slow || its.all || its.requests;
}

const Evaluation& Evaluator::evaluate() {
  return state_->evaluate();
}

} // namespace tunepath
