#include "advise/rate_keys.hpp"
#include "advise/serve.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

Range<double> doubles(std::optional<NumberRange> number, double otherwise) {
  return number ? Range<double>{number->low.to_double(), number->likely.to_double(),
                                number->high.to_double()}
                : Range<double>::point(otherwise);
}

/// What one instance must carry; empty when a number that it depends on is not known.
std::optional<Load> load_of(const Situation& s, bool retrieval) {
  const auto input = s.facts.number("traffic.tuned_input_tokens");
  const auto output = s.facts.number("traffic.output_tokens");
  const auto retrieved = s.facts.number("rag.retrieved_tokens_per_request");
  if (!input || !output || (retrieval && !retrieved)) {
    return std::nullopt;
  }
  Load load;
  load.requests_per_month = doubles(s.facts.number("traffic.requests_per_month"), 0);
  load.input_tokens = doubles(input, 0);
  if (retrieval) {
    const auto extra = doubles(retrieved, 0);
    load.input_tokens = {load.input_tokens.low + extra.low, load.input_tokens.likely + extra.likely,
                         load.input_tokens.high + extra.high};
  }
  load.output_tokens = doubles(output, 0);
  load.active_hours = s.traffic.active_hours.value_or(Rational{}).to_double();
  load.peak_requests_per_second =
      Range<double>::point(s.traffic.peak_requests_per_second.value_or(0));
  return load;
}

/// One instance type with its price for the first month's peak.
struct Choice {
  const Instance* instance = nullptr;
  InstanceCapacity capacity;
  Money hourly;
};

std::int64_t count_for(const Situation& s, const InstanceCapacity& capacity, double peak) {
  return capacity.requests_per_second ? instances_needed(*capacity.requests_per_second, peak,
                                                         s.parameter("headroom").to_double())
                                      : 1;
}

/// Weights are read through the host's memory: an instance cannot load more than its share of RAM.
bool host_memory_suffices(const Instance& instance, const Model& model, const Catalog& catalog) {
  constexpr double k_gib_per_billion_16_bit = 2e9 / 1073741824.0;
  return !instance.ram_gib ||
         instance.ram_gib->to_double() * catalog.coefficient("host-ram-share").likely >=
             model.params_b->to_double() * k_gib_per_billion_16_bit;
}

std::vector<std::string_view> hosting_instances(const Situation& s, std::optional<Path> path) {
  std::vector<std::string_view> listed;
  if (path != Path::jumpstart || s.base == nullptr) {
    return listed;
  }
  for (const Recipe& recipe : s.knowledge.catalog.recipes_of(s.base->id)) {
    if (recipe.catalog == RecipeCatalog::jumpstart) {
      listed.insert(listed.end(), recipe.hosting_instances.begin(), recipe.hosting_instances.end());
    }
  }
  return listed;
}

std::optional<Choice> try_instance(const Situation& s, const Instance& instance, const Load& load,
                                   std::string_view region) {
  RateKey key = rate_keys::sagemaker(instance.id, region, Meter::hosting);
  key.unit = Unit::instance_hour;
  const std::optional<Price> price = s.pricer.find(key);
  const Accelerator* accelerator = s.knowledge.catalog.accelerator(instance.accelerator);
  const bool gpu = accelerator != nullptr && accelerator->kind == AcceleratorKind::gpu;
  if (!price || (!gpu && !s.facts.is("training.silicon", "trainium")) ||
      !host_memory_suffices(instance, *s.base, s.knowledge.catalog)) {
    return std::nullopt;
  }
  Choice choice{&instance, instance_capacity(*s.base, instance, load, s.knowledge.catalog), {}};
  if (choice.capacity.fits != Truth::yes || !choice.capacity.requests_per_second) {
    return std::nullopt;
  }
  const std::int64_t count =
      count_for(s, choice.capacity, s.traffic.peak_requests_per_second.value_or(0));
  choice.hourly = multiply(Rational::of(count), price->usd, price->per);
  return choice;
}

void choose_instance(ServingPlan& plan, const Situation& s, std::optional<Path> path) {
  const std::string_view wanted = s.facts.word("hosting.instance");
  const Catalog& catalog = s.knowledge.catalog;
  const bool known_model = s.base != nullptr && s.base->has_architecture();
  // Without token counts the model's fit can still be told, on a request of no length.
  const auto load = known_model ? load_of(s, plan.retrieval) : std::nullopt;
  if (!wanted.empty() && wanted != "auto") {
    plan.instance = wanted;
    plan.instance_basis = "named by the profile";
    const Instance* instance = catalog.instance(wanted);
    if (instance != nullptr && known_model) {
      const auto capacity = instance_capacity(*s.base, *instance, load.value_or(Load{}), catalog);
      plan.fits = capacity.fits;
      plan.capacity = load ? std::optional{capacity} : std::nullopt;
    }
    return;
  }
  if (!known_model) {
    return;
  }
  const auto listed = hosting_instances(s, path);
  std::optional<Choice> best;
  for (const Instance& instance : catalog.instances) {
    if (!listed.empty() && std::find(listed.begin(), listed.end(), instance.id) == listed.end()) {
      continue;
    }
    const auto choice = try_instance(s, instance, load.value_or(Load{}), plan.region);
    if (choice && (!best || choice->hourly < best->hourly)) {
      best = choice;
    }
  }
  if (best) {
    plan.instance = best->instance->id;
    plan.instance_basis = listed.empty() ? "the cheapest that carries the peak"
                                         : "the cheapest of its recipe that carries the peak";
    plan.fits = Truth::yes;
    if (load) {
      plan.capacity = best->capacity;
    }
  }
}

} // namespace

ServingPlan plan_serving(const Situation& s, std::optional<Path> path, std::string_view region,
                         bool retrieval) {
  ServingPlan plan;
  plan.region = region;
  plan.base = s.base;
  plan.model = s.base ? s.base->id : s.facts.word("model.base");
  plan.retrieval = retrieval;
  plan.fixed_instances = s.facts.count("hosting.instances");
  plan.least_instances = s.facts.count("hosting.min_instances").value_or(1);
  if (s.base != nullptr && s.base->params_b) {
    plan.artifact_gb = *s.base->params_b * Decimal::of(2); // two bytes per parameter
  }
  choose_instance(plan, s, path);
  return plan;
}

} // namespace tunepath
