#include "advise/training_option.hpp"

#include "advise/rate_keys.hpp"

#include <algorithm>

namespace tunepath {
namespace {

constexpr std::string_view k_no_qlora =
    "you asked for QLoRA, whose 4-bit kernels run on GPUs only; LoRA on Trainium is documented for "
    "large instances only, and nobody has published measurements";

std::optional<Rational> micros_per_second(const Situation& s, std::string_view instance,
                                          std::string_view region, std::int64_t instances) {
  RateKey key = rate_keys::sagemaker(instance, region, Meter::training);
  key.unit = Unit::instance_hour;
  const std::optional<Price> price = s.pricer.find(key);
  if (!price) {
    return std::nullopt;
  }
  constexpr std::int64_t k_micros = 1'000'000;
  return Rational::of(price->usd) * Rational::of(instances) *
         Rational::quotient(k_micros, price->per) / Rational::of(3600);
}

TrainingJob job_of(const TrainingTerms& terms, Method method) {
  TrainingJob job;
  job.model = terms.model;
  job.method = method;
  job.trained_tokens = 1; // the speed is the same for any
  job.sequence_length = terms.sequence_length;
  job.validation_share = terms.validation_share;
  return job;
}

/// LoRA that fits one accelerator is copied to each: more instances change nothing about memory.
bool same_on_more(const TrainingOption& option) {
  return option.method != Method::full && option.memory.fits == Truth::yes &&
         option.memory.shards == 1;
}

/// What `terms` leave open is chosen: the largest micro-batch that fits, all activations of
/// checkpointed layers computed again.
void set_job(TrainingOption& option, TrainingJob job, const TrainingTerms& terms,
             const TrainingPlanner& planner) {
  job.checkpointing = terms.checkpointing.value_or(Checkpointing::full);
  std::int64_t fitting = 0;
  if (terms.micro_batch) {
    job.micro_batch = *terms.micro_batch;
  } else {
    fitting = planner.largest_micro_batch(job, *option.instance, option.instances);
    job.micro_batch = std::max<std::int64_t>(fitting, 1);
  }
  option.memory = planner.memory_fit(job, *option.instance, option.instances);
  option.micro_batch =
      terms.micro_batch && option.memory.fits != Truth::no ? job.micro_batch : fitting;
  option.checkpointing = job.checkpointing;
  if (option.memory.fits != Truth::no) {
    option.speed = planner.training_time(job, *option.instance, option.instances);
  }
}

std::string why_not(const TrainingOption& option) {
  if (option.memory.fits == Truth::no) {
    return "does not fit: " + option.memory.reason;
  }
  if (option.memory.fits == Truth::unknown) {
    return option.memory.reason.empty() ? "its memory is not known" : option.memory.reason;
  }
  if (!option.speed) {
    return "its speed is not known";
  }
  return option.micros_per_second ? "" : "no rate for training";
}

/// The types that may be tried: the named one, else those of the recipes, else all; in each case
/// with a price, unless it is named.
std::vector<const Instance*> instances_to_try(const Situation& s, const TrainingTerms& terms) {
  std::vector<const Instance*> found;
  const auto& listed = terms.recipe.instances;
  for (const Instance& instance : s.knowledge.catalog.instances) {
    const bool fixed = !terms.named_instance.empty();
    const bool open =
        !terms.recipe.found || std::find(listed.begin(), listed.end(), instance.id) != listed.end();
    const Accelerator* accelerator = s.knowledge.catalog.accelerator(instance.accelerator);
    const bool silicon =
        !terms.silicon || (accelerator != nullptr && accelerator->kind == *terms.silicon);
    if (fixed ? instance.id == terms.named_instance
              : open && silicon && micros_per_second(s, instance.id, terms.region, 1)) {
      found.push_back(&instance);
    }
  }
  return found;
}

Range<double> within(const Range<double>& range, const Range<double>& bounds) {
  const auto bounded = [&](double value) { return std::clamp(value, bounds.low, bounds.high); };
  return {bounded(range.low), bounded(range.likely), bounded(range.high)};
}

/// The option of more instances of the same, without working out again what stays.
TrainingOption on_more(const TrainingOption& few, const TrainingTerms& terms,
                       const TrainingPlanner& planner, std::int64_t instances) {
  TrainingOption option = few;
  option.instances = instances;
  TrainingJob job = job_of(terms, few.method);
  job.micro_batch = few.micro_batch;
  job.checkpointing = few.checkpointing;
  option.speed = planner.training_time(job, *few.instance, instances);
  if (few.micros_per_second) {
    option.micros_per_second =
        *few.micros_per_second * Rational::quotient(instances, few.instances);
  }
  option.why_not = why_not(option);
  return option;
}

/// True when the physics cannot tell the two apart.
bool same_accelerators(const Instance& a, const Instance& b) {
  return a.accelerators == b.accelerators && a.accelerator == b.accelerator &&
         a.ram_gib == b.ram_gib && a.memory_usable_gib == b.memory_usable_gib &&
         a.interconnect == b.interconnect && a.intra_node_gb_s_one_way == b.intra_node_gb_s_one_way;
}

/// The same job on another type with the same accelerators, if it has been worked out.
std::optional<TrainingOption> from_twin(const std::vector<TrainingOption>& options,
                                        const Situation& s, const TrainingTerms& terms,
                                        const Instance& instance, std::int64_t instances,
                                        Method method) {
  const auto twin = std::find_if(options.begin(), options.end(), [&](const TrainingOption& option) {
    return !option.spot && option.instances == instances && option.method == method &&
           same_accelerators(*option.instance, instance);
  });
  if (twin == options.end()) {
    return std::nullopt;
  }
  TrainingOption option = *twin;
  option.instance = &instance;
  option.micros_per_second = micros_per_second(s, instance.id, terms.region, instances);
  option.why_not = why_not(option);
  return option;
}

void add_options(std::vector<TrainingOption>& options, const Situation& s,
                 const TrainingTerms& terms, const TrainingPlanner& planner,
                 const Instance& instance, Method method, std::string_view objection) {
  const Catalog& catalog = s.knowledge.catalog;
  TrainingOption option;
  for (const std::int64_t count : terms.counts) {
    auto twin = from_twin(options, s, terms, instance, count, method);
    option = twin ? std::move(*twin)
             : count > terms.counts.front() && same_on_more(option)
                 ? on_more(option, terms, planner, count)
                 : prepare_option(s, terms, planner, instance, count, method);
    if (!objection.empty()) {
      option.why_not = objection;
    }
    if (terms.spot) {
      options.push_back(on_spot(option, catalog, terms.region));
    }
    options.push_back(option);
    // Copies on more instances end sooner and never cost less: nobody needs them without a
    // deadline. Nor do they help a host that is too small.
    if (!objection.empty() || option.memory.host_too_small ||
        (same_on_more(option) && !terms.deadline_hours)) {
      return;
    }
  }
}

} // namespace

TrainingOption on_spot(TrainingOption option, const Catalog& catalog, std::string_view region) {
  option.spot = true;
  option.repeated = catalog.coefficient("spot-repeated-work");
  option.saving = catalog.coefficient("spot-saving");
  constexpr std::string_view k_prefix = "ml.";
  const std::string_view name = option.instance->id.substr(k_prefix.size());
  for (const SpotObservation& seen : catalog.spot_observations) {
    if (seen.instance == name && seen.region == region) {
      option.saving =
          within({seen.discount_at_high.to_double(), seen.discount_at_median.to_double(),
                  seen.discount_at_low.to_double()},
                 option.saving);
    }
  }
  return option;
}

TrainingOption prepare_option(const Situation& s, const TrainingTerms& terms,
                              const TrainingPlanner& planner, const Instance& instance,
                              std::int64_t instances, Method method) {
  const Catalog& catalog = s.knowledge.catalog;
  TrainingOption option;
  option.instance = &instance;
  option.accelerator = catalog.accelerator(instance.accelerator);
  option.instances = instances;
  option.method = method;
  set_job(option, job_of(terms, method), terms, planner);
  option.micros_per_second = micros_per_second(s, instance.id, terms.region, instances);
  option.why_not = why_not(option);
  return option;
}

std::vector<TrainingOption> training_options(const Situation& s, const TrainingTerms& terms) {
  std::vector<TrainingOption> options;
  const Catalog& catalog = s.knowledge.catalog;
  const TrainingPlanner planner{catalog};
  const bool qlora_asked = terms.methods == std::vector{Method::qlora};
  for (const Instance* instance : instances_to_try(s, terms)) {
    const bool named = !terms.named_instance.empty();
    for (const Method method : terms.methods) {
      const std::string objection = silicon_objection(*terms.model, method, *instance, catalog);
      // Where QLoRA was asked for, what the nearest method costs on Trainium is shown all the same.
      const bool compare =
          qlora_asked && !named && !objection.empty() &&
          silicon_objection(*terms.model, Method::lora, *instance, catalog).empty();
      // A type that is named is tried even where nobody documents it, but not against its silicon.
      const bool binding = !named || method == Method::qlora;
      const std::string_view against = compare   ? k_no_qlora
                                       : binding ? std::string_view{objection}
                                                 : std::string_view{};
      add_options(options, s, terms, planner, *instance, compare ? Method::lora : method, against);
    }
  }
  return options;
}

} // namespace tunepath
