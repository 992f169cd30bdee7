#include "report/json_parts.hpp"

#include <algorithm>

namespace tunepath::json_parts {
namespace {

std::string day(Date date) {
  return to_string(date);
}

Json grant(const GrantUse& use) {
  return {{"pool", text_or_null(use.pool)},
          {"granted_usd", money(use.granted)},
          {"from", or_null(use.from, day)},
          {"expires", or_null(use.expires, day)},
          {"services", use.services},
          {"used_usd", money(use.used)},
          {"expired_usd", money(use.expired)},
          {"left_usd", money(use.left)},
          {"notes", use.notes},
          {"unverified", use.unverified},
          {"origin", use.at.file.empty() ? Json(nullptr) : Json(to_string(use.at))}};
}

/// What `amount` is worth as a sum of AWS lines: null where none of them is priced.
Json of_bill(const CostAdvice& cost, Money amount) {
  return money(of_aws(cost, amount));
}

Json nothing() {
  return {
      {"granted_usd", nullptr},   {"used_usd", nullptr},          {"expired_usd", nullptr},
      {"months_funded", nullptr}, {"out_of_pocket_usd", nullptr}, {"monthly_after_usd", nullptr},
      {"after", nullptr},         {"aws_usd", nullptr},           {"people_usd", nullptr},
      {"complete", nullptr},      {"grants", Json::array()}};
}

Json pool(const CreditPoolAdvice& each) {
  return {{"pool", each.pool},
          {"eligible", truth(each.eligible)},
          {"max_usd", money(each.max_usd)},
          {"amount_note", text_or_null(each.amount_note)},
          {"official", truth(each.official)},
          {"verified", truth(each.verified)},
          {"eligibility", text_or_null(each.eligibility)},
          {"covers", text_or_null(each.covers)},
          {"how_to_apply", text_or_null(each.how_to_apply)},
          {"source", each.source},
          {"source_date", or_null(each.source_date, day)},
          {"reasons", reasons(each.reasons)}};
}

/// A sum of a month; null where nothing but gaps make it up, in the first month and in this one.
Json in_month(const Total& first, Money amount) {
  return amount != Money{} ? Json(money(amount)) : money(first);
}

Json of_kind(const CostAdvice& cost, LineKind kind, Money amount) {
  return in_month(total(cost.estimate, {kind}, amount), amount);
}

Json of_all(const CostAdvice& cost, Money amount) {
  return in_month(
      total(cost.estimate, {LineKind::one_time, LineKind::standing, LineKind::per_use}, amount),
      amount);
}

Json reference_so_far(const CostAdvice& cost, Money amount) {
  const auto& ways = cost.alternatives;
  const auto way = std::find_if(ways.begin(), ways.end(),
                                [](const Alternative& each) { return each.reference; });
  return way == ways.end()
             ? Json(nullptr)
             : money(total(way->estimate,
                           {LineKind::one_time, LineKind::standing, LineKind::per_use}, amount));
}

Json month(const CostAdvice& cost, const MonthCost& each) {
  return {{"month", each.month},
          {"standing_usd", of_kind(cost, LineKind::standing, each.standing)},
          {"per_use_usd", of_kind(cost, LineKind::per_use, each.per_use)},
          {"one_time_usd", of_kind(cost, LineKind::one_time, each.one_time)},
          {"credits_usd", cost.credits ? Json(money(each.credits)) : Json(nullptr)},
          {"out_of_pocket_usd", of_bill(cost, each.out_of_pocket())},
          {"cumulative_usd", of_all(cost, each.cumulative)},
          {"at", to_string(each.at)},
          {"requests",
           or_null(each.requests, [](std::int64_t count) { return std::to_string(count); })},
          {"aws_usd", of_bill(cost, each.aws())},
          {"people_usd", money(each.people)},
          {"retrainings", each.retrainings},
          {"reference_cumulative_usd", reference_so_far(cost, each.reference_cumulative)}};
}

} // namespace

Json credits(const CostAdvice& cost) {
  if (!cost.credits) {
    return nothing();
  }
  const CreditAdvice& all = *cost.credits;
  const bool complete = of_aws(cost, all.bill).complete();
  return {{"granted_usd", money(all.granted)},
          {"used_usd", money(all.used)},
          {"expired_usd", money(all.expired)},
          {"months_funded", complete ? Json(all.months_funded) : Json(nullptr)},
          {"out_of_pocket_usd", of_bill(cost, all.out_of_pocket)},
          {"monthly_after_usd", of_bill(cost, all.monthly_after)},
          {"after", or_null(all.after, [](Month at) { return to_string(at); })},
          {"aws_usd", of_bill(cost, all.bill)},
          {"people_usd", money(all.people)},
          {"complete", complete},
          {"grants", array(all.grants, grant)}};
}

Json credit_pools(const CostAdvice& cost) {
  return array(cost.credit_pools, pool);
}

Json timeline(const CostAdvice& cost) {
  return array(cost.timeline, [&](const MonthCost& each) { return month(cost, each); });
}

} // namespace tunepath::json_parts
