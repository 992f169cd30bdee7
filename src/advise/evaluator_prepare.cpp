#include "advise/decide.hpp"
#include "advise/derive.hpp"
#include "advise/evaluator_state.hpp"
#include "advise/mode_facts.hpp"
#include "advise/outcome_notes.hpp"
#include "tunepath/advise/brief.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <utility>

/// What is done again when a fact changes: the decision, the plan of training, the instances.
namespace tunepath {
namespace {

/// Where in a range, of which `middle` is the likely value, a place from 0 to 1 falls.
double within(double low, double middle, double high, double place) {
  return place < 0.5 ? low + 2 * place * (middle - low)
                     : middle + (2 * place - 1) * (high - middle);
}

} // namespace

Evaluator::State::State(const Scenario& stated, const Knowledge& k, bool instances, bool decides)
    : slow(!rules_look_at_notes_only(k)),
      scenario(stated),
      knowledge(k),
      keeps_instances(instances),
      keeps_decision(decides),
      rules(k.rules, k.schema),
      redo(redo_by_fact(k)),
      capped(k.schema.at("verdict.capped")),
      varies(k.schema.size()) {
  for (const std::string_view id : k_noted) {
    varies[k.schema.at(id)] = true;
  }
  // These are noted once for each decision.
  for (const Noted each : {Noted::path, Noted::technique, Noted::tuning_in_play,
                           Noted::tuning_recommended, Noted::retrieval_in_play, Noted::method}) {
    varies[k.schema.at(k_noted[static_cast<std::size_t>(each)])] = false;
  }
  if (slow) {
    planned_way = advise_briefly(scenario, knowledge).cost.way;
    return;
  }
  evaluate();
  planned = recommended;
  planned_play = play;
  planned_technique = decision.technique;
  const auto used = taken();
  for (std::size_t i = 0; i < used.size(); ++i) {
    planned_instances[i] = used[i]->id;
  }
  is_planned = true;
  if (keeps_instances && !keeps_decision) {
    given = stated;
  }
  evaluate();
}

Redo Evaluator::State::redo_for(FactIndex fact) const {
  Redo its = redo[fact];
  its.all = its.all || (its.training && !keeps_instances);
  return its;
}

void Evaluator::State::note_varied(FactIndex fact) {
  if (!varies[fact]) {
    varies[fact] = true;
    rules_dirty = true;
  }
}

void Evaluator::State::set(FactIndex fact, const Value& value) {
  if (given && std::find(set_before.begin(), set_before.end(), fact) == set_before.end()) {
    set_before.push_back(fact);
  }
  const Fact& before = scenario.facts[fact];
  const bool varied = before.origin.kind == Origin::Kind::command_line;
  if (varied && !unfinished && before.value == value) {
    return;
  }
  const bool number = std::holds_alternative<NumberRange>(value) &&
                      std::holds_alternative<NumberRange>(before.value) &&
                      knowledge.schema[fact].type == FactType::number;
  const bool anew = std::exchange(unfinished, true) || slow || !number || redo_for(fact).all;
  if (anew || !varied) {
    scenario.facts.set(fact, value, {Origin::Kind::command_line, {}, "varied"});
  } else {
    scenario.facts.try_value(fact, value);
  }
  if (anew) {
    complete(scenario.facts, scenario.facts.date("as_of").value());
    dirty.all = true;
  } else {
    follow(fact, value);
  }
  unfinished = false;
}

/// What depends on a number that was changed.
void Evaluator::State::follow(FactIndex fact, const Value& value) {
  dirty |= redo_for(fact);
  facts.try_value(fact, value);
  note_varied(fact);
  refilled.clear();
  refill(scenario.facts, fact, refilled);
  for (const FactIndex follower : refilled) {
    facts.try_value(follower, scenario.facts[follower].value);
    note_varied(follower);
    dirty |= redo_for(follower);
  }
}

/// Everything anew.
void Evaluator::State::prepare() {
  rules_dirty = true;
  facts = derive(scenario.facts, knowledge.catalog);
  s.emplace(facts, knowledge);
  notes.emplace(facts, FactNotes::Origins::untold);
  if (!keeps_decision || !is_planned) {
    decided = resolve(facts, rules);
    decision = decide_briefly(scenario.facts, knowledge);
    play = in_play(decision, facts);
  }
  named = named_mode(facts);
  already_tuned = facts.yes_no("model.already_tuned") == Truth::yes;
  note_play(*notes, play, decision.technique,
            decision.option(Approach::fine_tuning).verdict == OptionVerdict::recommended);
  if (play.tuning) {
    training =
        plan_course(*s, play.path.value_or(Path::sagemaker), play.region, decision.technique);
    serving = serving_terms(*s, play.region, play.retrieval);
    tabulate();
    if (training.plan.method) {
      notes->note(Noted::method, name_of(*training.plan.method));
    }
  }
}

/// A number that decisions rest on has changed: the rest is done again only if they turn.
void Evaluator::State::decide_again() {
  if (keeps_decision) {
    return;
  }
  notes->forget(Noted::path);
  const Outcome now = resolve(facts, rules);
  const bool same = decided.decided() && same_answer(now, decided) &&
                    (!now.may_tune() || decision.technique == technique_of(facts, knowledge.rules));
  if (!same) {
    prepare();
    return;
  }
  note_play(*notes, play, decision.technique,
            decision.option(Approach::fine_tuning).verdict == OptionVerdict::recommended);
}

void Evaluator::State::tabulate() {
  best_rows = {};
  const bool keeps = keeps_instances && is_planned && planned_play.tuning &&
                     play.path == planned_play.path && play.region == planned_play.region;
  if (keeps) {
    tables = {};
    keep_instances();
    return;
  }
  tables = tabulate_serving(*s, serving, play.path, false);
  serving.live = {};
  serving.queued = {};
  serving.shared = {};
  choose();
}

/// What the instances that were planned carry of the requests as they are.
void Evaluator::State::keep_instances() {
  const ServingLoads loads = serving_loads(*s, serving);
  const std::array<const std::optional<Load>*, k_uses> asked{
      &loads.live, &loads.live, &loads.live, &loads.queued, &loads.queued, &loads.shared};
  const auto used = taken();
  for (std::size_t i = 0; i < used.size(); ++i) {
    ServingInstance& on = *used[i];
    const auto first = std::find_if(
        used.begin(), used.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const ServingInstance* other) { return other->id == planned_instances[i]; });
    const auto same = static_cast<std::size_t>(first - used.begin());
    on.id = planned_instances[i];
    const Instance* instance = knowledge.catalog.instance(on.id);
    if (same < i && *asked[same] == *asked[i]) {
      on.capacity = used[same]->capacity;
      on.fits = used[same]->fits;
    } else if (instance != nullptr && s->base != nullptr && s->base->has_architecture()) {
      const InstanceCapacity capacity =
          instance_capacity(*s->base, *instance, asked[i]->value_or(Load{}), knowledge.catalog);
      on.fits = capacity.fits;
      on.capacity = *asked[i] ? std::optional{capacity} : std::nullopt;
    }
    planned_rates[i] = on.capacity && on.capacity->answering
                           ? on.capacity->answering->planned_requests_per_second
                           : 0;
  }
}

/// Takes the best row, and copies it only where it is another one than before.
void Evaluator::State::take(std::size_t use, const InstanceTable& table, const ServingNeed& need,
                            Billing billing) {
  ServingInstance& into = *taken()[use];
  if (!table.named.id.empty()) {
    if (into.id != table.named.id) {
      into = table.named;
    }
    return;
  }
  const InstanceRow* best = best_instance(table, need, billing, best_rows[use]);
  best_rows[use] = best;
  if (best == nullptr) {
    into = {};
  } else if (into.id != best->instance->id) {
    into.id = best->instance->id;
    into.fits = best->capacity.fits;
    into.capacity = table.load ? std::optional{best->capacity} : std::nullopt;
  }
}

/// Whether the mode is worked out at all: it may be eligible, or somebody asked for it.
bool Evaluator::State::may_host(HostingMode mode) const {
  const auto index = static_cast<std::size_t>(mode);
  return rules_dirty || required[index].constant != Truth::no || named == mode ||
         (planned.kind == WayId::Kind::tuned && planned.mode == index);
}

void Evaluator::State::choose() {
  if (tables.live == nullptr) {
    return; // The planned instances are kept.
  }
  const auto used = taken();
  for (std::size_t i = 0; i < used.size(); ++i) { // Rates as predicted, wherever they were placed.
    if (used[i]->capacity && used[i]->capacity->answering && planned_rates[i] > 0) {
      used[i]->capacity->answering->planned_requests_per_second = planned_rates[i];
    }
  }
  const ServingNeed need = need_of(serving, *s);
  // In the order of taken(), and none for a mode that cannot be used whatever varies.
  take(0, *tables.live, need, Billing::always);
  take(1, *tables.live, need, Billing::following);
  if (may_host(HostingMode::endpoint_scale_to_zero)) {
    take(2, *tables.live, need, Billing::to_zero);
  }
  if (may_host(HostingMode::async)) {
    take(3, *tables.queued, queue_need(need), Billing::to_zero);
  }
  if (may_host(HostingMode::batch_transform)) {
    take(4, *tables.queued, queue_need(need), Billing::jobs);
  }
  if (tables.shared == nullptr) {
    if (serving.shared.following.id != serving.live.following.id) {
      serving.shared.following = serving.live.following;
    }
  } else if (may_host(HostingMode::multi_adapter)) {
    take(5, *tables.shared, times(need, serving.adapters_sharing), Billing::following);
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    planned_rates[i] = used[i]->capacity && used[i]->capacity->answering
                           ? used[i]->capacity->answering->planned_requests_per_second
                           : 0;
  }
}

bool Evaluator::State::rests_on(Prediction prediction) {
  if (slow || !play.tuning) {
    return false;
  }
  if (prediction == Prediction::training_hours) {
    const TrainingAdvice& plan = training.plan;
    const auto& billed = plan.billed_hours ? plan.billed_hours : plan.hours;
    return !already_tuned && training.option != nullptr && training.option->speed && billed &&
           !billed->is_point() && !facts.number("training.hours");
  }
  const auto used = taken();
  const bool sized = !serving.fixed_instances;
  return sized && planned.kind == WayId::Kind::tuned &&
         runs_on_sagemaker(HostingMode{static_cast<int>(planned.mode)}) &&
         std::any_of(used.begin(), used.end(), [](const ServingInstance* on) {
           return on->capacity && on->capacity->answering &&
                  !on->capacity->answering->requests_per_second.is_point();
         });
}

/// Where the prediction falls in its range: a lower rate costs more.
void Evaluator::State::place_capacity() {
  const double share = place(Prediction::hosting_capacity);
  const auto used = taken();
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]->capacity && used[i]->capacity->answering) {
      Answering& answering = *used[i]->capacity->answering;
      const Range<double>& rate = answering.requests_per_second;
      answering.planned_requests_per_second = within(rate.high, planned_rates[i], rate.low, share);
    }
  }
}

void Evaluator::State::redo_what_is_dirty() {
  const Redo todo = std::exchange(dirty, {});
  const bool anew = todo.all || todo.decision;
  bills_dirty = bills_dirty || todo.bills || anew;
  around_dirty = around_dirty || todo.around || todo.training || anew;
  if (todo.all) {
    prepare();
  } else if (todo.decision) {
    decide_again();
  }
  if (!todo.all) {
    if (todo.traffic) {
      s->reread_traffic();
    }
    if (todo.corpus) {
      s->reread_corpus();
    }
    if (play.tuning && todo.requests) {
      tabulate();
    } else if (play.tuning && (todo.traffic || rules_dirty)) {
      choose();
    }
  }
  if (play.tuning) {
    if ((todo.training && !todo.all) || place(Prediction::training_hours) != 0.5) {
      replay(training, *s, place(Prediction::training_hours));
    }
    place_capacity();
  }
  if (rules_dirty && play.tuning) {
    for (const auto& [mode, name] : Names<HostingMode>::k_all) {
      required[static_cast<std::size_t>(mode)] = required_rules(mode, facts, knowledge, varies);
    }
    rules_dirty = false;
    bills_dirty = true;
  }
}

} // namespace tunepath
