#include "report/totals.hpp"

#include <algorithm>

namespace tunepath {
namespace {

constexpr LineKind k_once = LineKind::one_time;
constexpr LineKind k_standing = LineKind::standing;
constexpr LineKind k_use = LineKind::per_use;

/// True for a gap that an answer about people's time would close.
bool is_people(const Gap& gap) {
  return gap.id.starts_with("data.") || gap.needs.find("people.") != std::string::npos;
}

/// A mode that nobody priced, with neither lines nor gaps, does not cost nothing.
Total of_mode(const HostingOption& mode, Total sum) {
  sum.any_gap = sum.any_gap || (mode.estimate.lines.empty() && mode.estimate.gaps.empty());
  return sum;
}

/// `amount` with what is said by the lines and gaps that belong to it.
template <class OfLine, class OfGap>
Total judged(const Estimate& estimate, Money amount, OfLine of_line, OfGap of_gap) {
  const auto& [lines, gaps] = estimate;
  return {amount, std::any_of(lines.begin(), lines.end(), of_line),
          std::any_of(gaps.begin(), gaps.end(), of_gap),
          std::any_of(lines.begin(), lines.end(),
                      [&](const Line& line) { return line.stand_in && of_line(line); })};
}

Total part(const CostAdvice& cost, LineKind kind, bool people, Money amount) {
  return judged(
      cost.estimate, amount,
      [&](const Line& line) {
        return line.kind == kind && (line.unit == Unit::person_hour) == people;
      },
      [&](const Gap& gap) { return gap.kind == kind && is_people(gap) == people; });
}

} // namespace

Total total(const Estimate& estimate, std::initializer_list<LineKind> kinds, Money amount) {
  const auto of_kinds = [&](const auto& row) {
    return std::find(kinds.begin(), kinds.end(), row.kind) != kinds.end();
  };
  return judged(estimate, amount, of_kinds, of_kinds);
}

Total one_time(const CostAdvice& c) {
  return total(c.estimate, {k_once}, c.one_time());
}
Total standing(const CostAdvice& c) {
  return total(c.estimate, {k_standing}, c.standing());
}
Total per_use(const CostAdvice& c) {
  return total(c.estimate, {k_use}, c.per_use());
}
Total monthly(const CostAdvice& c) {
  return total(c.estimate, {k_standing, k_use}, c.monthly());
}
Total horizon(const CostAdvice& c) {
  return total(c.estimate, {k_once, k_standing, k_use}, c.horizon);
}

Total one_time(const Alternative& a) {
  return total(a.estimate, {k_once}, a.one_time());
}
Total standing(const Alternative& a) {
  return total(a.estimate, {k_standing}, a.standing());
}
Total per_use(const Alternative& a) {
  return total(a.estimate, {k_use}, a.per_use());
}
Total monthly(const Alternative& a) {
  return total(a.estimate, {k_standing, k_use}, a.monthly());
}
Total horizon(const Alternative& a) {
  return total(a.estimate, {k_once, k_standing, k_use}, a.horizon);
}

Total monthly(const HostingOption& m) {
  return of_mode(m, total(m.estimate, {k_standing, k_use}, m.monthly()));
}
Total idle_monthly(const HostingOption& m) {
  return of_mode(m, total(m.idle, {k_standing, k_use}, m.idle_monthly()));
}
Total proof(const Proof& p) {
  return total(p.estimate, {k_once}, p.total());
}

Total aws(const CostAdvice& c, LineKind kind) {
  return part(c, kind, false, c.aws(kind));
}
Total people(const CostAdvice& c, LineKind kind) {
  return part(c, kind, true, c.people(kind));
}

Total of_aws(const CostAdvice& c, Money amount) {
  return judged(
      c.estimate, amount, [](const Line& line) { return line.unit != Unit::person_hour; },
      [](const Gap& gap) { return !is_people(gap); });
}

Knowledge knowledge_of_extra(const CostAdvice& cost) {
  if (!cost.break_even || !cost.break_even->extra_usd_per_month) {
    return Knowledge::none;
  }
  const bool reference_complete =
      std::any_of(cost.alternatives.begin(), cost.alternatives.end(), [&](const Alternative& way) {
        return way.id == cost.break_even->against && way.estimate.complete();
      });
  return reference_complete && cost.estimate.complete() ? Knowledge::exact : Knowledge::at_least;
}

std::string to_string(const Total& total) {
  if (!total.priced()) {
    return "not priced";
  }
  const std::string least = total.complete() ? "" : "at least ";
  return least + (total.any_estimate ? "about " : "") + to_string(total.amount);
}

} // namespace tunepath
