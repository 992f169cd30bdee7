#include "advise/evaluation_of.hpp"
#include "advise/evaluator_state.hpp"
#include "advise/judge.hpp"
#include "advise/mode_facts.hpp"
#include "advise/outcome_notes.hpp"
#include "tunepath/advise/brief.hpp"

/// What a prepared scenario comes to: sums of every way, the choice of mode, the verdict.
namespace tunepath {
namespace {

WayTotals totals_of(const WaySums& way) {
  return {way.month.of(LineKind::one_time),
          way.month.of(LineKind::standing),
          way.month.of(LineKind::per_use),
          way.horizon,
          way.usage,
          way.month.complete(),
          way.month.decisive_gaps == 0};
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

void Evaluator::State::sum_mode(std::size_t mode, const TunedParts& parts) {
  tuned[mode] = tuned_sums(*s, parts, serving, HostingMode{static_cast<int>(mode)}, mode_use[mode],
                           retrieval);
  summed[mode] = true;
}

void Evaluator::State::sum_tuned() {
  const TunedParts parts{*s, training.plan, decision.technique, already_tuned, serving.region};
  if (bills_dirty) {
    note_traffic(*notes, *s, serving.retrieval);
  }
  summed.fill(false);
  for (std::size_t i = 0; i < k_modes; ++i) {
    const HostingMode mode{static_cast<int>(i)};
    const bool wanted = named == mode || (planned.kind == WayId::Kind::tuned && planned.mode == i);
    if (required[i].constant == Truth::no && !wanted) {
      modes[i] = {};
      continue;
    }
    const TunedSums& use = mode_use[i];
    if (bills_dirty) {
      mode_use[i] = mode_sums(*s, serving, mode);
      note_mode(*notes, serving, {mode, use.unit, use.units, use.covers_peak});
      modes[i] = {};
      modes[i].eligible = required[i].evaluate(facts);
    }
    modes[i].may_be_taken = modes[i].eligible != Truth::no || named == mode;
    if (modes[i].may_be_taken || wanted) {
      sum_mode(i, parts);
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
  e.extra_per_month = hosted ? outcome.economics.extra : std::nullopt;
  const auto requests = mean_requests(*s);
  const bool gains = hosted && outcome.economics.reference_complete && requests &&
                     !requests->is_zero() && outcome.economics.gain;
  e.gain_per_month = gains ? std::optional{outcome.economics.gain->likely} : std::nullopt;
}

const Evaluation& Evaluator::State::evaluate_slowly() {
  advice = advise_briefly(scenario, knowledge);
  return evaluation = evaluation_of(advice, planned_way);
}

const Evaluation& Evaluator::State::evaluate() {
  if (slow) {
    return evaluate_slowly();
  }
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
  const WaySums* plan = way(planned);
  e.planned = plan != nullptr ? std::optional{totals_of(*plan)} : std::nullopt;
  return e;
}

Evaluator::Evaluator(const Scenario& scenario, const Knowledge& knowledge, Instances instances)
    : state_(std::make_unique<State>(scenario, knowledge, instances)) {}
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

const Evaluation& Evaluator::evaluate() {
  return state_->evaluate();
}

} // namespace tunepath
