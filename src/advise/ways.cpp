#include "advise/ways.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

Money monthly(const Estimate& estimate) {
  return estimate.total(LineKind::standing) + estimate.total(LineKind::per_use);
}

/// What one month's commitment costs: the part that is owed for whole terms.
Money committed(const Estimate& estimate) {
  return estimate.total(LineKind::standing, "hosting.provisioned-throughput");
}

int commitment_months(const Estimate& estimate) {
  for (const Line& line : estimate.lines) {
    if (line.rate.meter == Meter::provisioned_throughput) {
      switch (line.rate.term) {
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
  }
  return 0;
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

void add_retrieval(Estimate& into, const Situation& s, int month) {
  append(into, price_retrieval(s, s.traffic.requests_in(month)).estimate);
}

/// What is the same in every month.
Estimate before_serving(const Situation& s, const TunedWay& way) {
  Estimate estimate;
  if (!way.already_tuned) {
    add_labour(estimate, s, {"data.preparation", LineKind::one_time, "Data preparation", ""},
               "people.data_preparation_hours");
  }
  append(estimate, price_training(s, way.training, way.technique));
  if (!way.already_tuned) {
    add_labour(estimate, s, {"evaluation.labour", LineKind::one_time, "Evaluation", ""},
               "people.evaluation_hours");
  }
  return estimate;
}

Estimate tuned_month(const Situation& s, const TunedWay& way, const Estimate& before,
                     HostingMode mode, int month) {
  Estimate estimate = before;
  append(estimate, price_mode(s, way.serving, mode, month).estimate);
  if (way.serving.retrieval) {
    add_retrieval(estimate, s, month);
  }
  add_labour(estimate, s, {"upkeep.labour", LineKind::standing, "Upkeep", ""},
             "people.upkeep_hours_per_month");
  return estimate;
}

} // namespace

Alternative make_alternative(const Situation& s, std::string id, std::string label,
                             const PriceMonth& at, int commitment) {
  Alternative way;
  way.id = std::move(id);
  way.label = std::move(label);
  way.estimate = at(1);
  way.horizon = way.one_time();
  for (int month = 1; month <= s.horizon_months; ++month) {
    const bool same = month == 1 || s.traffic.growth_per_month == 0;
    way.horizon += same ? way.monthly() : monthly(at(month));
  }
  if (const auto requests = s.traffic.requests_in(1); requests && *requests > 0) {
    way.usd_per_1000_requests =
        Money::of(way.monthly().usd() * Rational::quotient(1000, *requests));
  }
  if (commitment > 0) {
    const int beyond = (commitment - s.horizon_months % commitment) % commitment;
    way.horizon += Money::of(committed(way.estimate).usd() * Rational::of(beyond));
  }
  return way;
}

Alternative untuned_way(const Situation& s, const UntunedWay& way) {
  const std::string_view name = way.model ? way.model->id : "the untuned model";
  const auto at = [&](int month) {
    Estimate estimate =
        price_base_tokens(s, way.model, way.retrieval, s.traffic.requests_in(month));
    if (way.retrieval) {
      add_retrieval(estimate, s, month);
    }
    if (way.evaluation) {
      add_labour(estimate, s, {"evaluation.labour", LineKind::one_time, "Evaluation", ""},
                 "people.evaluation_hours");
    }
    return estimate;
  };
  return make_alternative(
      s, way.retrieval ? "rag" : "prompt",
      fmt::format("{}, {}", way.retrieval ? "prompt + RAG" : "prompt only", name), at);
}

Alternative tuned_way(const Situation& s, const TunedWay& way, HostingMode mode) {
  const Estimate before = before_serving(s, way);
  const auto at = [&](int month) { return tuned_month(s, way, before, mode, month); };
  const std::string label =
      fmt::format("tuned{}, {}", way.serving.retrieval ? " + RAG" : "", short_words(mode));
  return make_alternative(s, fmt::format("fine-tuned:{}", name_of(mode)), label, at,
                          commitment_months(price_mode(s, way.serving, mode, 1).estimate));
}

std::optional<Rational> mean_requests(const Situation& s) {
  if (!s.traffic.requests) {
    return std::nullopt;
  }
  Rational sum;
  for (int month = 1; month <= s.horizon_months; ++month) {
    sum = sum + Rational::of(*s.traffic.requests_in(month));
  }
  return sum / Rational::of(s.horizon_months);
}

} // namespace tunepath
