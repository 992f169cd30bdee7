#include "advise/prepared_training.hpp"

#include "advise/rate_keys.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr double k_seconds_per_hour = 3600;
constexpr std::string_view k_no_qlora =
    "you asked for QLoRA, whose 4-bit kernels run on GPUs only; LoRA on Trainium is documented for "
    "large instances only, and nobody has published measurements";

std::int64_t whole_seconds(double seconds) {
  constexpr double k_most = 3.6e15;
  if (!(seconds < k_most)) {
    throw std::overflow_error("training takes longer than can be counted");
  }
  return std::llround(seconds);
}

/// The cheapest seen of one kind.
struct Cheapest {
  std::optional<std::size_t> option;
  double usd = 0;

  void offer(std::size_t other, double price) {
    if (!option || price < usd) {
      option = other;
      usd = price;
    }
  }
};

/// QLoRA is chosen over LoRA only where LoRA does not fit one accelerator or costs over twice.
std::optional<std::size_t> preferred(const Cheapest& any, const Cheapest& lora) {
  return lora.option && lora.usd <= 2 * any.usd ? lora.option : any.option;
}

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
             const Catalog& catalog) {
  job.checkpointing = terms.checkpointing.value_or(Checkpointing::full);
  std::int64_t fitting = 0;
  if (terms.micro_batch) {
    job.micro_batch = *terms.micro_batch;
  } else {
    fitting = largest_micro_batch(job, *option.instance, option.instances, catalog);
    job.micro_batch = std::max<std::int64_t>(fitting, 1);
  }
  option.memory = memory_fit(job, *option.instance, option.instances, catalog);
  option.micro_batch =
      terms.micro_batch && option.memory.fits != Truth::no ? job.micro_batch : fitting;
  option.checkpointing = job.checkpointing;
  if (option.memory.fits != Truth::no) {
    option.speed = training_time(job, *option.instance, option.instances, catalog);
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
                       const Catalog& catalog, std::int64_t instances) {
  TrainingOption option = few;
  option.instances = instances;
  TrainingJob job = job_of(terms, few.method);
  job.micro_batch = few.micro_batch;
  job.checkpointing = few.checkpointing;
  option.speed = training_time(job, *few.instance, instances, catalog);
  if (few.micros_per_second) {
    option.micros_per_second =
        *few.micros_per_second * Rational::quotient(instances, few.instances);
  }
  option.why_not = why_not(option);
  return option;
}

void add_options(std::vector<TrainingOption>& options, const Situation& s,
                 const TrainingTerms& terms, const Instance& instance, Method method,
                 std::string_view objection) {
  const Catalog& catalog = s.knowledge.catalog;
  TrainingOption option;
  for (const std::int64_t count : terms.counts) {
    option = count > terms.counts.front() && same_on_more(option)
                 ? on_more(option, terms, catalog, count)
                 : prepare_option(s, terms, instance, count, method);
    if (!objection.empty()) {
      option.why_not = objection;
    }
    if (terms.spot) {
      options.push_back(on_spot(option, catalog, terms.region));
    }
    options.push_back(option);
    // Copies on more instances end sooner and never cost less: nobody needs them without a
    // deadline.
    if (!objection.empty() || (same_on_more(option) && !terms.deadline_hours)) {
      return;
    }
  }
}

} // namespace

PreparedTraining::PreparedTraining(TrainingTerms terms, std::vector<TrainingOption> options,
                                   double spot_min_hours)
    : terms_(std::move(terms)), options_(std::move(options)), spot_min_hours_(spot_min_hours) {
  for (std::size_t i = 0; i < options_.size(); ++i) {
    if (options_[i].why_not.empty()) {
      open_.push_back(figures_of(options_[i]));
      open_.back().option = i;
    }
  }
}

PreparedTraining::Place PreparedTraining::Place::at(double share) {
  return share < 0.5 ? Place{1 - 2 * share, 2 * share, 0} : Place{0, 2 - 2 * share, 2 * share - 1};
}

PreparedTraining::Weights::Weights(const TrainingSample& sample)
    : tokens(static_cast<double>(sample.tokens)),
      speed(Place::at(1 - sample.speed)), // of the hours that a token takes
      startup(Place::at(sample.startup)),
      repeated(Place::at(sample.repeated)),
      saving(Place::at(sample.saving)) {}

/// hours = (start-up + tokens / speed) x (1 + repeated); only Spot repeats anything.
double PreparedTraining::Figures::hours(const Weights& weights) const {
  const double once =
      weights.startup.of(startup_hours) + weights.tokens * weights.speed.of(hours_per_token);
  return spot ? once * (1 + weights.repeated.of(repeated)) : once;
}

double PreparedTraining::Figures::usd(const Weights& weights, double hours) const {
  return hours * usd_per_hour * (spot ? 1 - weights.saving.of(saving) : 1);
}

PreparedTraining::Figures PreparedTraining::figures_of(const TrainingOption& option) {
  const Range<double>& speed = option.speed->tokens_per_second;
  const auto hours_per_token = [](double tokens_per_second) {
    return 1 / (tokens_per_second * k_seconds_per_hour);
  };
  Figures figures;
  figures.hours_per_token = {hours_per_token(speed.high), hours_per_token(speed.likely),
                             hours_per_token(speed.low)};
  figures.startup_hours = option.speed->startup_hours;
  figures.saving = option.saving;
  figures.repeated = option.repeated;
  figures.usd_per_hour = option.micros_per_second ? option.micros_per_second->to_double() : 0;
  figures.spot = option.spot;
  figures.plain_lora = option.method == Method::lora && option.memory.shards == 1;
  figures.instances = option.instances;
  return figures;
}

bool PreparedTraining::ends_in_time(double hours) const {
  return hours <= terms_.longest_hours &&
         (!terms_.deadline_hours || hours <= *terms_.deadline_hours);
}

bool PreparedTraining::long_enough(const Figures& figures, std::int64_t tokens) const {
  return !figures.spot || figures.hours(Weights{TrainingSample::likely(tokens)}) >= spot_min_hours_;
}

std::optional<TrainingRun> PreparedTraining::run(const TrainingOption& option,
                                                 const TrainingSample& sample) const {
  if (!option.speed) {
    return std::nullopt;
  }
  const Figures figures = figures_of(option);
  const Weights weights{sample};
  TrainingRun run;
  run.option = &option;
  run.seconds = whole_seconds(figures.hours(weights) * k_seconds_per_hour);
  run.billed_seconds =
      option.spot
          ? whole_seconds(static_cast<double>(run.seconds) * (1 - weights.saving.of(option.saving)))
          : run.seconds;
  if (option.micros_per_second) {
    const Rational& price = *option.micros_per_second;
    run.usd = Money::micros(narrow(
        divide_half_even(Wide{run.billed_seconds} * price.numerator(), price.denominator())));
  }
  return run;
}

std::optional<TrainingRun> PreparedTraining::best(const TrainingSample& sample) const {
  std::array<Cheapest, 2> any; // on demand, on Spot
  std::array<Cheapest, 2> lora;
  const Weights weights{sample};
  for (const Figures& figures : open_) {
    const double hours = figures.hours(weights);
    if (!ends_in_time(hours) || !long_enough(figures, sample.tokens)) {
      continue;
    }
    const double usd = figures.usd(weights, hours);
    const std::size_t pool = figures.spot ? 1 : 0;
    any[pool].offer(figures.option, usd);
    if (figures.plain_lora) {
      lora[pool].offer(figures.option, usd);
    }
  }
  const std::size_t pool = any[1].option ? 1 : 0;
  const auto option = preferred(any[pool], lora[pool]);
  return option ? run(options_[*option], sample) : std::nullopt;
}

std::optional<TrainingRun> PreparedTraining::fastest(const TrainingSample& sample,
                                                     std::int64_t most_instances) const {
  std::optional<std::size_t> first;
  double least = 0;
  const Weights weights{sample};
  for (const Figures& figures : open_) {
    const double hours = figures.hours(weights);
    if (!figures.spot && figures.instances <= most_instances && (!first || hours < least)) {
      first = figures.option;
      least = hours;
    }
  }
  return first ? run(options_[*first], sample) : std::nullopt;
}

bool PreparedTraining::may_be_chosen(const TrainingOption& option, std::int64_t tokens) const {
  if (!option.why_not.empty()) {
    return false;
  }
  const Figures figures = figures_of(option);
  return ends_in_time(figures.hours(Weights{TrainingSample::dearest(tokens)})) &&
         long_enough(figures, tokens);
}

std::string PreparedTraining::objection(const TrainingOption& option, std::int64_t tokens) const {
  if (!option.why_not.empty()) {
    return option.why_not;
  }
  const Figures figures = figures_of(option);
  const double hours = figures.hours(Weights{TrainingSample::dearest(tokens)});
  if (hours > terms_.longest_hours) {
    return fmt::format("may take {:.0f} h; a training job may run for {:.0f}", hours,
                       terms_.longest_hours);
  }
  if (terms_.deadline_hours && hours > *terms_.deadline_hours) {
    return fmt::format("may miss the deadline: {:.1f} h of {:g} at the high end", hours,
                       *terms_.deadline_hours);
  }
  return long_enough(figures, tokens) ? "" : "too short a job for Spot";
}

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
                              const Instance& instance, std::int64_t instances, Method method) {
  const Catalog& catalog = s.knowledge.catalog;
  TrainingOption option;
  option.instance = &instance;
  option.accelerator = catalog.accelerator(instance.accelerator);
  option.instances = instances;
  option.method = method;
  set_job(option, job_of(terms, method), terms, catalog);
  option.micros_per_second = micros_per_second(s, instance.id, terms.region, instances);
  option.why_not = why_not(option);
  return option;
}

PreparedTraining prepare_training(const Situation& s, const TrainingTerms& terms) {
  std::vector<TrainingOption> options;
  const double spot_min_hours = s.parameter("spot_min_hours").to_double();
  if (terms.model == nullptr) {
    return {terms, {}, spot_min_hours};
  }
  const Catalog& catalog = s.knowledge.catalog;
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
      add_options(options, s, terms, *instance, compare ? Method::lora : method, against);
    }
  }
  return {terms, std::move(options), spot_min_hours};
}

} // namespace tunepath
