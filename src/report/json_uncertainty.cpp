#include "report/json_parts.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath::json_parts {
namespace {

/// "0.93", to four decimals; less than 1 where it is less than 1.
std::string share(double value) {
  constexpr int k_decimals = 4;
  constexpr double k_parts = 10'000;
  const double parts = std::round(value * k_parts);
  const bool nearly = value < 1 && parts >= k_parts;
  return to_string(Decimal::scaled(std::llround(nearly ? k_parts - 1 : parts), k_decimals));
}

/// The percentile of a sum; null where nothing but gaps make the sum up.
Json sum(const Total& headline, Money percentile) {
  return headline.priced() ? Json(money(percentile)) : Json(nullptr);
}

Json sums(const CostAdvice& cost, const Percentile& percentile) {
  return {{"one_time_usd", sum(one_time(cost), percentile.one_time)},
          {"standing_monthly_usd", sum(standing(cost), percentile.standing)},
          {"per_use_monthly_usd", sum(per_use(cost), percentile.per_use)},
          {"monthly_usd", sum(monthly(cost), percentile.monthly())},
          {"horizon_usd", sum(horizon(cost), percentile.horizon)}};
}

std::vector<Approach> listed(const std::array<bool, 3>& parts) {
  std::vector<Approach> all;
  for (const auto& [id, name] : Names<Approach>::k_all) {
    if (parts[static_cast<std::size_t>(id)]) {
      all.push_back(id);
    }
  }
  return all;
}

Json kinds(const GapKinds& gaps) {
  Json all = Json::array();
  for (const auto& [kind, name] : Names<LineKind>::k_all) {
    if (gaps.has(kind)) {
      all.push_back(name);
    }
  }
  return all;
}

Json recommendation(const Recommendation& r) {
  return {{"approach", approach(listed(r.approach))},
          {"path", path(r.path)},
          {"mode", or_null(r.mode, [](HostingMode mode) { return name_of(mode); })},
          {"verdict", name_of(r.verdict)}};
}

Json swing(const Swing& swing) {
  return {{"fact", swing.input},
          {"low_usd", money(swing.low.horizon)},
          {"high_usd", money(swing.high.horizon)},
          {"low", text_or_null(swing.low.value)},
          {"high", text_or_null(swing.high.value)},
          {"prediction", swing.planner},
          {"at_low", or_null(swing.low.instead, recommendation)},
          {"at_high", or_null(swing.high.instead, recommendation)},
          {"low_complete", swing.low.complete()},
          {"high_complete", swing.high.complete()}};
}

} // namespace

Json percentiles(const CostAdvice& cost) {
  if (!cost.uncertainty || !cost.uncertainty->priced) {
    return nullptr;
  }
  const auto& [p10, p50, p90] = cost.uncertainty->percentiles;
  return {{"P10", sums(cost, p10)}, {"P50", sums(cost, p50)}, {"P90", sums(cost, p90)}};
}

Json tornado(const CostAdvice& cost) {
  return cost.uncertainty ? array(cost.uncertainty->tornado, swing) : Json::array();
}

Json robustness(const CostAdvice& cost) {
  if (!cost.uncertainty) {
    return nullptr;
  }
  const Uncertainty& u = *cost.uncertainty;
  return {{"draws", u.draws},
          {"seed", u.seed},
          {"same_recommendation", share(u.same_recommendation)},
          {"same_approach", share(u.same_approach)},
          {"same_path", share(u.same_path)},
          {"same_mode", share(u.same_mode)},
          {"gain_pays", or_null(u.gain_pays, share)},
          {"complete", u.priced && !u.percentiles[0].gaps.any()},
          {"incomplete", kinds(u.percentiles[0].gaps)},
          {"at_likely", recommendation(u.likely)},
          {"priced_draws", u.priced_draws}};
}

} // namespace tunepath::json_parts
