#include "ask/bill.hpp"

#include "tunepath/advise/brief.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tunepath::ask {
namespace {

constexpr std::string_view k_growth = "traffic.growth_per_month";

/// The completed facts with these answers; empty when the answers do not go together.
std::optional<Facts> completed(const Scenario& scenario, const std::vector<Answer>& answers) {
  Facts facts = scenario.facts;
  for (const Answer& each : answers) {
    const bool known = !std::holds_alternative<Unknown>(each.value);
    facts.set(each.fact, each.value, known ? Origin{Origin::Kind::command_line, {}, ""} : Origin{});
  }
  const auto today = facts.date("as_of");
  return today && complete(facts, *today).empty() ? std::optional{std::move(facts)} : std::nullopt;
}

bool scale(Facts& facts, std::string_view id, double factor, double unit) {
  const auto number = facts.number(id);
  if (!number) {
    return false;
  }
  constexpr double k_most = 9e12;
  const auto scaled = [&](Decimal value) {
    const double product = value.to_double() * factor;
    return Decimal::scaled(std::llround(std::clamp(product, -k_most, k_most) / unit),
                           unit < 1 ? 6 : 0);
  };
  facts.set(id, NumberRange{scaled(number->low), scaled(number->likely), scaled(number->high)},
            facts.at(id).origin);
  return true;
}

/// Growing traffic as the same in every month: that of the mean month.
void level(Facts& facts) {
  const double growth = facts.likely(k_growth).value_or(Decimal{}).to_double();
  const auto months = facts.likely("horizon_months");
  if (growth == 0 || !months) {
    return;
  }
  const double n = months->to_double();
  const double factor = (std::pow(1 + growth, n) - 1) / (growth * n);
  scale(facts, "traffic.peak_requests_per_second", factor, 1e-6);
  if (scale(facts, "traffic.requests_per_month", factor, 1)) {
    facts.set(k_growth, NumberRange::point(Decimal{}), facts.at(k_growth).origin);
  }
}

std::size_t facts_missing(const Estimate& estimate) {
  return static_cast<std::size_t>(std::count_if(estimate.gaps.begin(), estimate.gaps.end(),
                                                [](const Gap& gap) { return !gap.no_rate; }));
}

} // namespace

std::optional<Bill> bill(const Scenario& scenario, const std::vector<Answer>& answers,
                         Months priced, const Knowledge& knowledge) {
  std::optional<Facts> facts = completed(scenario, answers);
  if (!facts) {
    return std::nullopt;
  }
  if (priced == Months::mean) {
    level(*facts);
  }
  try {
    const Advice advice = advise_briefly({"", "", "", std::move(*facts)}, knowledge);
    const CostAdvice& cost = advice.cost;
    return Bill{cost.way,
                advice.hosting,
                advice.decision.verdict,
                cost.horizon,
                cost.horizon_months,
                facts_missing(cost.estimate),
                cost.estimate.complete(),
                !advice.modes.empty(),
                advice.facts.yes_no("approach.rag_in_play") == Truth::yes};
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

Move between(const Bill& a, const Bill& b) {
  const double less = static_cast<double>(std::min(a.horizon, b.horizon).micros());
  const double more = static_cast<double>(std::max(a.horizon, b.horizon).micros());
  return {a.way != b.way || a.hosting != b.hosting, a.verdict != b.verdict, a.gaps != b.gaps,
          more > 0 ? (more - less) / more : 0};
}

Move widest(const std::vector<Billed>& billed) {
  Move best;
  for (auto one = billed.begin(); one != billed.end(); ++one) {
    for (auto other = std::next(one); other != billed.end(); ++other) {
      const Move each = between(one->bill, other->bill);
      best = each.value() > best.value() ? each : best;
    }
  }
  return best;
}

} // namespace tunepath::ask
