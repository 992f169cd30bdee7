#include "advise/economics.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// value x (tuned - base) x requests.
Money gain(Decimal value, Decimal tuned, Decimal base, Rational requests) {
  return Money::of(Rational::of(value) * Rational::of(tuned - base) * requests);
}

/// "84%": rounded up, since a bar that is rounded down would let through too much.
std::string percent_rounded_up(Rational share) {
  return fmt::format("{}%", (share * Rational::of(100)).ceiling());
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

} // namespace

bool lacks_decisive_price(const Estimate& estimate) {
  return std::any_of(estimate.gaps.begin(), estimate.gaps.end(),
                     [](const Gap& gap) { return is_decisive(gap.id); });
}

BreakEven break_even(const Situation& s, const Alternative& tuned, const Alternative& reference) {
  BreakEven result;
  result.against = reference.id;
  if (lacks_decisive_price(reference.estimate)) {
    return result; // The difference from the known part of a price is no bound of anything.
  }
  const auto requests = mean_requests(s);
  const auto value = s.facts.likely("value.per_request_usd");
  const auto base = s.facts.likely("value.accuracy_base");
  const auto accuracy = s.facts.likely("value.accuracy_tuned");
  if (requests && value && base && accuracy) {
    result.gain_per_month = gain(*value, *accuracy, *base, *requests);
  }
  const Rational extra = (tuned.horizon - reference.horizon).usd() / Rational::of(s.horizon_months);
  if (lacks_decisive_price(tuned.estimate) && extra <= Rational{}) {
    return result; // What is missing may make it dearer: nothing is known of it.
  }
  result.extra_usd_per_month = Money::of(extra);
  const Rational needed = std::max(extra, Rational{});
  result.gain_needed_per_month = Money::of(needed);
  if (!requests || requests->is_zero()) {
    return result;
  }
  result.gain_needed_per_1000 = Money::of(needed * Rational::of(1000) / *requests);
  if (value && base && !value->is_zero()) {
    const Rational per_point = Rational::of(*value) * *requests;
    // Whole millionths of accuracy: exact enough to act on, and it keeps the fraction short.
    const Rational share = Money::of(extra).usd() / per_point;
    result.accuracy_needed =
        std::max(Rational::of((Rational::of(*base) + share).nearest_decimal(6)), Rational{});
  }
  return result;
}

std::optional<Range<Money>> gain_range(const Situation& s) {
  const auto value = s.facts.number("value.per_request_usd");
  const auto base = s.facts.number("value.accuracy_base");
  const auto accuracy = s.facts.number("value.accuracy_tuned");
  const auto requests = mean_requests(s);
  if (!value || !base || !accuracy || !requests) {
    return std::nullopt;
  }
  return Range<Money>{gain(value->low, accuracy->low, base->high, *requests),
                      gain(value->likely, accuracy->likely, base->likely, *requests),
                      gain(value->high, accuracy->high, base->low, *requests)};
}

Money extra_per_month(const Situation& s, Money tuned_horizon, Money reference_horizon) {
  return Money::of((tuned_horizon - reference_horizon).usd() / Rational::of(s.horizon_months));
}

Economics economics(const Situation& s) {
  Economics result;
  result.gain = gain_with_error(s);
  return result;
}

Economics economics(const Situation& s, const WaySums& tuned, const WaySums& reference) {
  Economics result = economics(s);
  result.compared = true;
  result.tuned_complete = tuned.month.decisive_gaps == 0;
  result.reference_complete = reference.month.decisive_gaps == 0;
  if (result.reference_complete) {
    result.extra = extra_per_month(s, tuned.horizon, reference.horizon);
  }
  return result;
}

Proof price_proof(const Situation& s, const TunedWay& way, HostingMode mode,
                  const BreakEven& needed) {
  Proof proof;
  const auto labour = [&](std::string_view id, std::string_view label, std::string_view hours) {
    Ledger ledger;
    bill_labour(ledger, s, LineKind::one_time, id, label, hours);
    append(proof.estimate, ledger.estimate());
  };
  if (!way.already_tuned) {
    Estimate training = price_training(s, way.training, way.technique);
    const auto later = [](const auto& item) { return item.kind != LineKind::one_time; };
    std::erase_if(training.lines, later);
    std::erase_if(training.gaps, later);
    append(proof.estimate, training);
    labour("data.preparation", "Data preparation", "people.data_preparation_hours");
  }
  append(proof.estimate, price_evaluation_hosting(s, way.serving, mode));
  labour("evaluation.labour", "Evaluation", "people.evaluation_hours");
  const std::string requests = grouped(s.parameter("eval_good"));
  const bool as_good = !needed.accuracy_needed || needed.accuracy_needed->is_zero();
  if (needed.gain_needed_per_month == Money{} && as_good) {
    proof.stop_rule = fmt::format(
        "Stop unless its answers to at least {} held-out requests are as good as today's.",
        requests);
  } else if (needed.accuracy_needed && *needed.accuracy_needed > Rational::of(1)) {
    proof.stop_rule =
        "Do not begin at these volumes and prices: a model that is always right would not pay.";
  } else if (needed.accuracy_needed) {
    proof.stop_rule =
        fmt::format("Stop unless it is right in at least {} of at least {} held-out requests.",
                    percent_rounded_up(*needed.accuracy_needed), requests);
  } else if (needed.gain_needed_per_1000) {
    proof.stop_rule = fmt::format(
        "Stop unless the gain on at least {} held-out requests is worth {} per 1,000 requests.",
        requests, to_string(*needed.gain_needed_per_1000));
  }
  return proof;
}

} // namespace tunepath
