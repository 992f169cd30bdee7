#include "tunepath/advise/advise.hpp"

#include "advise/conclude.hpp"
#include "advise/decide.hpp"
#include "advise/derive.hpp"
#include "advise/economics.hpp"
#include "advise/play.hpp"

#include <algorithm>
#include <tuple>

namespace tunepath {
namespace {

/// What a tuned model in play needs before it can be priced.
struct Tuning {
  TrainingAdvice training;
  ServingPlan serving;
  bool already_tuned = false;

  TunedWay way(std::string_view technique) const {
    return {training, serving, technique, already_tuned};
  }
};

Tuning plan_tuning(const Situation& s, const Play& play, std::string_view technique) {
  Tuning tuning;
  tuning.training = plan_training(s, play.path.value_or(Path::sagemaker), play.region, technique);
  tuning.serving = plan_serving(s, play.path, play.region, play.retrieval);
  tuning.already_tuned = s.facts.yes_no("model.already_tuned") == Truth::yes;
  return tuning;
}

/// Every mode, priced for the first month, with the rules' word on whether it may be used.
std::vector<HostingOption> price_modes(const Situation& s, const Play& play, const Tuning& tuning) {
  std::vector<HostingOption> modes;
  for (const auto& [mode, name] : Names<HostingMode>::k_all) {
    HostingOption option = price_mode(s, tuning.serving, mode, 1);
    const Facts facts = mode_facts(s, play, tuning.training.method, tuning.serving, option);
    Eligibility eligibility = hosting_eligibility(facts, s.knowledge, mode);
    option.eligible = eligibility.eligible;
    option.reasons = std::move(eligibility.reasons);
    modes.push_back(std::move(option));
  }
  return modes;
}

/// A mode with what the whole way costs on it.
struct Priced {
  const HostingOption* mode = nullptr;
  Alternative way;
};

/// A mode without a rate for what it bills most is no choice while another has one.
bool lacks_rate(const Priced& candidate) {
  const auto& gaps = candidate.mode->estimate.gaps;
  return std::any_of(gaps.begin(), gaps.end(), [](const Gap& gap) {
    return gap.no_rate && (gap.id.starts_with("hosting.") || gap.id.starts_with("tokens."));
  });
}

/// True when `a` is to be taken before `b`: what has rates, then what is surely eligible, then what
/// is priced completely. Of those the cheaper over the horizon; within 5% the lower idle cost, then
/// the more managed. Known parts of incomplete prices are not compared.
bool preferred(const Priced& a, const Priced& b) {
  const auto rank = [](const Priced& p) {
    return std::tuple{lacks_rate(p), p.mode->eligible != Truth::yes, !p.mode->estimate.complete()};
  };
  if (rank(a) != rank(b) || !a.mode->estimate.complete()) {
    return std::tuple{rank(a), a.mode->id} < std::tuple{rank(b), b.mode->id};
  }
  const Rational less = std::min(a.way.horizon, b.way.horizon).usd();
  const Rational more = std::max(a.way.horizon, b.way.horizon).usd();
  if (more * Rational::quotient(20, 21) > less) {
    return a.way.horizon < b.way.horizon;
  }
  return a.mode->idle_monthly() != b.mode->idle_monthly()
             ? a.mode->idle_monthly() < b.mode->idle_monthly()
             : a.mode->id < b.mode->id;
}

/// The named mode unless it is not eligible; else the preferred of those that are or may be. A named
/// mode that nothing can replace is priced all the same: it is the bill that was asked about.
/// Index into `priced`, or nothing.
std::optional<std::size_t> choose_mode(const std::vector<Priced>& priced, const Facts& facts) {
  const auto wanted = named_mode(facts);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < priced.size(); ++i) {
    if (priced[i].mode->eligible == Truth::no) {
      continue;
    }
    if (wanted == priced[i].mode->id) {
      return i;
    }
    if (!best || preferred(priced[i], priced[*best])) {
      best = i;
    }
  }
  return best || !wanted ? best : std::optional{static_cast<std::size_t>(*wanted)};
}

void price_tuned_ways(Advice& advice, const Situation& s, const Play& play, const Tuning& tuning) {
  advice.modes = price_modes(s, play, tuning);
  std::vector<Priced> priced;
  for (const HostingOption& mode : advice.modes) {
    priced.push_back({&mode, tuned_way(s, tuning.way(advice.decision.technique), mode.id)});
  }
  const auto chosen = choose_mode(priced, s.facts);
  if (chosen) {
    advice.hosting = priced[*chosen].mode->id;
    priced[*chosen].way.chosen = true;
  }
  for (Priced& candidate : priced) {
    if (candidate.way.chosen || candidate.mode->eligible != Truth::no) {
      advice.cost.alternatives.push_back(std::move(candidate.way));
    }
  }
}

/// The untuned ways first; the reference is the one on which the base accuracy was measured.
void price_untuned_ways(Advice& advice, const Situation& s, const Play& play) {
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

/// What the recommended way costs; nothing is recommended while nothing is known.
void set_cost(CostAdvice& cost) {
  const auto chosen = std::find_if(cost.alternatives.begin(), cost.alternatives.end(),
                                   [](const Alternative& way) { return way.chosen; });
  if (chosen == cost.alternatives.end()) {
    for (const LineKind kind : {LineKind::one_time, LineKind::standing, LineKind::per_use}) {
      cost.estimate.gaps.push_back({"way", kind, "The recommended way",
                                    "nothing is recommended yet: answer the open questions"});
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
  advice.cost.proof = price_proof(s, tuning.way(advice.decision.technique), *advice.hosting,
                                  *advice.cost.break_even);
}

} // namespace

Advice advise(const Scenario& scenario, const Knowledge& knowledge) {
  Advice advice;
  advice.name = scenario.name;
  advice.file = scenario.file;
  advice.description = scenario.description;
  advice.facts = derive(scenario.facts, knowledge.catalog);
  advice.decision = decide(advice.facts, knowledge);

  const Situation s{advice.facts, knowledge};
  advice.as_of = s.as_of;
  advice.region = s.region;
  advice.hours_per_month = advice.facts.likely("hours_per_month").value();
  advice.start_month = advice.facts.month("start_month").value_or(Month::of(s.as_of));
  advice.cost.horizon_months = s.horizon_months;

  const Play play = in_play(advice.decision, advice.facts);
  advice.cost.provisional = play.provisional;
  price_untuned_ways(advice, s, play);
  std::optional<Tuning> tuning;
  if (play.tuning) {
    tuning = plan_tuning(s, play, advice.decision.technique);
    price_tuned_ways(advice, s, play, *tuning);
    advice.training = tuning->training;
  }
  set_cost(advice.cost);
  if (tuning) {
    compare_with_reference(advice, s, *tuning);
  }
  set_outcome_facts(advice, s, play);
  conclude(advice, knowledge);
  return advice;
}

} // namespace tunepath
