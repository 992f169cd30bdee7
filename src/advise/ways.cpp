#include "advise/ways.hpp"

#include "advise/dataset_storage.hpp"
#include "tunepath/core/checked.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// What one month's commitment costs: the part that is owed for whole terms.
Money committed(const Estimate& estimate) {
  return estimate.total(LineKind::standing, "hosting.provisioned-throughput");
}

constexpr std::string_view k_retraining = "retraining.run";

/// `upfront`: owed in the month, but billed later.
void add_part(MonthCost& month, const Line& line, Money amount, bool upfront = false) {
  if (line.unit == Unit::person_hour) {
    month.people += amount;
    return;
  }
  for (BilledPart& part : month.parts) {
    if (part.service == line.rate.service && part.item == line.rate.item &&
        part.upfront == upfront) {
      part.amount += amount;
      return;
    }
  }
  month.parts.push_back(
      {std::string{line.rate.service}, std::string{line.rate.item}, upfront, amount});
}

/// What of the term is still owed when the horizon ends within it.
Money owed_beyond(const Estimate& estimate, int term_months, int horizon_months) {
  return Money::of(committed(estimate).usd() *
                   Rational::of(months_owed_beyond(term_months, horizon_months)));
}

/// What a line comes to in `month`.
Money amount_in(const Line& line, int month, const Terms& terms) {
  if (line.id == k_retraining && terms.retraining_run) {
    const std::int64_t due = times_due(*terms.retrain_every_months, month);
    return Money::of(terms.retraining_run->usd() * Rational::of(due));
  }
  return line.kind == LineKind::one_time && month > 1 ? Money{} : line.amount;
}

MonthCost month_of(const Situation& s, const Estimate& estimate, int number, const Terms& terms) {
  MonthCost month;
  month.month = number;
  month.at = s.start_month.plus(number - 1);
  month.requests = s.traffic.requests_in(number);
  const Money owed = number < s.horizon_months
                         ? Money{}
                         : owed_beyond(estimate, terms.commitment_months, s.horizon_months);
  for (const Line& line : estimate.lines) {
    const bool is_committed = owed > Money{} && line.rate.meter == Meter::provisioned_throughput;
    const Money billed = amount_in(line, number, terms);
    (line.kind == LineKind::one_time   ? month.one_time
     : line.kind == LineKind::standing ? month.standing
                                       : month.per_use) += billed + (is_committed ? owed : Money{});
    add_part(month, line, billed);
    if (line.id == k_retraining) {
      month.retraining += billed;
    }
    if (is_committed) {
      add_part(month, line, owed, true);
    }
  }
  return month;
}

/// What is first missing in a later month keeps the horizon from being complete, too.
void add_later_gaps(Estimate& first, const Estimate& later, int month) {
  for (const Gap& gap : later.gaps) {
    const bool known = std::any_of(first.gaps.begin(), first.gaps.end(), [&](const Gap& other) {
      return other.id == gap.id && other.kind == gap.kind;
    });
    if (!known) {
      first.gaps.push_back(gap);
      first.gaps.back().needs += fmt::format(", from month {} on", month);
    }
  }
}

/// How a tuned model is hosted, short enough for a column.
std::string_view short_words(HostingMode mode) {
  switch (mode) {
  case HostingMode::bedrock_on_demand:
    return "on demand";
  case HostingMode::provisioned_throughput:
    return "Provisioned Throughput";
  case HostingMode::custom_model_import:
    return "imported";
  case HostingMode::endpoint:
    return "endpoint";
  case HostingMode::endpoint_autoscaling:
    return "auto-scaling";
  case HostingMode::endpoint_scale_to_zero:
    return "scale to zero";
  case HostingMode::multi_adapter:
    return "several adapters";
  case HostingMode::async:
    return "asynchronous";
  case HostingMode::batch_transform:
    return "batch transform";
  }
  return "";
}

Estimate tuned_month(const Situation& s, const TunedWay& way, const Estimate& same,
                     HostingMode mode, int month) {
  Estimate estimate = same;
  append(estimate, price_mode(s, way.serving, mode, month).estimate);
  if (way.serving.retrieval) {
    Ledger retrieval;
    vector_store(s).bill(retrieval, s, s.traffic.requests_in(month));
    append(estimate, retrieval.estimate());
  }
  return estimate;
}

} // namespace

std::string tuned_way_id(HostingMode mode) {
  return fmt::format("fine-tuned:{}", name_of(mode));
}

int months_owed_beyond(int term_months, int horizon_months) {
  return term_months == 0 ? 0 : (term_months - horizon_months % term_months) % term_months;
}

std::int64_t times_due(Decimal every_months, int month) {
  const auto by = [&](int months) {
    return months * narrow(Decimal::power_of_ten(every_months.scale())) / every_months.mantissa();
  };
  return by(month) - by(month - 1);
}

Alternative make_alternative(const Situation& s, std::string id, std::string label,
                             const PriceMonth& at, const Terms& terms) {
  Alternative way;
  way.id = std::move(id);
  way.label = std::move(label);
  way.estimate = at(1);
  for (int month = 1; month <= s.horizon_months; ++month) {
    const bool same = month == 1 || s.traffic.growth_per_month == 0;
    const Estimate later = same ? Estimate{} : at(month);
    way.months.push_back(month_of(s, same ? way.estimate : later, month, terms));
    add_later_gaps(way.estimate, later, month);
    way.horizon += way.months.back().total();
    way.months.back().cumulative = way.horizon;
  }
  if (const auto requests = s.traffic.requests_in(1); requests && *requests > 0) {
    way.usd_per_1000_requests =
        Money::of(way.monthly().usd() * Rational::quotient(1000, *requests));
  }
  return way;
}

Alternative tuned_way(const Situation& s, const TunedWay& way, HostingMode mode) {
  Ledger same;
  bill_around_hosting(same, s, way.training, way.technique, way.already_tuned, way.serving.region);
  const auto at = [&](int month) { return tuned_month(s, way, same.estimate(), mode, month); };
  const std::string label =
      fmt::format("tuned{}, {}", way.serving.retrieval ? " + RAG" : "", short_words(mode));
  Terms terms{
      .commitment_months = bill_mode(s, way.serving, mode, 1).estimate.sums().commitment_months,
      .retrain_every_months = s.facts.likely("training.retrain_every_months"),
      .retraining_run = {}};
  if (terms.retrain_every_months) {
    terms.retraining_run = run_price(s, way.training, way.technique);
  }
  return make_alternative(s, tuned_way_id(mode), label, at, terms);
}

void bill_around_hosting(Ledger& into, const Situation& s, const TrainingAdvice& training,
                         std::string_view technique, bool already_tuned, std::string_view region) {
  if (!already_tuned) {
    bill_labour(into, s, LineKind::one_time, "data.preparation", "Data preparation",
                "people.data_preparation_hours");
  }
  bill_training(into, s, training, technique);
  if (!already_tuned) {
    bill_labour(into, s, LineKind::one_time, "evaluation.labour", "Evaluation",
                "people.evaluation_hours");
    bill_dataset_storage(into, s, region);
  }
  bill_labour(into, s, LineKind::standing, "upkeep.labour", "Upkeep",
              "people.upkeep_hours_per_month");
}

std::optional<Rational> mean_requests(const Situation& s) {
  if (!s.traffic.requests) {
    return std::nullopt;
  }
  if (s.traffic.growth_per_month == 0) {
    return Rational::of(*s.traffic.requests_in(1));
  }
  std::int64_t sum = 0;
  for (int month = 1; month <= s.horizon_months; ++month) {
    sum = checked_add(sum, *s.traffic.requests_in(month));
  }
  return Rational::quotient(sum, s.horizon_months);
}

} // namespace tunepath
