#include "report/json_parts.hpp"

namespace tunepath::json_parts {
namespace {

Json alternative(const Alternative& way) {
  return {{"id", way.id},
          {"complete", way.estimate.complete()},
          {"one_time_usd", money(one_time(way))},
          {"standing_monthly_usd", money(standing(way))},
          {"per_use_monthly_usd", money(per_use(way))},
          {"monthly_usd", money(monthly(way))},
          {"horizon_usd", money(horizon(way))},
          {"gaps", gaps(way.estimate)},
          {"label", way.label},
          {"reference", way.reference},
          {"chosen", way.chosen},
          {"usd_per_1000_requests", money(way.usd_per_1000_requests)},
          {"note", text_or_null(way.note)},
          {"lines", lines(way.estimate)},
          {"estimated", way.estimate.estimated()}};
}

Json count(const std::optional<std::int64_t>& number) {
  return or_null(number, [](std::int64_t value) { return std::to_string(value); });
}

Json volumes(const PayingVolumes& range) {
  return {{"from", std::to_string(range.from)}, {"to", count(range.to)}};
}

Json break_even(const BreakEven& even) {
  return {{"against", text_or_null(even.against)},
          {"requests_per_month", count(even.requests_per_month)},
          {"never", or_null(even.never, [](bool never) { return never; })},
          {"month", or_null(even.month, [](int month) { return month; })},
          {"gain_needed_usd_per_month", money(even.gain_needed_per_month)},
          {"gain_needed_usd_per_1000_requests", money(even.gain_needed_per_1000)},
          {"accuracy_needed", or_null(even.accuracy_needed, decimal)},
          {"extra_usd_per_month", money(even.extra_usd_per_month)},
          {"gain_usd_per_month", money(even.gain_per_month)},
          {"pays", array(even.pays, volumes)},
          {"pays_on_cost", array(even.pays_on_cost, volumes)},
          {"never_because", text_or_null(even.never_because)},
          {"looked_to", even.looked_to > 0 ? Json(std::to_string(even.looked_to)) : Json(nullptr)},
          {"looked_to_because", text_or_null(even.looked_to_because)}};
}

Json proof_of(const std::optional<Proof>& proof) {
  if (!proof) {
    return {{"usd", nullptr},
            {"lines", Json::array()},
            {"stop_rule", nullptr},
            {"complete", nullptr},
            {"gaps", Json::array()}};
  }
  return {{"usd", money(tunepath::proof(*proof))},
          {"lines", lines(proof->estimate)},
          {"stop_rule", text_or_null(proof->stop_rule)},
          {"complete", proof->estimate.complete()},
          {"gaps", gaps(proof->estimate)}};
}

/// A sum of the way that is priced; null where there is no such way.
Json sum(const CostAdvice& cost, const Total& total) {
  return cost.way.empty() ? Json(nullptr) : money(total);
}

} // namespace

Json cost(const CostAdvice& cost) {
  return {{"complete", !cost.way.empty() && cost.estimate.complete()},
          {"one_time_usd", sum(cost, one_time(cost))},
          {"standing_monthly_usd", sum(cost, standing(cost))},
          {"per_use_monthly_usd", sum(cost, per_use(cost))},
          {"monthly_usd", sum(cost, monthly(cost))},
          {"horizon_usd", sum(cost, horizon(cost))},
          {"lines", lines(cost.estimate)},
          {"gaps", gaps(cost.estimate)},
          {"alternatives", array(cost.alternatives, alternative)},
          {"break_even", break_even(cost.break_even.value_or(BreakEven{}))},
          {"proof", proof_of(cost.proof)},
          {"credits", credits(cost)},
          {"timeline", timeline(cost)},
          {"percentiles", percentiles(cost)},
          {"tornado", tornado(cost)},
          {"robustness", robustness(cost)},
          {"way", text_or_null(cost.way)},
          {"provisional", cost.provisional},
          {"horizon_months", cost.horizon_months},
          {"requests_per_month", count(cost.requests_per_month)},
          {"estimated", cost.estimate.estimated()},
          {"credit_pools", credit_pools(cost)}};
}

} // namespace tunepath::json_parts
