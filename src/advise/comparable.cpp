#include "tunepath/advise/comparable.hpp"

#include "tunepath/advise/rates_behind.hpp"

#include <algorithm>

namespace tunepath {
namespace {

Money of(const Percentile& totals, SumKind kind) {
  switch (kind) {
  case SumKind::one_time:
    return totals.one_time;
  case SumKind::standing:
    return totals.standing;
  case SumKind::per_use:
    return totals.per_use;
  case SumKind::monthly:
    return totals.monthly();
  case SumKind::horizon:
    break;
  }
  return totals.horizon;
}

ComparedLine compared(const Line& line) {
  return {line.id,       line.kind,
          line.label,    std::string{line.rate.item},
          line.quantity, line.unit,
          line.usd,      line.per,
          line.amount,   line.stand_in ? line.stand_in->region : ""};
}

/// The facts that the profile or the command line states as ranges.
std::vector<std::string> stated_ranges(const Facts& facts) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < facts.schema().size(); ++i) {
    const FactIndex index = static_cast<FactIndex>(i);
    const auto* range = std::get_if<NumberRange>(&facts[index].value);
    const Origin::Kind origin = facts[index].origin.kind;
    const bool stated = origin == Origin::Kind::profile || origin == Origin::Kind::command_line;
    if (range != nullptr && !range->is_point() && stated) {
      found.emplace_back(facts.schema()[index].id);
    }
  }
  return found;
}

} // namespace

bool belongs(LineKind line, SumKind sum) {
  switch (sum) {
  case SumKind::one_time:
    return line == LineKind::one_time;
  case SumKind::standing:
    return line == LineKind::standing;
  case SumKind::per_use:
    return line == LineKind::per_use;
  case SumKind::monthly:
    return line != LineKind::one_time;
  case SumKind::horizon:
    break;
  }
  return true;
}

bool Comparable::estimated() const {
  return std::any_of(lines.begin(), lines.end(),
                     [](const ComparedLine& line) { return line.estimated(); });
}

KnownSum Comparable::sum(SumKind kind) const {
  KnownSum sum;
  if (way.empty()) {
    return sum;
  }
  bool any_line = false;
  for (const ComparedLine& line : lines) {
    if (belongs(line.kind, kind)) {
      sum.amount += line.amount;
      sum.estimated = sum.estimated || line.estimated();
      any_line = true;
    }
  }
  sum.complete = gaps_of(kind).empty();
  sum.priced = any_line || sum.complete;
  sum.amount = kind == SumKind::horizon ? horizon : sum.amount;
  return sum;
}

std::optional<KnownSum> Comparable::sum(SumKind kind, PercentileRank percentile) const {
  KnownSum known = sum(kind);
  if (percentiles) {
    const Percentile& at = (*percentiles)[static_cast<std::size_t>(percentile)];
    known.amount = of(at, kind);
    for (const auto& line : Names<LineKind>::k_all) {
      known.complete = known.complete && !(belongs(line.first, kind) && at.gaps.has(line.first));
    }
    return known;
  }
  return uncertain ? std::nullopt : std::optional{known};
}

const ComparedLine* Comparable::largest_line(SumKind kind) const {
  const ComparedLine* largest = nullptr;
  Wide most = 0;
  for (const ComparedLine& line : lines) {
    const bool repeats = kind == SumKind::horizon && line.kind != LineKind::one_time;
    const Wide weight = Wide{line.amount.micros()} * (repeats ? horizon_months : 1);
    if (belongs(line.kind, kind) && (largest == nullptr || weight > most)) {
      largest = &line;
      most = weight;
    }
  }
  return largest;
}

std::vector<const Gap*> Comparable::gaps_of(SumKind kind) const {
  std::vector<const Gap*> found;
  for (const Gap& gap : gaps) {
    if (belongs(gap.kind, kind)) {
      found.push_back(&gap);
    }
  }
  return found;
}

Comparable comparable(const Advice& advice) {
  const CostAdvice& cost = advice.cost;
  Comparable out;
  out.name = advice.name;
  out.label = advice.name;
  out.source = advice.file;
  out.as_of = advice.as_of;
  out.region = advice.region;
  out.decided = advice.decision.decided;
  out.approach = advice.decision.approach;
  out.path = advice.decision.path;
  out.hosting = advice.hosting;
  out.verdict = advice.decision.verdict;
  out.open_questions = advice.decision.open_questions;
  out.way = cost.way;
  out.provisional = cost.provisional;
  for (const Line& line : cost.estimate.lines) {
    out.lines.push_back(compared(line));
  }
  out.gaps = cost.estimate.gaps;
  out.horizon = cost.horizon;
  out.horizon_months = cost.horizon_months;
  if (cost.uncertainty) {
    out.percentiles = cost.uncertainty->percentiles;
  }
  out.ranges = stated_ranges(advice.facts);
  const bool predicted =
      advice.training && advice.training->hours && !advice.training->hours->is_point();
  out.uncertain = predicted || !out.ranges.empty();
  for (const RateRow* row : rates_behind(advice).rows) {
    out.rates.push_back(
        {to_string(row->key()), row->source_date, std::string{row->place.file}, row->place.line});
  }
  return out;
}

std::optional<Money> exact_money(Decimal usd) {
  constexpr int k_decimals = 6;
  if (usd.scale() > k_decimals) {
    return std::nullopt;
  }
  const Wide micros = Wide{usd.mantissa()} * Decimal::power_of_ten(k_decimals - usd.scale());
  const bool fits = micros <= Wide{INT64_MAX} && micros >= -Wide{INT64_MAX};
  return fits ? std::optional{Money::micros(narrow(micros))} : std::nullopt;
}

} // namespace tunepath
