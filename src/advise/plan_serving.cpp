#include "advise/choose_instance.hpp"
#include "advise/rate_keys.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// What one request asks, at the likely values: what ranges make of it is for draws. Empty when a
/// number that it depends on is not known.
std::optional<Load> load_of(const Traffic& traffic, bool retrieval) {
  const auto& input = traffic.tuned_input_tokens;
  const auto& output = traffic.output_tokens;
  if (!input || !output || (retrieval && !traffic.retrieved_tokens)) {
    return std::nullopt;
  }
  const Decimal read = retrieval ? *input + *traffic.retrieved_tokens : *input;
  Load load;
  load.input_tokens = Range<double>::point(read.to_double());
  load.output_tokens = Range<double>::point(output->to_double());
  return load;
}

/// Adapters that are kept in memory at once, at most so many as recipes do.
double adapters_in_memory(const Situation& s, std::int64_t sharing) {
  const Limit* limit = s.knowledge.catalog.limit("sm-adapters-memory");
  const double most =
      limit != nullptr && limit->high ? limit->high->to_double() : static_cast<double>(sharing);
  return std::min(static_cast<double>(sharing), most);
}

/// What requests ask where several adapters share the instances: each is taken to have the traffic
/// of this one.
std::optional<Load> shared_load(const Situation& s, std::int64_t sharing,
                                std::optional<Load> load) {
  const bool known = s.base != nullptr && s.base->has_architecture();
  if (sharing < 2 || !load || !known) {
    return std::nullopt;
  }
  const double rank = s.knowledge.catalog.coefficient("lora-rank").likely;
  load->adapters = true;
  load->adapters_gib = adapters_gib(*s.base, adapters_in_memory(s, sharing), rank);
  return load;
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

/// The term that is asked for; "any": the cheapest that has a rate.
Term provisioned_term(const Situation& s, const ServingPlan& plan) {
  const std::string_view wanted = s.facts.word("hosting.commitment");
  if (wanted != "any") {
    return wanted == "none" ? Term::no_commitment
                            : named<Term>(wanted).value_or(Term::no_commitment);
  }
  Term best = Term::no_commitment;
  std::optional<Money> least;
  for (const Term term : {Term::no_commitment, Term::one_month, Term::six_month}) {
    RateKey key = rate_keys::bedrock(plan.model, Variant::custom, plan.region,
                                     Meter::provisioned_throughput, term);
    key.unit = Unit::model_unit_hour;
    const std::optional<Price> price = s.pricer.find(key);
    if (!price) {
      continue;
    }
    const Money hourly = multiply(Rational::of(1), price->usd, price->per);
    if (!least || hourly < *least) {
      least = hourly;
      best = term;
    }
  }
  return best;
}

/// The import price of the region: its own row, else one whose source does not label the scope
/// (imported models have no cross-region inference), whichever the last file says.
RateKey import_key(const Situation& s, std::string_view version, std::string_view region) {
  RateKey key = rate_keys::custom_model_import(version, region, Meter::inference);
  key.unit = Unit::cmu_minute;
  RateKey unlabelled = key;
  unlabelled.scope = Scope::unlabelled;
  const RateFinding labelled = s.pricer.look_up(key);
  const RateFinding other = s.pricer.look_up(unlabelled);
  const bool only_other = labelled.row == nullptr && other.row != nullptr;
  return only_other || (other.row != nullptr && other.layer > labelled.layer) ? unlabelled : key;
}

std::shared_ptr<const ImportTerms> import_terms(const Situation& s, std::string_view region) {
  const BedrockModel* row =
      s.base != nullptr ? s.knowledge.catalog.bedrock_model(s.base->id, region) : nullptr;
  if (row == nullptr || !row->cmi_units_per_copy) {
    return nullptr;
  }
  auto terms = std::make_shared<ImportTerms>();
  terms->units = *row->cmi_units_per_copy;
  terms->version = row->cmi_version.empty() ? "" : fmt::format("cmu-{}", row->cmi_version);
  terms->region = region;
  terms->minutes = import_key(s, terms->version, terms->region);
  const RateKey& key = terms->minutes;
  const BilledMeter* meter = s.knowledge.catalog.meter(key.service, key.meter, key.unit);
  terms->window_seconds = meter != nullptr ? meter->increment_seconds : std::nullopt;
  return terms;
}

/// What modes on Bedrock, and schedules, need to know of the facts.
void set_terms(ServingPlan& plan, const Situation& s) {
  plan.headroom = s.parameter("headroom").to_double();
  plan.small_peak = s.parameter("small_peak").to_double();
  plan.scheduled = s.facts.yes_no("requirements.cold_start_ok") != Truth::yes &&
                   s.facts.yes_no("hosting.schedule_ok") == Truth::yes &&
                   s.traffic.shape == TrafficShape::business_hours;
  if (const auto units = s.facts.number("hosting.model_units")) {
    const auto whole = [](Decimal number) { return std::llround(number.to_double()); };
    plan.model_units = {whole(units->low), s.facts.count("hosting.model_units").value_or(1),
                        whole(units->high)};
  }
  plan.model_units_assumed =
      s.facts.at("hosting.model_units").origin.kind == Origin::Kind::initial ||
      !s.facts.number("hosting.model_units");
  plan.term = provisioned_term(s, plan);
  plan.import = import_terms(s, plan.region);
  plan.import_copies = s.facts.count("hosting.import_copies");
}

} // namespace

ServingNeed need_of(const ServingPlan& plan, const Situation& s) {
  return {.latency_seconds = plan.latency_seconds,
          .peak = s.traffic.peak_requests_per_second.value_or(0),
          .headroom = plan.headroom,
          .curve = first_month(s),
          .least = plan.least_instances,
          .scaling = plan.scaling};
}

ServingNeed queue_need(ServingNeed need) {
  need.headroom = 1;
  need.latency_seconds.reset();
  return need;
}

ServingNeed times(ServingNeed need, std::int64_t sharing) {
  const auto factor = static_cast<double>(sharing);
  need.peak *= factor;
  if (need.curve) {
    need.curve->requests *= factor;
    need.curve->peak *= factor;
  }
  return need;
}

ServingLoads serving_loads(const Situation& s, const ServingPlan& plan) {
  ServingLoads loads;
  loads.queued = load_of(s.traffic, plan.retrieval);
  loads.live = loads.queued;
  if (loads.live) {
    loads.live->latency_seconds = plan.latency_seconds;
  }
  const auto shared = shared_load(s, plan.adapters_sharing, loads.live);
  loads.shared = shared ? shared : loads.live;
  return loads;
}

ServingTables tabulate_serving(const Situation& s, const ServingPlan& plan,
                               std::optional<Path> path, bool with_excluded) {
  ServingTables tables;
  const ServingLoads loads = serving_loads(s, plan);
  const auto tabulate = [&](const std::optional<Load>& load, bool all) {
    return std::make_shared<const InstanceTable>(
        tabulate_instances(s, path, plan.region, load, all));
  };
  tables.live = tabulate(loads.live, with_excluded);
  tables.queued = loads.queued == loads.live ? tables.live : tabulate(loads.queued, false);
  tables.shared = loads.shared == loads.live ? nullptr : tabulate(loads.shared, false);
  return tables;
}

void choose_all(ServingPlan& plan, const Situation& s, const ServingTables& tables) {
  const ServingNeed need = need_of(plan, s);
  plan.live = choose_instances(*tables.live, need);
  plan.queued = choose_instances(*tables.queued, queue_need(need));
  plan.shared = tables.shared == nullptr
                    ? plan.live
                    : choose_instances(*tables.shared, times(need, plan.adapters_sharing));
}

ServingPlan serving_terms(const Situation& s, std::string_view region, bool retrieval) {
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
  set_terms(plan, s);
  return plan;
}

ServingPlan plan_serving(const Situation& s, std::optional<Path> path, std::string_view region,
                         bool retrieval) {
  ServingPlan plan = serving_terms(s, region, retrieval);
  const ServingTables tables = tabulate_serving(s, plan, path, true);
  choose_all(plan, s, tables);
  plan.candidates = list_candidates(*tables.live, need_of(plan, s));
  for (ServingInstance* each : {&plan.live.always, &plan.live.following, &plan.live.to_zero}) {
    if (each->latency_note.empty()) {
      each->latency_note = price_of_latency(plan, *each);
    }
  }
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
    return plan.queued.to_zero;
  case HostingMode::batch_transform:
    return plan.queued.jobs;
  default:
    return plan.live.always;
  }
}

} // namespace tunepath
