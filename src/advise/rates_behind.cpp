#include "tunepath/advise/rates_behind.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace tunepath {
namespace {

using Identity = std::tuple<RateKey, Date, std::string_view, int>;

Identity identity(const RateRow& row) {
  return {row.key(), row.valid_from, row.place.file, row.place.line};
}

bool is_published(const Line& line) {
  return line.unit != Unit::person_hour && !line.rate.service.empty();
}

/// What the lines of each row come to over the horizon, at the first month's traffic: enough to
/// tell which matters most.
const RateRow* heaviest(const Estimate& estimate, int horizon_months) {
  std::map<Identity, std::pair<Money, const RateRow*>> sums;
  for (const Line& line : estimate.lines) {
    if (is_published(line)) {
      auto& [sum, row] = sums[identity(line.rate)];
      const int months = line.kind == LineKind::one_time ? 1 : horizon_months;
      sum += Money::of(line.amount.usd() * Rational::of(months));
      row = &line.rate;
    }
  }
  const auto most = std::max_element(sums.begin(), sums.end(), [](const auto& a, const auto& b) {
    return a.second.first < b.second.first;
  });
  return most == sums.end() ? nullptr : most->second.second;
}

} // namespace

RatesBehind rates_behind(const Advice& advice) {
  std::map<Identity, const RateRow*> seen;
  const auto add = [&](const Estimate& estimate) {
    for (const Line& line : estimate.lines) {
      if (is_published(line)) {
        seen.emplace(identity(line.rate), &line.rate);
      }
    }
  };
  add(advice.cost.estimate);
  for (const Alternative& way : advice.cost.alternatives) {
    if (way.reference) {
      add(way.estimate);
    }
  }
  RatesBehind behind;
  for (const auto& [id, row] : seen) {
    behind.rows.push_back(row);
  }
  std::stable_sort(behind.rows.begin(), behind.rows.end(), [](const RateRow* a, const RateRow* b) {
    return a->source_date < b->source_date;
  });
  behind.most_influential = heaviest(advice.cost.estimate, advice.cost.horizon_months);
  return behind;
}

std::int64_t age_in_days(const RateRow& row, Date day) {
  return std::max(0, days_between(row.source_date, day));
}

} // namespace tunepath
