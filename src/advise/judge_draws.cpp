#include "tunepath/advise/judge_draws.hpp"

#include "advise/fact_values.hpp"
#include "advise/judge.hpp"
#include "tunepath/advise/brief.hpp"

namespace tunepath {
namespace {

/// The scenario with each range as the one likely value.
Scenario at_likely(Scenario scenario) {
  Facts& facts = scenario.facts;
  for (FactIndex i = 0; i < facts.schema().size(); ++i) {
    if (const auto* range = std::get_if<NumberRange>(&facts[i].value)) {
      facts.try_value(i, NumberRange::point(range->likely));
    }
  }
  return scenario;
}

/// What the size of the evaluation lets one say of the gain at the likely values.
Truth measured_to_cover(const Scenario& scenario, const Knowledge& knowledge) {
  return advise_briefly(at_likely(scenario), knowledge).facts.yes_no("value.gain_covers_cost");
}

} // namespace

void judge_with_draws(Advice& advice, const Scenario& scenario, const Uncertainty& uncertainty,
                      const Knowledge& knowledge) {
  Facts& facts = advice.facts;
  if (uncertainty.inputs == 0 || !uncertainty.gain_pays ||
      facts.yes_no("cost.extra_complete") != Truth::yes) {
    return;
  }
  const double share = *uncertainty.gain_pays;
  const double enough = knowledge.rules.parameter("pays_share").value.to_double();
  constexpr double k_tolerance = 1e-9; // 1 - 0.8 is not quite 0.2 in binary.
  Truth covers = share >= enough - k_tolerance       ? Truth::yes
                 : share <= 1 - enough + k_tolerance ? Truth::no
                                                     : Truth::unknown;
  const bool sized = facts.number("value.evaluation_examples").has_value() &&
                     facts.yes_no("value.measured") == Truth::yes;
  if (sized && measured_to_cover(scenario, knowledge) != covers) {
    covers = Truth::unknown;
  }
  constexpr std::string_view k_from = "draws";
  set_truth(facts, "value.gain_covers_cost", covers, k_from);
  set_truth(facts, "value.gain_straddles", truth(covers == Truth::unknown), k_from);
  if (share > 0) {
    set_truth(facts, "value.best_case_covers", Truth::yes, k_from);
  }
  constexpr double k_hundredths = 100;
  facts.set("value.pays_share",
            NumberRange::point(Decimal::scaled(std::llround(share * k_hundredths), 2)),
            derived_from(k_from));
  advice.decision.verdict_reasons.clear();
  advice.decision.verdict = judge(facts, knowledge, advice.decision.verdict_reasons);
}

} // namespace tunepath
