#include "report/json_parts.hpp"
#include "tunepath/report/rate_diff_listing.hpp"

namespace tunepath {
namespace {

using namespace json_parts;

/// null where there is no rate. `usd` is what is paid, after discounts, and null where two rows
/// dispute each other; the row's own price is in `row`.
Json side(const RateSide& side) {
  if (side.row == nullptr) {
    return nullptr;
  }
  Json out{{"usd", side.price ? Json(price(side.price->usd)) : Json(nullptr)},
           {"per", std::to_string(side.price ? side.price->per : side.row->per)},
           {"row", rate_row(*side.row)}};
  out["rival"] = side.rival == nullptr ? Json(nullptr) : rate_row(*side.rival);
  return out;
}

Json change(const RateChange& change) {
  Json out{{"change", name_of(change.kind)}};
  add_key(out, change.key);
  out["before"] = side(change.before);
  out["after"] = side(change.after);
  return out;
}

Json totals(const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  return {{"decided", advice.decision.decided},
          {"approach", approach(advice.decision.approach)},
          {"path", path(advice.decision.path)},
          {"hosting", advice.hosting ? Json(name_of(*advice.hosting)) : Json(nullptr)},
          {"way", text_or_null(cost.way)},
          {"verdict", name_of(advice.decision.verdict)},
          {"complete", cost.estimate.complete()},
          {"one_time_usd", money(one_time(cost))},
          {"standing_monthly_usd", money(standing(cost))},
          {"per_use_monthly_usd", money(per_use(cost))},
          {"monthly_usd", money(monthly(cost))},
          {"horizon_usd", money(horizon(cost))}};
}

} // namespace

std::string rate_diff_json(const RateDiffTitle& title, const RateDiff& diff,
                           std::span<const Repriced> profiles) {
  const Json out{{"format", "tunepath-rates-diff/1"},
                 {"as_of", to_string(title.day)},
                 {"before", title.before},
                 {"after", title.after},
                 {"same", diff.same},
                 {"confirmed", diff.confirmed},
                 {"changes", array(diff.changes, change)},
                 {"profiles", array(profiles, [](const Repriced& profile) {
                    return Json{{"name", profile.before.name},
                                {"file", profile.before.file},
                                {"as_of", to_string(profile.before.as_of)},
                                {"before", totals(profile.before)},
                                {"after", totals(profile.after)}};
                  })}};
  return out.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

} // namespace tunepath
