#pragma once

#include "advise/training_terms.hpp"

namespace tunepath {

/// One way to run the job, with everything that no sample changes.
struct TrainingOption {
  const Instance* instance = nullptr;
  const Accelerator* accelerator = nullptr; ///< nullptr: not in the catalog
  std::int64_t instances = 1;
  Method method = Method::lora;
  bool spot = false;
  std::int64_t micro_batch = 0; ///< 0: it does not fit, or nobody knows
  Checkpointing checkpointing = Checkpointing::full;
  MemoryFit memory;
  std::optional<TrainingTime> speed; ///< what it says besides `hours` holds for any tokens
  /// Micro-dollars for one second of all instances, exactly; empty where there is no rate.
  std::optional<Rational> micros_per_second;
  Range<double> saving;   ///< share of the seconds that Spot does not bill
  Range<double> repeated; ///< share of the work that Spot does again
  std::string why_not;    ///< "" when nothing but time or money speaks against it
};

/// Every option that `terms` leave open; the named instance also without a price.
/// Precondition: terms.model.
std::vector<TrainingOption> training_options(const Situation& s, const TrainingTerms& terms);

/// One option by itself: with the micro-batch and checkpointing that `terms` ask for, else with
/// full checkpointing and the largest micro-batch that fits. Ignores what is documented for the
/// silicon.
TrainingOption prepare_option(const Situation& s, const TrainingTerms& terms,
                              const TrainingPlanner& planner, const Instance& instance,
                              std::int64_t instances, Method method);

/// The same on Spot: what EC2 showed for the type in the region, within what managed Spot training
/// saved anywhere, else the latter alone.
TrainingOption on_spot(TrainingOption option, const Catalog& catalog, std::string_view region);

} // namespace tunepath
