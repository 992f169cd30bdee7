#include "advise/conclude.hpp"
#include "advise/fact_values.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

bool labour(const std::string& id) {
  return id.starts_with("data.") || id == "evaluation.labour" || id.starts_with("upkeep.");
}

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

bool bills_idle(HostingMode mode) {
  return mode == HostingMode::provisioned_throughput || mode == HostingMode::endpoint ||
         mode == HostingMode::endpoint_autoscaling || mode == HostingMode::multi_adapter;
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

void set_hosting(Facts& facts, const Advice& advice, const Situation& s) {
  const HostingOption* mode = chosen_mode(advice);
  if (mode == nullptr) {
    return;
  }
  set_word(facts, "hosting.mode_chosen", name_of(mode->id));
  if (mode->estimate.complete()) {
    set_money(facts, "hosting.mode_monthly_usd", mode->monthly());
  }
  if (const HostingOption* open = cheapest_open_mode(advice)) {
    set_word(facts, "hosting.open_mode", name_of(open->id));
    set_money(facts, "hosting.open_monthly_usd", open->monthly());
  }
  set_word(facts, "hosting.instance_chosen", mode->instance);
  if (mode->units > 0) {
    set_count(facts, "hosting.units_chosen", mode->units);
  }
  set_truth(facts, "hosting.mode_bills_idle", truth(bills_idle(mode->id)));
  set_truth(facts, "hosting.idle_known", truth(mode->idle.complete()));
  const bool priced = std::any_of(mode->idle.lines.begin(), mode->idle.lines.end(),
                                  [](const Line& line) { return line.id.starts_with("hosting."); });
  if (priced || mode->idle.complete()) {
    set_money(facts, "hosting.idle_usd", mode->idle_monthly());
  }
  for (const Line& line : mode->estimate.lines) {
    const int months = line.rate.term == Term::one_month   ? 1
                       : line.rate.term == Term::six_month ? 6
                                                           : 0;
    if (months > 0) {
      set_word(facts, "hosting.commitment_chosen", name_of(line.rate.term));
      set_money(facts, "hosting.commitment_usd",
                Money::of(line.amount.usd() * Rational::of(months)));
      facts.set("hosting.commitment_ends", plus_months(s.as_of, months), derived_from("the term"));
    }
  }
}

void set_training(Facts& facts, const Advice& advice) {
  const Estimate& estimate = advice.cost.estimate;
  const auto training_line = [](const auto& item) {
    return item.id.starts_with("training.") && item.kind == LineKind::one_time;
  };
  const bool gap = std::any_of(estimate.gaps.begin(), estimate.gaps.end(), training_line);
  const bool line = std::any_of(estimate.lines.begin(), estimate.lines.end(), training_line);
  set_truth(facts, "training.decided", truth(line && !gap));
  if (line && !gap) {
    set_money(facts, "training.usd", estimate.total(LineKind::one_time, "training."));
  }
  Money once;
  bool complete = true;
  for (const Line& item : estimate.lines) {
    once += item.kind == LineKind::one_time && !labour(item.id) ? item.amount : Money{};
  }
  for (const Gap& item : estimate.gaps) {
    complete = complete && (item.kind != LineKind::one_time || labour(item.id));
  }
  if (complete) {
    set_money(facts, "cost.aws_one_time_usd", once);
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

/// Half the width of the 95% interval of a difference of two shares, each measured on n requests
/// (normal approximation: 1.96 standard errors).
double half_width(double a, double b, double n) {
  constexpr double k_95_percent = 1.96;
  return k_95_percent * std::sqrt((a * (1 - a) + b * (1 - b)) / n);
}

/// G, narrowed or widened to what the evaluation can tell when its size is stated.
std::optional<Range<Money>> gain_with_error(const Situation& s) {
  auto gain = gain_range(s);
  const auto n = s.facts.likely("value.evaluation_examples");
  if (!gain || !n || n->is_zero() || s.facts.yes_no("value.measured") != Truth::yes) {
    return gain;
  }
  const double base = s.facts.likely("value.accuracy_base")->to_double();
  const double tuned = s.facts.likely("value.accuracy_tuned")->to_double();
  const double worth = s.facts.likely("value.per_request_usd")->to_double() *
                       mean_requests(s)->to_double() * half_width(base, tuned, n->to_double());
  const Money error = Money::micros(std::llround(worth * 1e6));
  return Range<Money>{gain->low - error, gain->likely, gain->high + error};
}

void set_value(Facts& facts, const Advice& advice, const Situation& s) {
  const Alternative* tuned = find_way(advice, &Alternative::chosen);
  const Alternative* reference = find_way(advice, &Alternative::reference);
  const auto gain = gain_with_error(s);
  set_truth(facts, "value.stated", truth(gain.has_value()));
  if (gain) {
    set_money(facts, "value.gain_usd", gain->likely);
  }
  if (tuned == nullptr || reference == nullptr || !advice.cost.break_even) {
    return;
  }
  if (!advice.cost.break_even->extra_usd_per_month) {
    set_truth(facts, "cost.extra_complete", Truth::no);
    return;
  }
  const bool tuned_complete = !lacks_decisive_price(tuned->estimate);
  const bool reference_complete = !lacks_decisive_price(reference->estimate);
  const Money extra = *advice.cost.break_even->extra_usd_per_month; // with gaps: the known part
  set_truth(facts, "cost.extra_complete", truth(tuned_complete && reference_complete));
  if (tuned_complete && reference_complete) {
    set_money(facts, "cost.extra_usd", extra);
  }
  if (gain && reference_complete) {
    const Truth covers = gain->low >= extra   ? Truth::yes
                         : gain->high < extra ? Truth::no
                                              : Truth::unknown;
    const Truth possible = tuned_complete ? Truth::yes : Truth::unknown;
    set_truth(facts, "value.gain_covers_cost", both(covers, possible));
    set_truth(facts, "value.gain_straddles", truth(covers == Truth::unknown));
    set_truth(facts, "value.best_case_covers", gain->high < extra ? Truth::no : possible);
  }
}

/// Too little traffic for a standing bill: none, or the bill exceeds the untuned model's tokens
/// several times.
void set_low_traffic(Facts& facts, const Advice& advice, const Situation& s) {
  const Alternative* tuned = find_way(advice, &Alternative::chosen);
  const Alternative* reference = find_way(advice, &Alternative::reference);
  if (s.traffic.requests && s.traffic.requests->is_zero()) {
    set_truth(facts, "traffic.low", Truth::yes);
    return;
  }
  if (!s.traffic.requests || tuned == nullptr || reference == nullptr ||
      !reference->estimate.complete(LineKind::per_use)) {
    return;
  }
  const bool spiky = s.traffic.shape == TrafficShape::spiky;
  const Decimal ratio = s.parameter(spiky ? "spiky_ratio" : "low_traffic_ratio");
  const bool above = tuned->standing().usd() > Rational::of(ratio) * reference->per_use().usd();
  const bool certain = above || tuned->estimate.complete(LineKind::standing);
  set_truth(facts, "traffic.low", certain ? truth(above) : Truth::unknown);
}

void set_retrieval(Facts& facts, const Situation& s, const Play& play) {
  if (!play.retrieval) {
    return;
  }
  const RetrievalCost cost = price_retrieval(s, s.traffic.requests_in(1));
  set_truth(facts, "rag.store_has_minimum", truth(cost.has_minimum));
  if (cost.estimate.total(LineKind::standing) > Money{}) {
    set_money(facts, "rag.standing_usd", cost.estimate.total(LineKind::standing, "rag.storage"));
  }
  if (cost.estimate.complete(LineKind::per_use)) {
    set_money(facts, "rag.other_usd",
              cost.estimate.total(LineKind::per_use) +
                  cost.estimate.total(LineKind::standing, "rag.embedding"));
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

/// Grants that are in force in the first month and a bill that they can pay something of.
void set_credits(Facts& facts, const Advice& advice) {
  const Grants* grants = facts.credits("credits");
  const bool any = grants != nullptr && !grants->empty();
  set_truth(facts, "credits.any", truth(any));
  set_truth(facts, "cost.any_upfront", Truth::no); // no mode that is priced has an upfront fee
  const bool in_force =
      any && std::any_of(grants->begin(), grants->end(), [&](const Grant& grant) {
        return (!grant.from || Month::of(*grant.from) <= advice.start_month) &&
               (!grant.expires || Month::of(*grant.expires) >= advice.start_month);
      });
  set_truth(facts, "credits.cover_month_1", truth(in_force && advice.cost.monthly() > Money{}));
}

} // namespace

void set_outcome_facts(Advice& advice, const Situation& s, const Play& play) {
  Facts facts = s.facts;
  if (play.path) {
    set_word(facts, "decision.path", name_of(*play.path));
  }
  set_word(facts, "decision.technique", advice.decision.technique);
  set_truth(facts, "approach.fine_tuning_in_play", truth(play.tuning));
  set_truth(facts, "approach.rag_in_play", truth(play.retrieval));
  set_truth(
      facts, "approach.fine_tuning_recommended",
      truth(advice.decision.option(Approach::fine_tuning).verdict == OptionVerdict::recommended));
  const Fact& tuned_input = facts.at("traffic.tuned_input_tokens");
  set_truth(facts, "traffic.same_prompt_length",
            truth(tuned_input.known() && tuned_input.origin.kind == Origin::Kind::initial));
  set_hosting(facts, advice, s);
  set_training(facts, advice);
  if (advice.training) {
    set_job(facts, *advice.training);
  }
  set_value(facts, advice, s);
  set_low_traffic(facts, advice, s);
  set_retrieval(facts, s, play);
  set_rates(facts, advice, s);
  set_credits(facts, advice);
  advice.facts = std::move(facts);
}

} // namespace tunepath
