#include "advise/untuned_ways.hpp"

#include "advise/fact_values.hpp"
#include "advise/prompt_cache.hpp"
#include "advise/rate_keys.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

bool writes_text(const Model& model) {
  return model.kind == "text" || model.kind == "multimodal";
}

/// Whether `model` has a rate for tokens that come out at a tier, here and in the profile's scope.
bool has_rate(const Situation& s, const Model& model, Term tier) {
  RateKey key = rate_keys::bedrock(model.id, Variant::base, s.region, Meter::output, tier, s.scope);
  key.unit = Unit::token;
  return s.pricer.look_up(key).row != nullptr || s.pricer.find(key).has_value();
}

void bill_evaluation(Ledger& into, const Situation& s, bool wanted) {
  if (wanted) {
    bill_labour(into, s, LineKind::one_time, "evaluation.labour", "Evaluation",
                "people.evaluation_hours");
  }
}

/// Whether a batch job's answers come in time; unknown while nobody said how long they may take.
Truth may_wait(const Situation& s, const Limit& hours) {
  constexpr std::int64_t k_ms_per_hour = 3'600'000;
  if (s.traffic.shape == TrafficShape::batch) {
    return Truth::yes;
  }
  const auto latency = s.facts.likely("requirements.latency_p95_ms");
  return latency ? truth(Rational::of(*latency) >=
                         Rational::of(*hours.high) * Rational::of(k_ms_per_hour))
                 : Truth::unknown;
}

/// A larger model and why it was taken.
struct Larger {
  const Model* model = nullptr;
  std::string_view why;
};

Larger larger_model(const Situation& s) {
  const Catalog& catalog = s.knowledge.catalog;
  if (const std::string_view named = s.facts.word("model.larger"); !named.empty()) {
    return {catalog.model(named), "The larger model that you name."};
  }
  if (s.teacher != nullptr && s.teacher != s.baseline) {
    return {s.teacher, "The teacher itself."};
  }
  const Model* model = s.baseline;
  for (std::size_t steps = 0; model != nullptr && steps < catalog.models.size(); ++steps) {
    model = catalog.model(model->larger);
    if (model != nullptr && has_rate(s, *model, Term::on_demand)) {
      return {model, "The next larger model of its line that has a price here."};
    }
  }
  return {};
}

/// Tokens at one tier, with people's time for evaluation where that is wanted.
Estimate tokens_of(const Situation& s, const Model& model, MonthlyRequests requests, Term tier,
                   bool evaluation) {
  Ledger ledger;
  bill_base_tokens(ledger, s, &model, false, requests, tier);
  bill_evaluation(ledger, s, evaluation);
  return ledger.take();
}

/// The facts of the base model on an endpoint: untuned, it needs the prompts of today.
Facts untuned_facts(const Situation& s) {
  Facts facts = s.facts;
  facts.set("traffic.tuned_input_tokens", facts.at("traffic.input_tokens").value,
            derived_from("traffic.input_tokens"));
  return facts;
}

/// An endpoint that serves what others published: no artifact of your own lies in S3.
Estimate without_artifact(Estimate estimate) {
  std::erase_if(estimate.lines, [](const Line& line) { return line.id == "storage.artifact"; });
  std::erase_if(estimate.gaps, [](const Gap& gap) { return gap.id == "storage.artifact"; });
  return estimate;
}

} // namespace

void bill_untuned_tokens(Ledger& into, const Situation& s, const UntunedWay& way,
                         MonthlyRequests requests) {
  bill_base_tokens(into, s, way.model, way.retrieval, requests);
  bill_evaluation(into, s, way.evaluation);
}

void bill_untuned(Ledger& into, const Situation& s, const UntunedWay& way,
                  MonthlyRequests requests) {
  bill_untuned_tokens(into, s, way, requests);
  if (way.retrieval) {
    vector_store(s).bill(into, s, requests);
  }
}

Alternative untuned_way(const Situation& s, const UntunedWay& way) {
  const std::string_view name = way.model ? way.model->id : "the untuned model";
  const auto at = [&](int month) {
    Ledger ledger;
    bill_untuned(ledger, s, way, s.traffic.requests_in(month));
    return ledger.take();
  };
  return make_alternative(
      s, way.retrieval ? "rag" : "prompt",
      fmt::format("{}, {}", way.retrieval ? "prompt + RAG" : "prompt only", name), at);
}

std::optional<Alternative> batch_way(const Situation& s, bool evaluation) {
  const Limit* hours = s.knowledge.catalog.limit("bedrock-batch-hours");
  if (s.baseline == nullptr || hours == nullptr || !hours->high ||
      !has_rate(s, *s.baseline, Term::batch)) {
    return std::nullopt;
  }
  const Truth waits = may_wait(s, *hours);
  if (waits == Truth::no) {
    return std::nullopt;
  }
  const auto at = [&](int month) {
    return tokens_of(s, *s.baseline, s.traffic.requests_in(month), Term::batch, evaluation);
  };
  Alternative way =
      make_alternative(s, "prompt-batch", fmt::format("prompt, batch, {}", s.baseline->id), at);
  way.note = fmt::format("Answers come within {}, not at once.", amount_text(*hours->high, "hour"));
  if (waits == Truth::unknown) {
    way.note += " Only where nobody waits for them. [requirements.latency_p95_ms: unknown]";
  }
  return way;
}

std::optional<Alternative> cached_way(const Situation& s, bool evaluation) {
  if (s.baseline == nullptr) {
    return std::nullopt;
  }
  const PromptCache cache = prompt_cache(s, *s.baseline);
  if (!cache.billed || !cache.repeated || cache.repeated->is_zero()) {
    return std::nullopt;
  }
  const auto at = [&](int month) {
    Ledger people;
    bill_evaluation(people, s, evaluation);
    Estimate estimate = price_cached_tokens(s, *s.baseline, cache, s.traffic.requests_in(month));
    append(estimate, people.estimate());
    return estimate;
  };
  Alternative way =
      make_alternative(s, "prompt-cached", fmt::format("prompt, cached, {}", s.baseline->id), at);
  if (!cache.used()) {
    way.note = fmt::format("Caches nothing: {} needs at least {} that repeat.", s.baseline->id,
                           amount_text(*cache.least_tokens, "token"));
  } else if (const auto writes = monthly_cache_writes(s, s.traffic.requests_in(1))) {
    way.note = fmt::format("{} of each prompt come from the cache; it is filled {} a month.",
                           amount_text(*cache.repeated, "token"), amount_text(*writes, "time"));
  }
  return way;
}

std::optional<Alternative> larger_way(const Situation& s, bool evaluation) {
  const Larger larger = larger_model(s);
  if (larger.model == nullptr || larger.model == s.baseline || !writes_text(*larger.model)) {
    return std::nullopt;
  }
  const auto at = [&](int month) {
    return tokens_of(s, *larger.model, s.traffic.requests_in(month), Term::on_demand, evaluation);
  };
  Alternative way =
      make_alternative(s, "larger-base", fmt::format("prompt only, {}", larger.model->id), at);
  way.note = fmt::format("{} Perhaps right without tuning; how often is not known.", larger.why);
  return way;
}

std::optional<Alternative> endpoint_way(const Situation& s, bool evaluation) {
  if (s.base == nullptr || s.base->weights != Weights::open || !writes_text(*s.base)) {
    return std::nullopt;
  }
  const Facts facts = untuned_facts(s);
  const Situation untuned{facts, s.knowledge};
  const ServingPlan plan = plan_serving(untuned, Path::sagemaker, s.region, false);
  const auto at = [&](int month) {
    Estimate estimate =
        without_artifact(price_mode(untuned, plan, HostingMode::endpoint, month).estimate);
    Ledger people;
    bill_labour(people, untuned, LineKind::standing, "upkeep.labour", "Upkeep",
                "people.upkeep_hours_per_month");
    bill_evaluation(people, untuned, evaluation);
    append(estimate, people.estimate());
    return estimate;
  };
  Alternative way = make_alternative(untuned, "base-on-endpoint",
                                     fmt::format("untuned, endpoint, {}", s.base->id), at);
  const auto hosting = [](const auto& item) { return item.id == "hosting.instances"; };
  const auto& lines = way.estimate.lines;
  const auto line = std::find_if(lines.begin(), lines.end(), hosting);
  if (line == lines.end()) {
    return std::nullopt;
  }
  way.note =
      fmt::format("The base model as it is, on {}: bills every hour, used or not.", line->label);
  return way;
}

} // namespace tunepath
