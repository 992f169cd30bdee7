#include "tunepath/advise/advise.hpp"

#include "advise/break_even.hpp"
#include "advise/conclude.hpp"
#include "advise/credits.hpp"
#include "advise/decide.hpp"
#include "advise/derive.hpp"
#include "advise/economics.hpp"
#include "advise/elsewhere.hpp"
#include "advise/flips.hpp"
#include "advise/judge.hpp"
#include "advise/later_path.hpp"
#include "advise/play.hpp"
#include "advise/tuning.hpp"
#include "advise/untuned_ways.hpp"
#include "tunepath/advise/brief.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// A way that is only compared with must not make the answer impossible: where its sums cannot be
/// held exactly it is left out.
template <class Way>
std::optional<Alternative> if_countable(Way way) {
  try {
    return way();
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

/// The untuned ways first; the reference is the one on which the base accuracy was measured. The
/// others, which nothing is concluded from, only where `all` are wanted.
void add_untuned_ways(Advice& advice, const Situation& s, const Play& play, bool all) {
  const bool prompt_only = play.prompting && !play.tuning && !play.retrieval;
  const bool retrieve = play.retrieval && !play.tuning;
  const bool evaluation = prompt_only || retrieve; // the same for all that are compared
  const auto add = [&](std::optional<Alternative> way) {
    if (way) {
      if (play.retrieval && way->id != "rag") {
        way->note +=
            fmt::format("{}Does not answer from your content.", way->note.empty() ? "" : " ");
      }
      advice.cost.alternatives.push_back(std::move(*way));
    }
  };
  Alternative prompt = untuned_way(s, {s.baseline, false, evaluation});
  prompt.reference = !play.retrieval;
  prompt.chosen = prompt_only;
  add(std::move(prompt));
  if (all) {
    add(if_countable([&] { return batch_way(s, evaluation); }));
    add(if_countable([&] { return cached_way(s, evaluation); }));
  }
  if (play.retrieval) {
    Alternative retrieval = untuned_way(s, {s.baseline, true, retrieve});
    retrieval.reference = true;
    retrieval.chosen = retrieve;
    add(std::move(retrieval));
  }
  if (all) {
    add(if_countable([&] { return larger_way(s, evaluation); }));
    add(if_countable([&] { return endpoint_way(s, evaluation); }));
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
  cost.timeline = chosen->months;
  for (const Alternative& way : cost.alternatives) {
    for (std::size_t i = 0; way.reference && i < cost.timeline.size(); ++i) {
      cost.timeline[i].reference_cumulative = way.months[i].cumulative;
    }
  }
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
/// `in_full`: with the ways, and the later path, from which nothing but warnings follows.
Advice price(const Scenario& scenario, Decision decision, bool in_full,
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
  advice.start_month = s.start_month;
  advice.cost.horizon_months = s.horizon_months;
  advice.cost.requests_per_month = s.traffic.requests_in(1);

  const Play play = in_play(advice.decision, advice.facts);
  advice.cost.provisional = play.provisional;
  add_untuned_ways(advice, s, play, in_full);
  std::optional<LaterPath> later;
  if (play.tuning) {
    const Tuning tuning{s, play, advice.decision.technique};
    add_tuned_ways(advice, tuning);
    later = in_full ? cheapest_later_path(s, play, advice.decision) : std::nullopt;
    set_cost(advice);
    compare_with_reference(advice, s, tuning);
  } else {
    set_cost(advice);
  }
  advise_credits(advice, knowledge);
  set_outcome_facts(advice, s, play);
  if (later) {
    add_later_path(advice, std::move(*later));
  }
  if (in_full) {
    add_elsewhere(advice, s, play);
  }
  return advice;
}

} // namespace

Advice advise(const Scenario& scenario, const Knowledge& knowledge) {
  Advice advice = price(scenario, decide(scenario.facts, knowledge), true, knowledge);
  advice.decision.flips = find_flips(scenario.facts, advice.decision.leaning, knowledge);
  solve_break_even(advice, scenario, knowledge);
  conclude(advice, knowledge);
  return advice;
}

Advice advise_briefly(const Scenario& scenario, const Knowledge& knowledge) {
  Advice advice = price(scenario, decide_briefly(scenario.facts, knowledge), false, knowledge);
  advice.decision.verdict = judge(advice.facts, knowledge, advice.decision.verdict_reasons);
  return advice;
}

} // namespace tunepath
