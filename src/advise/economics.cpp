#include "advise/economics.hpp"

#include <algorithm>

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

} // namespace

bool is_decisive(const Gap& gap) {
  return gap.id.starts_with("training.") || gap.id.starts_with("hosting.") ||
         gap.id.starts_with("tokens.") || gap.id == "way";
}

bool lacks_decisive_price(const Estimate& estimate) {
  return std::any_of(estimate.gaps.begin(), estimate.gaps.end(), is_decisive);
}

BreakEven break_even(const Situation& s, const Alternative& tuned, const Alternative& reference) {
  BreakEven result;
  result.against = reference.id;
  if (lacks_decisive_price(reference.estimate)) {
    return result; // The difference from the known part of a price is no bound of anything.
  }
  const Rational months = Rational::of(s.horizon_months);
  const Rational extra = (tuned.horizon - reference.horizon).usd() / months;
  result.extra_usd_per_month = Money::of(extra);
  const Rational needed = std::max(extra, Rational{});
  result.gain_needed_per_month = Money::of(needed);
  const auto requests = mean_requests(s);
  if (!requests || requests->is_zero()) {
    return result;
  }
  result.gain_needed_per_1000 = Money::of(needed * Rational::of(1000) / *requests);
  const auto value = s.facts.likely("value.per_request_usd");
  const auto base = s.facts.likely("value.accuracy_base");
  const auto accuracy = s.facts.likely("value.accuracy_tuned");
  if (value && base && !value->is_zero()) {
    const Rational per_point = Rational::of(*value) * *requests;
    // Whole millionths of accuracy: exact enough to act on, and it keeps the fraction short.
    const Rational share = Money::of(extra).usd() / per_point;
    result.accuracy_needed = Rational::of((Rational::of(*base) + share).nearest_decimal(6));
  }
  if (value && base && accuracy) {
    result.gain_per_month = gain(*value, *accuracy, *base, *requests);
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

Proof price_proof(const Situation& s, const TunedWay& way, HostingMode mode,
                  const BreakEven& needed) {
  Proof proof;
  if (!way.already_tuned) {
    for (const Line& line : price_training(s, way.training, way.technique).lines) {
      if (line.kind == LineKind::one_time) {
        proof.estimate.lines.push_back(line);
      }
    }
    for (const Gap& gap : price_training(s, way.training, way.technique).gaps) {
      if (gap.kind == LineKind::one_time) {
        proof.estimate.gaps.push_back(gap);
      }
    }
    add_labour(proof.estimate, s, {"data.preparation", LineKind::one_time, "Data preparation", ""},
               "people.data_preparation_hours");
  }
  append(proof.estimate, price_evaluation_hosting(s, way.serving, mode));
  add_labour(proof.estimate, s, {"evaluation.labour", LineKind::one_time, "Evaluation", ""},
             "people.evaluation_hours");
  const std::string requests = grouped(s.parameter("eval_good"));
  if (needed.accuracy_needed) {
    proof.stop_rule =
        fmt::format("Stop unless it is right in at least {} of at least {} held-out requests.",
                    percent_rounded_up(*needed.accuracy_needed), requests);
  } else if (needed.gain_needed_per_month == Money{}) {
    proof.stop_rule = fmt::format(
        "Stop unless its answers to at least {} held-out requests are as good as today's.",
        requests);
  } else if (needed.gain_needed_per_1000) {
    proof.stop_rule = fmt::format(
        "Stop unless the gain on at least {} held-out requests is worth {} per 1,000 requests.",
        requests, to_string(*needed.gain_needed_per_1000));
  }
  return proof;
}

} // namespace tunepath
