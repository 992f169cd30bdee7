#include "advise/conclude.hpp"
#include "advise/fact_values.hpp"
#include "advise/outcome_notes.hpp"

#include <algorithm>

namespace tunepath {
namespace {

const Alternative* find_way(const Advice& advice, bool Alternative::*flag) {
  const auto& ways = advice.cost.alternatives;
  const auto found =
      std::find_if(ways.begin(), ways.end(), [&](const Alternative& way) { return way.*flag; });
  return found == ways.end() ? nullptr : &*found;
}

const HostingOption* chosen_mode(const Advice& advice) {
  for (const HostingOption& mode : advice.modes) {
    if (advice.hosting == mode.id) {
      return &mode;
    }
  }
  return nullptr;
}

/// The cheapest mode that is neither certain nor ruled out and whose price is complete.
const HostingOption* cheapest_open_mode(const Advice& advice) {
  const HostingOption* best = nullptr;
  for (const HostingOption& mode : advice.modes) {
    const bool open =
        mode.eligible == Truth::unknown && mode.estimate.complete() && advice.hosting != mode.id;
    if (open && (best == nullptr || mode.monthly() < best->monthly())) {
      best = &mode;
    }
  }
  return best;
}

/// What the chosen mode is compared with, and what it commits to.
void set_hosting(Facts& facts, const Advice& advice, const Situation& s) {
  const HostingOption* mode = chosen_mode(advice);
  if (mode == nullptr) {
    return;
  }
  if (const HostingOption* open = cheapest_open_mode(advice)) {
    set_word(facts, "hosting.open_mode", name_of(open->id));
    set_money(facts, "hosting.open_monthly_usd", open->monthly());
  }
  if (runs_on_sagemaker(mode->id) && facts.is("hosting.instance", "auto")) {
    set_count(facts, "hosting.types_priced", std::ssize(advice.hosting_candidates));
    set_count(facts, "hosting.types_known", std::ssize(s.knowledge.catalog.instances));
  }
  for (const Line& line : mode->estimate.lines) {
    const int months = months_of(line.rate.term);
    if (months > 0) {
      set_word(facts, "hosting.commitment_chosen", name_of(line.rate.term));
      set_money(facts, "hosting.commitment_usd",
                Money::of(line.amount.usd() * Rational::of(months)));
      facts.set("hosting.commitment_ends", plus_months(s.as_of, months), derived_from("the term"));
    }
  }
}

/// What the plan says of the job itself.
void set_job(Facts& facts, const TrainingAdvice& plan) {
  set_word(facts, "training.instance_chosen", plan.instance);
  set_word(facts, "training.method_chosen", plan.method ? name_of(*plan.method) : "");
  if (!plan.instance.empty() && (plan.refusal || plan.fits != Truth::no)) {
    set_truth(facts, "training.fits", plan.fits);
  }
  set_word(facts, "training.refusal", plan.refusal ? plan.refusal->text : "");
  set_truth(facts, "training.may_not_fit", truth(plan.refusal && plan.fits == Truth::unknown));
  set_truth(facts, "training.meets_deadline", plan.meets_deadline);
  const Candidate* chosen = plan.chosen();
  const bool stated = facts.number("training.hours").has_value();
  if (chosen != nullptr && chosen->time && !stated) {
    set_truth(facts, "training.measured_nearby", truth(chosen->time->measured_nearby));
  }
  if (plan.hours) {
    set_number(facts, "training.hours_high", plan.hours->high.to_double());
  }
}

void set_retrieval(Facts& facts, const Situation& s, const Play& play) {
  if (!play.retrieval) {
    return;
  }
  const VectorStore& store = vector_store(s);
  Ledger ledger;
  store.bill(ledger, s, s.traffic.requests_in(1));
  const Estimate& cost = ledger.estimate();
  set_truth(facts, "rag.store_has_minimum", truth(store.has_minimum));
  if (cost.total(LineKind::standing) > Money{}) {
    set_money(facts, "rag.standing_usd", cost.total(LineKind::standing, "rag.storage"));
  }
  if (cost.complete(LineKind::per_use)) {
    set_money(facts, "rag.other_usd",
              cost.total(LineKind::per_use) + cost.total(LineKind::standing, "rag.embedding"));
  }
}

void set_rates(Facts& facts, const Advice& advice, const Situation& s) {
  const Estimate& estimate = advice.cost.estimate;
  const auto any_line = [&](auto holds) {
    return truth(std::any_of(estimate.lines.begin(), estimate.lines.end(), holds));
  };
  const std::int64_t oldest = s.parameter("stale_rate_days").mantissa();
  set_truth(facts, "rates.missing",
            truth(std::any_of(estimate.gaps.begin(), estimate.gaps.end(),
                              [](const Gap& gap) { return gap.no_rate; })));
  set_truth(facts, "rates.derived", any_line([](const Line& line) { return line.rate.derived; }));
  set_truth(facts, "rates.estimated", truth(estimate.estimated()));
  set_truth(facts, "rates.low_confidence",
            any_line([](const Line& line) { return line.rate.confidence == Confidence::low; }));
  set_truth(facts, "rates.stale", any_line([&](const Line& line) {
              return days_between(line.rate.source_date, s.as_of) > oldest;
            }));
}

/// What grants pay, until when, and what is left to pay then.
void set_credits(Facts& facts, const Advice& advice) {
  const Grants* grants = facts.credits("credits");
  set_truth(facts, "credits.any", truth(grants != nullptr && !grants->empty()));
  const auto& months = advice.cost.timeline;
  set_truth(facts, "cost.any_upfront",
            truth(std::any_of(months.begin(), months.end(), [](const MonthCost& month) {
              return std::any_of(month.parts.begin(), month.parts.end(),
                                 [](const BilledPart& part) { return part.upfront; });
            })));
  if (const auto& credits = advice.cost.credits) {
    set_money(facts, "credits.used_usd", credits->used);
    set_money(facts, "credits.monthly_after_usd", credits->monthly_after);
    if (credits->after) {
      facts.set("credits.after", *credits->after, {Origin::Kind::derived, {}, "the credits"});
    }
  }
}

void note_priced(FactNotes& notes, const Advice& advice, const Situation& s) {
  const Sums way = sums_of(advice.cost.estimate);
  const Alternative* tuned = find_way(advice, &Alternative::chosen);
  const Alternative* yardstick = find_way(advice, &Alternative::reference);
  const Sums reference = yardstick != nullptr ? sums_of(yardstick->estimate) : Sums{};
  const HostingOption* mode = chosen_mode(advice);
  Sums month;
  Sums idle;
  PricedOutcome outcome{.way = &way,
                        .reference = yardstick != nullptr ? &reference : nullptr,
                        .mode = advice.hosting,
                        .mode_month = &month,
                        .idle = &idle};
  if (mode != nullptr) {
    month = sums_of(mode->estimate);
    idle = sums_of(mode->idle);
    outcome.instance = mode->instance;
    outcome.units = mode->units;
  }
  const bool compared = advice.hosting && tuned != nullptr && yardstick != nullptr;
  outcome.economics = compared
                          ? economics(s, {way, tuned->horizon}, {reference, yardstick->horizon})
                          : economics(s);
  note_outcome(notes, s, outcome);
}

} // namespace

void set_outcome_facts(Advice& advice, const Situation& s, const Play& play) {
  Facts facts = s.facts;
  FactNotes notes{facts, FactNotes::Origins::told};
  note_play(notes, play, advice.decision.technique,
            advice.decision.option(Approach::fine_tuning).verdict == OptionVerdict::recommended);
  const Fact& tuned_input = facts.at("traffic.tuned_input_tokens");
  set_truth(facts, "traffic.same_prompt_length",
            truth(tuned_input.known() && tuned_input.origin.kind == Origin::Kind::initial));
  note_priced(notes, advice, s);
  set_hosting(facts, advice, s);
  if (advice.training) {
    set_job(facts, *advice.training);
  }
  set_retrieval(facts, s, play);
  set_rates(facts, advice, s);
  set_credits(facts, advice);
  advice.facts = std::move(facts);
}

} // namespace tunepath
