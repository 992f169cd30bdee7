#include "advise/choose_instance.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

Range<double> doubles(const NumberRange& number) {
  return {number.low.to_double(), number.likely.to_double(), number.high.to_double()};
}

/// What one request asks; empty when a number that it depends on is not known.
std::optional<Load> load_of(const Situation& s, bool retrieval) {
  const auto input = s.facts.number("traffic.tuned_input_tokens");
  const auto output = s.facts.number("traffic.output_tokens");
  const auto retrieved = s.facts.number("rag.retrieved_tokens_per_request");
  if (!input || !output || (retrieval && !retrieved)) {
    return std::nullopt;
  }
  Load load;
  load.input_tokens = doubles(*input);
  if (retrieval) {
    const Range<double> extra = doubles(*retrieved);
    load.input_tokens = {load.input_tokens.low + extra.low, load.input_tokens.likely + extra.likely,
                         load.input_tokens.high + extra.high};
  }
  load.output_tokens = doubles(*output);
  return load;
}

/// Adapters that are kept in memory at once, at most so many as recipes do.
double adapters_in_memory(const Situation& s, std::int64_t sharing) {
  const Limit* limit = s.knowledge.catalog.limit("sm-adapters-memory");
  const double most =
      limit != nullptr && limit->high ? limit->high->to_double() : static_cast<double>(sharing);
  return std::min(static_cast<double>(sharing), most);
}

/// The instances that several adapters share: each is taken to have the traffic of this one.
ServingInstances shared_instances(const Situation& s, const ServingPlan& plan,
                                  std::optional<Path> path, ServingNeed need) {
  const bool known = s.base != nullptr && s.base->has_architecture();
  if (plan.adapters_sharing < 2 || !need.load || !known) {
    return plan.live;
  }
  const auto times = static_cast<double>(plan.adapters_sharing);
  const double rank = s.knowledge.catalog.coefficient("lora-rank").likely;
  need.load->adapters = true;
  need.load->adapters_gib =
      adapters_gib(*s.base, adapters_in_memory(s, plan.adapters_sharing), rank);
  need.peak *= times;
  if (need.curve) {
    need.curve->requests *= times;
    need.curve->peak *= times;
  }
  return choose_instances(s, path, plan.region, need, nullptr);
}

/// What the wanted latency costs, where one that is slower would carry the peak for less.
std::string price_of_latency(const ServingPlan& plan, const ServingInstance& fast) {
  constexpr int k_worth_saying = 2; // half the price, or less
  const ServingInstance& slow = plan.queued.always;
  const bool both = fast.hourly && slow.hourly && fast.capacity && slow.capacity;
  if (!plan.latency_seconds || !both || fast.id == slow.id ||
      fast.hourly->usd() < slow.hourly->usd() * Rational::of(k_worth_saying) ||
      fast.capacity->meets_latency != Truth::yes || !slow.capacity->answering) {
    return {};
  }
  const Range<double>& alone = slow.capacity->answering->alone_seconds;
  return fmt::format(
      "that {} are wanted makes it {} an hour: {} would do for {}, but there an "
      "answer takes {} ({} to {}) with nothing beside it",
      seconds_text(*plan.latency_seconds), to_string(*fast.hourly), slow.id,
      to_string(*slow.hourly), seconds_text(alone.likely), seconds_text(alone.low),
      seconds_text(alone.high));
}

/// The load of the first month; empty while any of its numbers is not known.
std::optional<LoadCurve> first_month(const Situation& s) {
  const auto& t = s.traffic;
  if (!t.requests || !t.active_hours || !t.peak_requests_per_second) {
    return std::nullopt;
  }
  return load_curve(t.requests->to_double(), t.active_hours->to_double(),
                    s.hours_per_month.to_double(), *t.peak_requests_per_second);
}

void choose_all(ServingPlan& plan, const Situation& s, std::optional<Path> path) {
  ServingNeed need{.load = load_of(s, plan.retrieval),
                   .peak = s.traffic.peak_requests_per_second.value_or(0),
                   .headroom = s.parameter("headroom").to_double(),
                   .curve = first_month(s),
                   .least = plan.least_instances,
                   .scaling = plan.scaling};
  ServingNeed queue = need;
  queue.headroom = 1;
  if (need.load) {
    need.load->latency_seconds = plan.latency_seconds;
  }
  plan.live = choose_instances(s, path, plan.region, need, &plan.candidates);
  plan.queued = choose_instances(s, path, plan.region, queue, nullptr);
  plan.shared = shared_instances(s, plan, path, need);
  for (ServingInstance* each : {&plan.live.always, &plan.live.following, &plan.live.to_zero}) {
    if (each->latency_note.empty()) {
      each->latency_note = price_of_latency(plan, *each);
    }
  }
}

} // namespace

ServingPlan plan_serving(const Situation& s, std::optional<Path> path, std::string_view region,
                         bool retrieval) {
  constexpr double k_gib_per_billion_16_bit = 2e9 / k_gib;
  constexpr double k_ms_per_second = 1e3;
  ServingPlan plan;
  plan.region = region;
  plan.base = s.base;
  plan.model = s.base ? s.base->id : s.facts.word("model.base");
  plan.retrieval = retrieval;
  plan.fixed_instances = s.facts.count("hosting.instances");
  plan.least_instances =
      std::max<std::int64_t>(1, s.facts.count("hosting.min_instances").value_or(1));
  plan.adapters_sharing = s.facts.count("hosting.adapters_sharing").value_or(1);
  if (const auto wanted = s.facts.likely("requirements.latency_p95_ms")) {
    plan.latency_seconds = wanted->to_double() / k_ms_per_second;
  }
  double weights_gib = 0;
  if (s.base != nullptr && s.base->params_b) {
    plan.artifact_gb = *s.base->params_b * Decimal::of(2); // two bytes per parameter
    weights_gib = s.base->params_b->to_double() * k_gib_per_billion_16_bit;
  }
  plan.scaling = scaling_of(weights_gib, s.knowledge.catalog);
  choose_all(plan, s, path);
  return plan;
}

const ServingInstance& serving_instance(const ServingPlan& plan, HostingMode mode) {
  switch (mode) {
  case HostingMode::endpoint_autoscaling:
    return plan.live.following;
  case HostingMode::endpoint_scale_to_zero:
    return plan.live.to_zero;
  case HostingMode::multi_adapter:
    return plan.shared.following;
  case HostingMode::async:
  case HostingMode::batch_transform:
    return plan.queued.to_zero;
  default:
    return plan.live.always;
  }
}

} // namespace tunepath
