#include "tunepath/advise/advise.hpp"

#include "advise/conclude.hpp"
#include "advise/decide.hpp"
#include "advise/derive.hpp"
#include "advise/economics.hpp"
#include "advise/flips.hpp"
#include "advise/judge.hpp"
#include "advise/later_path.hpp"
#include "advise/play.hpp"
#include "advise/tuning.hpp"
#include "tunepath/advise/brief.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// The untuned ways first; the reference is the one on which the base accuracy was measured.
void add_untuned_ways(Advice& advice, const Situation& s, const Play& play) {
  const bool retrieve = play.retrieval && !play.tuning;
  const bool prompt_only = play.prompting && !play.tuning && !play.retrieval;
  Alternative prompt = untuned_way(s, {s.baseline, false, prompt_only});
  if (play.retrieval) {
    prompt.note = "Does not answer from your content.";
    Alternative retrieval = untuned_way(s, {s.baseline, true, retrieve});
    retrieval.reference = true;
    retrieval.chosen = retrieve;
    advice.cost.alternatives.push_back(std::move(prompt));
    advice.cost.alternatives.push_back(std::move(retrieval));
  } else {
    prompt.reference = true;
    prompt.chosen = prompt_only;
    advice.cost.alternatives.push_back(std::move(prompt));
  }
}

/// The tuned ways that are, or may be, eligible, and the chosen one in any case.
void add_tuned_ways(Advice& advice, const Tuning& tuning) {
  const bool trains = advice.facts.yes_no("model.already_tuned") != Truth::yes ||
                      advice.facts.number("training.retrain_every_months").has_value();
  if (trains) {
    advice.training = tuning.training();
  }
  advice.modes = tuning.modes();
  advice.hosting_candidates = tuning.serving().candidates;
  const auto chosen = tuning.choice();
  for (std::size_t i = 0; i < tuning.modes().size(); ++i) {
    if (chosen != i && tuning.modes()[i].eligible == Truth::no) {
      continue;
    }
    advice.cost.alternatives.push_back(tuning.ways()[i]);
    advice.cost.alternatives.back().chosen = chosen == i;
  }
  if (chosen) {
    advice.hosting = tuning.modes()[*chosen].id;
  }
}

/// What the recommended way costs; nothing is recommended while nothing is known.
void set_cost(Advice& advice) {
  CostAdvice& cost = advice.cost;
  const auto chosen = std::find_if(cost.alternatives.begin(), cost.alternatives.end(),
                                   [](const Alternative& way) { return way.chosen; });
  if (chosen == cost.alternatives.end()) {
    for (const LineKind kind : {LineKind::one_time, LineKind::standing, LineKind::per_use}) {
      cost.estimate.gaps.push_back(
          {"way", kind, "The recommended way",
           advice.modes.empty() ? "nothing is recommended yet: answer the open questions"
                                : "no mode of hosting can be used: see what stands against each"});
    }
    return;
  }
  cost.way = chosen->id;
  cost.estimate = chosen->estimate;
  cost.horizon = chosen->horizon;
}

void compare_with_reference(Advice& advice, const Situation& s, const Tuning& tuning) {
  const Alternative* tuned = nullptr;
  const Alternative* reference = nullptr;
  for (const Alternative& way : advice.cost.alternatives) {
    tuned = way.chosen ? &way : tuned;
    reference = way.reference ? &way : reference;
  }
  if (tuned == nullptr || reference == nullptr || !advice.hosting) {
    return;
  }
  advice.cost.break_even = break_even(s, *tuned, *reference);
  advice.cost.proof = tuning.proof(*advice.hosting, *advice.cost.break_even);
}

/// The decision with every way to carry it out, priced; nothing is concluded from the prices.
/// What the same would cost on a later path serves warnings only.
Advice price(const Scenario& scenario, Decision decision, bool price_later_path,
             const Knowledge& knowledge) {
  Advice advice;
  advice.name = scenario.name;
  advice.file = scenario.file;
  advice.description = scenario.description;
  advice.facts = derive(scenario.facts, knowledge.catalog);
  advice.decision = std::move(decision);

  const Situation s{advice.facts, knowledge};
  advice.as_of = s.as_of;
  advice.region = s.region;
  advice.hours_per_month = advice.facts.likely("hours_per_month").value();
  advice.start_month = advice.facts.month("start_month").value_or(Month::of(s.as_of));
  advice.cost.horizon_months = s.horizon_months;
  advice.cost.requests_per_month = s.traffic.requests_in(1);

  const Play play = in_play(advice.decision, advice.facts);
  advice.cost.provisional = play.provisional;
  add_untuned_ways(advice, s, play);
  std::optional<LaterPath> later;
  if (play.tuning) {
    const Tuning tuning{s, play, advice.decision.technique};
    add_tuned_ways(advice, tuning);
    later = price_later_path ? cheapest_later_path(s, play, advice.decision) : std::nullopt;
    set_cost(advice);
    compare_with_reference(advice, s, tuning);
  } else {
    set_cost(advice);
  }
  set_outcome_facts(advice, s, play);
  if (later) {
    add_later_path(advice, std::move(*later));
  }
  return advice;
}

} // namespace

Advice advise(const Scenario& scenario, const Knowledge& knowledge) {
  Advice advice = price(scenario, decide(scenario.facts, knowledge), true, knowledge);
  advice.decision.flips = find_flips(scenario.facts, advice.decision.leaning, knowledge);
  conclude(advice, knowledge);
  return advice;
}

Advice advise_briefly(const Scenario& scenario, const Knowledge& knowledge) {
  Advice advice = price(scenario, decide_briefly(scenario.facts, knowledge), false, knowledge);
  advice.decision.verdict = judge(advice.facts, knowledge, advice.decision.verdict_reasons);
  return advice;
}

} // namespace tunepath
