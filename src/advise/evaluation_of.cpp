#include "advise/evaluation_of.hpp"

#include "advise/economics.hpp"
#include "advise/ledger.hpp"
#include "advise/play.hpp"
#include "advise/ways.hpp"

namespace tunepath {
namespace {

WayTotals totals_of(const Alternative& way) {
  WayTotals totals;
  totals.one_time = way.one_time();
  totals.standing = way.standing();
  totals.per_use = way.per_use();
  totals.horizon = way.horizon;
  const bool grows =
      !way.months.empty() && way.months.front().requests != way.months.back().requests;
  if (!grows) { // With growth it is not told.
    const Money month = sums_of(way.estimate).usage;
    totals.usage =
        Money::micros(checked_mul(month.micros(), static_cast<std::int64_t>(way.months.size())));
  }
  for (const Gap& gap : way.estimate.gaps) {
    totals.gaps.add(gap.kind);
  }
  totals.priced = !lacks_decisive_price(way.estimate);
  return totals;
}

} // namespace

Evaluation evaluation_of(const Advice& advice, std::string_view planned) {
  const Decision& decision = advice.decision;
  Evaluation e;
  e.decided = decision.decided;
  for (const OptionAdvice& option : decision.options) {
    e.options[static_cast<std::size_t>(option.id)] = option.verdict;
    e.approach[static_cast<std::size_t>(option.id)] = decision.includes(option.id);
  }
  e.path = decision.path;
  e.verdict = decision.verdict;
  e.mode = advice.hosting;
  for (const HostingOption& mode : advice.modes) {
    if (e.mode == mode.id) {
      e.instance = mode.instance;
      e.units = mode.units;
    }
    if (planned == tuned_way_id(mode.id)) {
      e.planned_eligible = mode.eligible;
      e.planned_instance = runs_on_sagemaker(mode.id) ? std::string_view{mode.instance} : "";
    }
  }
  for (const Alternative& way : advice.cost.alternatives) {
    if (way.chosen) {
      e.usd = totals_of(way);
    }
    if (way.reference) {
      e.reference = totals_of(way);
    }
    if (way.id == planned) {
      e.planned = totals_of(way);
    }
  }
  if (const auto& even = advice.cost.break_even) {
    e.extra_per_month = even->extra_usd_per_month;
    e.gain_per_month = even->gain_per_month;
  }
  return e;
}

} // namespace tunepath
