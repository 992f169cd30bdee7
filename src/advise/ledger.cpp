#include "advise/ledger.hpp"

#include <algorithm>

namespace tunepath {

bool is_decisive(std::string_view gap_id) {
  return gap_id.starts_with("training.") || gap_id.starts_with("hosting.") ||
         gap_id.starts_with("tokens.") || gap_id == "way";
}

bool is_labour(std::string_view id) {
  return id.starts_with("data.") || id == "evaluation.labour" || id.starts_with("upkeep.");
}

bool is_usage(LineKind kind, std::string_view id) {
  return kind == LineKind::per_use && !id.starts_with("hosting.");
}

int months_of(Term term) {
  switch (term) {
  case Term::one_month:
    return 1;
  case Term::three_month:
    return 3;
  case Term::six_month:
    return 6;
  default:
    return 0;
  }
}

void Sums::add_line(LineKind kind, std::string_view id, const RateRow* row, Money amount) {
  usd[static_cast<std::size_t>(kind)] += amount;
  if (id.starts_with("hosting.")) {
    ++hosting_lines;
  }
  usage += is_usage(kind, id) ? amount : Money{};
  if (kind == LineKind::standing && id.starts_with("retraining.")) {
    retraining += amount;
  }
  if (kind == LineKind::one_time && id.starts_with("training.")) {
    training += amount;
    ++training_lines;
  }
  if (kind == LineKind::one_time && is_labour(id)) {
    labour += amount;
  }
  const int term = row != nullptr ? months_of(row->term) : 0;
  if (kind == LineKind::standing && term > 0) {
    committed += amount;
    commitment_months = term;
  }
}

void Sums::add_gap(LineKind kind, std::string_view id, bool no_rate) {
  ++gaps[static_cast<std::size_t>(kind)];
  if (is_decisive(id)) {
    ++decisive_gaps;
    decisive_rates += no_rate ? 1 : 0;
  }
  if (kind == LineKind::one_time) {
    training_gaps += id.starts_with("training.") ? 1 : 0;
    labour_gaps += is_labour(id) ? 1 : 0;
  }
}

void Sums::take_gaps(const Sums& later) {
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    gaps[i] = std::max(gaps[i], later.gaps[i]);
  }
  decisive_gaps = std::max(decisive_gaps, later.decisive_gaps);
  decisive_rates = std::max(decisive_rates, later.decisive_rates);
}

Sums& Sums::operator+=(const Sums& more) {
  for (std::size_t i = 0; i < usd.size(); ++i) {
    usd[i] += more.usd[i];
    gaps[i] += more.gaps[i];
  }
  decisive_gaps += more.decisive_gaps;
  decisive_rates += more.decisive_rates;
  hosting_lines += more.hosting_lines;
  usage += more.usage;
  retraining += more.retraining;
  committed += more.committed;
  commitment_months = commitment_months == 0 ? more.commitment_months : commitment_months;
  training += more.training;
  training_lines += more.training_lines;
  training_gaps += more.training_gaps;
  labour += more.labour;
  labour_gaps += more.labour_gaps;
  return *this;
}

Sums sums_of(const Estimate& estimate) {
  Sums sums;
  for (const Line& line : estimate.lines) {
    sums.add_line(line.kind, line.id, &line.rate, line.amount);
  }
  for (const Gap& gap : estimate.gaps) {
    sums.add_gap(gap.kind, gap.id, gap.no_rate);
  }
  return sums;
}

} // namespace tunepath
