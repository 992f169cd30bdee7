#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"
#include "tunepath/pricing/periods.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

const Alternative* way_that(const CostAdvice& cost, bool Alternative::*flag) {
  const auto way = std::find_if(cost.alternatives.begin(), cost.alternatives.end(),
                                [&](const Alternative& each) { return each.*flag; });
  return way == cost.alternatives.end() ? nullptr : &*way;
}

/// What the table has columns for: only what happens in the horizon.
struct Shown {
  bool requests = false; ///< they change
  bool credits = false;
  bool retraining = false;
};

Shown shown_of(const CostAdvice& cost) {
  const auto& months = cost.timeline;
  Shown shown;
  shown.credits = cost.credits.has_value();
  for (const MonthCost& month : months) {
    shown.requests = shown.requests || month.requests != months.front().requests;
    shown.retraining = shown.retraining || month.retrainings > 0;
  }
  return shown;
}

std::vector<Column> columns_of(const Shown& shown, int months) {
  std::vector<Column> columns{
      {months == 1 ? "month" : fmt::format("{} months from", months), Align::left}};
  if (shown.requests) {
    columns.push_back({"requests", Align::right});
  }
  columns.push_back({"cost", Align::right});
  if (shown.credits) {
    columns.push_back({"credits", Align::right});
  }
  columns.push_back({"so far", Align::right});
  return columns;
}

BarRow row_of(const Period& period, const Shown& shown, bool compared) {
  BarRow row;
  row.cells.push_back(to_string(period.from) + (period.retrainings > 0 ? " *" : ""));
  if (shown.requests) {
    row.cells.push_back(period.requests ? grouped(*period.requests) : "?");
  }
  row.cells.push_back(to_string(period.cost));
  row.parts.push_back(period.paid_by_you_so_far().micros());
  if (shown.credits) {
    row.cells.push_back(to_string(period.credits));
    row.parts.push_back(period.credits_so_far.micros());
  }
  row.cells.push_back(to_string(period.cumulative));
  if (compared) {
    row.target = period.reference_cumulative.micros();
  }
  return row;
}

/// What the amounts leave out, and what the marks mean.
std::string remarks(const CostAdvice& cost, const Shown& shown) {
  std::vector<std::string> texts;
  if (!cost.estimate.complete()) {
    texts.emplace_back("Only what is priced: each sum is at least this much.");
  }
  if (shown.retraining) {
    texts.emplace_back("* retraining falls due.");
  }
  if (shown.credits) {
    texts.emplace_back("Costs are before credits; people's time is in them and paid by you.");
  }
  return words::join(texts, " ");
}

/// Whether what a month bills is not the same in all months after the first.
bool changes(const std::vector<MonthCost>& months) {
  return std::any_of(months.begin() + 1, months.end(),
                     [&](const MonthCost& month) { return month.total() != months[1].total(); });
}

} // namespace

void timeline(Document& out, const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  if (cost.timeline.size() < 2 || cost.horizon == Money{}) {
    return;
  }
  const Shown shown = shown_of(cost);
  const Alternative* way = way_that(cost, &Alternative::chosen);
  const Alternative* reference = way_that(cost, &Alternative::reference);
  const bool compared = reference != nullptr && way != reference;
  if (!compared && !shown.credits && !changes(cost.timeline)) {
    return; // The same each month, and nothing to hold it against.
  }
  Bars bars;
  bars.columns = columns_of(shown, months_per_period(cost.timeline.size()));
  bars.parts.push_back({shown.credits ? "you pay" : way != nullptr ? way->label : "so far"});
  if (shown.credits) {
    bars.parts.push_back({"credits pay"});
  }
  if (compared) {
    bars.target =
        fmt::format("{}{}", reference->label, reference->estimate.complete() ? "" : " (at least)");
  }
  for (const Period& period : periods(cost.timeline)) {
    bars.rows.push_back(row_of(period, shown, compared));
  }
  out.push_back(
      Heading{fmt::format("Timeline, {}", words::count(std::ssize(cost.timeline), "month"))});
  if (std::string text = remarks(cost, shown); !text.empty()) {
    out.push_back(Paragraph{std::move(text)});
  }
  out.push_back(std::move(bars));
}

} // namespace tunepath::section
