#pragma once

#include "advise/training_option.hpp"

#include <span>

namespace tunepath {

/// Where in their ranges the uncertain parts of one run fall: 0 is the low end, 0.5 the likely
/// value, 1 the high end, linear between them.
struct TrainingSample {
  std::int64_t tokens = 0; ///< trained tokens of the run
  double speed = 0.5;      ///< 0: slowest
  double startup = 0.5;    ///< 0: shortest
  double repeated = 0.5;   ///< work done again after interruptions of Spot; 0: none or little
  double saving = 0.5;     ///< of Spot; 0: smallest

  static TrainingSample cheapest(std::int64_t tokens) { return {tokens, 1, 0, 0, 1}; }
  static TrainingSample likely(std::int64_t tokens) { return {tokens}; }
  static TrainingSample dearest(std::int64_t tokens) { return {tokens, 0, 1, 1, 0}; }
};

/// What one run comes to.
struct PlannedRun {
  const TrainingOption* option = nullptr;
  std::int64_t seconds = 0;        ///< of training, from start to end
  std::int64_t billed_seconds = 0; ///< of each instance
  std::optional<Money> usd;        ///< empty: no rate
};

/// Every way to run the job, worked out once, so that a sample takes arithmetic only. The plan is
/// made from it, too: there is no second model of time or price. Immutable; what it was prepared
/// from outlives it.
class PreparedTraining {
public:
  PreparedTraining(TrainingTerms terms, std::vector<TrainingOption> options);

  const TrainingTerms& terms() const { return terms_; }
  std::span<const TrainingOption> options() const { return options_; }

  /// One run of `option`: hours = (start-up + tokens / speed) x (1 + repeated), in whole seconds,
  /// billed by the second. Empty when the speed is not known. Allocates nothing.
  /// Errors: std::overflow_error beyond 1e12 hours.
  std::optional<PlannedRun> run(const TrainingOption& option, const TrainingSample& sample) const;

  /// The run to choose at `sample`: the cheapest that may be chosen and ends in time. Of LoRA that
  /// fits one accelerator and QLoRA, the latter only where it is much cheaper; on Spot where that
  /// is allowed, a job is long enough for it and it is likely to cost less than on demand; of equal
  /// prices the fewest instances. Empty when none ends in time. Allocates nothing.
  std::optional<PlannedRun> best(const TrainingSample& sample) const;
  /// The run that ends first of those that may be chosen on demand, whatever the deadline; on at
  /// most so many instances.
  std::optional<PlannedRun> fastest(const TrainingSample& sample,
                                    std::int64_t most_instances) const;

  /// True when nothing speaks against the option when `tokens` are trained, at the high end.
  bool may_be_chosen(const TrainingOption& option, std::int64_t tokens) const;
  /// What speaks against the option when `tokens` are trained, at the high end; "" for nothing.
  std::string objection(const TrainingOption& option, std::int64_t tokens) const;

private:
  /// How much of the low end, the likely value and the high end a place in a range takes.
  struct Place {
    double low = 0;
    double likely = 1;
    double high = 0;

    static Place at(double share);
    double of(const Range<double>& range) const {
      return low * range.low + likely * range.likely + high * range.high;
    }
  };
  /// A sample as every option takes it.
  struct Weights {
    explicit Weights(const TrainingSample& sample);
    double tokens;
    Place speed;
    Place startup;
    Place repeated;
    Place saving;
  };
  /// The figures of an option that may be chosen, side by side: a sample goes through all of them.
  struct Figures {
    std::size_t option = 0;
    Range<double> hours_per_token;
    Range<double> startup_hours;
    Range<double> saving;
    Range<double> repeated;
    double usd_per_hour = 0; ///< for comparing only
    bool spot = false;
    bool plain_lora = false; ///< LoRA that fits one accelerator
    std::int64_t instances = 1;

    double hours(const Weights& weights) const;
    double usd(const Weights& weights, double hours) const;
  };
  static Figures figures_of(const TrainingOption& option);
  bool ends_in_time(double hours) const;
  bool long_enough(const Figures& figures, std::int64_t tokens) const;

  TrainingTerms terms_;
  std::vector<TrainingOption> options_;
  std::vector<Figures> open_; ///< of the options that may be chosen
};

PreparedTraining prepare_training(const Situation& s, const TrainingTerms& terms);

} // namespace tunepath
