#include "advise/prepared_training.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr double k_seconds_per_hour = 3600;

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

/// QLoRA is chosen over LoRA only where LoRA fits no single accelerator or costs that much more.
std::optional<std::size_t> preferred(const Cheapest& any, const Cheapest& lora, double premium) {
  return lora.option && lora.usd <= premium * any.usd ? lora.option : any.option;
}

} // namespace

PreparedTraining::PreparedTraining(TrainingTerms terms, std::vector<TrainingOption> options)
    : terms_(std::move(terms)), options_(std::move(options)) {
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
  return !figures.spot ||
         figures.hours(Weights{TrainingSample::likely(tokens)}) >= terms_.spot_min_hours;
}

std::optional<PlannedRun> PreparedTraining::run(const TrainingOption& option,
                                                const TrainingSample& sample) const {
  if (!option.speed) {
    return std::nullopt;
  }
  const Figures figures = figures_of(option);
  const Weights weights{sample};
  PlannedRun run;
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

std::optional<PlannedRun> PreparedTraining::best(const TrainingSample& sample) const {
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
  const auto likely_usd = [&](std::size_t option) {
    const Figures figures = figures_of(options_[option]);
    const Weights likely{TrainingSample::likely(sample.tokens)};
    return figures.usd(likely, figures.hours(likely));
  };
  const auto on_demand = preferred(any[0], lora[0], terms_.lora_premium);
  const auto on_spot = preferred(any[1], lora[1], terms_.lora_premium);
  const bool take_spot = on_spot && (!on_demand || likely_usd(*on_spot) < likely_usd(*on_demand));
  const auto option = take_spot ? on_spot : on_demand;
  return option ? run(options_[*option], sample) : std::nullopt;
}

std::optional<PlannedRun> PreparedTraining::fastest(const TrainingSample& sample,
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
    return fmt::format("may take {} h; a training job may run for {:g}",
                       grouped(std::llround(hours)), terms_.longest_hours);
  }
  if (terms_.deadline_hours && hours > *terms_.deadline_hours) {
    return fmt::format("may miss the deadline: {:.1f} h of {:g} at the high end", hours,
                       *terms_.deadline_hours);
  }
  return long_enough(figures, tokens) ? "" : "too short a job for Spot";
}

PreparedTraining prepare_training(const Situation& s, const TrainingTerms& terms) {
  return {terms,
          terms.model == nullptr ? std::vector<TrainingOption>{} : training_options(s, terms)};
}

} // namespace tunepath
