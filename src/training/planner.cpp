#include "training/flops.hpp"
#include "training/words.hpp"
#include "tunepath/catalog/coefficients.hpp"
#include "tunepath/core/gib.hpp"
#include "tunepath/training/plan.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

double likely(const Catalog& catalog, std::string_view id) {
  return catalog.coefficient(id).likely;
}

OptimizerSetup optimizer_of(const Catalog& catalog, std::string_view what) {
  return {.weight_bytes = likely(catalog, fmt::format("{}-weight-bytes", what)),
          .gradient_bytes = likely(catalog, fmt::format("{}-gradient-bytes", what)),
          .state_bytes = likely(catalog, fmt::format("{}-optimizer-bytes", what))};
}

MemoryFit without_figures(Truth fits, std::string reason) {
  MemoryFit fit;
  fit.fits = fits;
  fit.reason = std::move(reason);
  return fit;
}

/// Hours before the first step and after the last: container, data and the weights, which are read
/// once.
Range<double> startup_hours(const Architecture& model, const Catalog& catalog) {
  const Range<double> minutes = catalog.coefficient("training-startup-minutes");
  const Range<double> speed = catalog.coefficient("weight-load-gib-per-minute");
  const double gib = 2 * model.parameters / k_gib;
  return {(minutes.low + gib / speed.high) / 60, (minutes.likely + gib / speed.likely) / 60,
          (minutes.high + gib / speed.low) / 60};
}

/// How much longer a trained token takes with its share of the evaluation, which is a forward pass.
double with_evaluation(const TrainingRun& run, double validation_share) {
  return 1 + validation_share * training::forward_flops_per_token(run).sum() /
                 training::flops_per_token(run).sum();
}

} // namespace

/// Where a job would run: what is missing for an answer, or the memory with and without sharding.
struct TrainingPlanner::Placement {
  std::optional<MemoryFit> without; ///< why there is no figure
  double usable_gib = 0;
  bool nominal = false;
  TrainingRun run;
  double gib = 0;

  Truth fits(double margin) const {
    return gib * margin <= usable_gib ? Truth::yes : gib > usable_gib ? Truth::no : Truth::unknown;
  }
};

TrainingPlanner::TrainingPlanner(const Catalog& catalog)
    : catalog_(&catalog),
      physics_(catalog),
      full_(optimizer_of(catalog, "full")),
      adapters_(optimizer_of(catalog, "adapter")),
      rank_(likely(catalog, "lora-rank")) {}

TrainingRun TrainingPlanner::run_of(const TrainingJob& job, const Instance& instance,
                                    std::int64_t instances, bool sharded) const {
  const double all = static_cast<double>(instance.accelerators * instances);
  TrainingRun run{
      .model = architecture_of(*job.model),
      .method = job.method,
      .accelerator = catalog_->accelerator(instance.accelerator),
      .accelerators = all,
      .accelerators_per_instance = static_cast<double>(instance.accelerators),
      .network_gb_s = instance.network_gbps ? instance.network_gbps->to_double() / 8 : 0,
      .sequence_length = static_cast<double>(job.sequence_length),
      .micro_batch = static_cast<double>(job.micro_batch),
      .checkpointing = job.checkpointing,
      .rank = rank_,
      .optimizer = job.method == Method::full ? full_ : adapters_,
      .accumulates = true};
  if (sharded) {
    run.sharding = {.weights = all, .gradients = all, .optimizer = all};
  }
  return run;
}

TrainingPlanner::Placement TrainingPlanner::place(const TrainingJob& job, const Instance& instance,
                                                  std::int64_t instances) const {
  Placement placement;
  if (job.model == nullptr || !job.model->has_architecture()) {
    placement.without =
        without_figures(Truth::unknown, "the architecture of the model is not known");
    return placement;
  }
  const Accelerator* accelerator = catalog_->accelerator(instance.accelerator);
  if (accelerator != nullptr && !method_runs_on(job.method, accelerator->kind)) {
    placement.without = without_figures(Truth::no, "the 4-bit kernels of QLoRA run on GPUs only");
    return placement;
  }
  const auto memory = accelerator != nullptr ? usable_memory(instance, *accelerator) : std::nullopt;
  if (!memory) {
    placement.without = without_figures(
        Truth::unknown,
        fmt::format("the memory of accelerator '{}' is not known", instance.accelerator));
    return placement;
  }
  placement.nominal = memory->nominal;
  placement.usable_gib = reliable_gib(*memory, *catalog_);
  const std::int64_t all = instance.accelerators * instances;
  const bool full = job.method == Method::full;
  placement.run = run_of(job, instance, instances, full && all > 1);
  placement.gib = physics_.memory_gib(placement.run);
  if (!full && all > 1 && placement.fits(physics_.memory_margin()) != Truth::yes) {
    placement.run = run_of(job, instance, instances, true);
    placement.gib = physics_.memory_gib(placement.run);
  }
  return placement;
}

MemoryFit TrainingPlanner::memory_fit(const TrainingJob& job, const Instance& instance,
                                      std::int64_t instances) const {
  const Placement placement = place(job, instance, instances);
  if (placement.without) {
    return *placement.without;
  }
  const MemoryEstimate estimate = physics_.memory(placement.run);
  MemoryFit fit{.fits = placement.fits(physics_.memory_margin()),
                .parts = estimate.parts,
                .needed_gib = estimate.gib.likely,
                .high_gib = estimate.gib.high,
                .usable_gib = placement.usable_gib,
                .shards = static_cast<std::int64_t>(placement.run.sharding.weights),
                .reason = {}};
  fit.reason = training::fit_words(fit, placement.nominal);
  const double weights = 2 * placement.run.model.parameters / k_gib;
  const auto loadable = loadable_gib(instance, *catalog_);
  if (fit.fits == Truth::yes && loadable && weights > *loadable) {
    fit.fits = Truth::unknown;
    fit.host_too_small = true;
    fit.reason = fmt::format("weights of {:.1f} GiB may not load through a host with {} GiB",
                             weights, to_string(*instance.ram_gib));
  }
  return fit;
}

std::int64_t TrainingPlanner::largest_micro_batch(const TrainingJob& job, const Instance& instance,
                                                  std::int64_t instances) const {
  const double most = likely(*catalog_, "micro-batch-most");
  std::int64_t fitting = 0;
  TrainingJob trial = job;
  for (trial.micro_batch = 1; static_cast<double>(trial.micro_batch) <= most;
       trial.micro_batch *= 2) {
    const Placement placement = place(trial, instance, instances);
    if (placement.without || placement.fits(physics_.memory_margin()) != Truth::yes) {
      break;
    }
    fitting = trial.micro_batch;
  }
  return fitting;
}

std::optional<TrainingTime> TrainingPlanner::training_time(const TrainingJob& job,
                                                           const Instance& instance,
                                                           std::int64_t instances) const {
  const Placement placement = place(job, instance, instances);
  const Accelerator* accelerator = catalog_->accelerator(instance.accelerator);
  const bool network_known = instances == 1 || instance.network_gbps.has_value();
  if (placement.without || accelerator == nullptr || !accelerator->bf16_dense_tflops ||
      !accelerator->memory_bandwidth_gb_s || !network_known) {
    return std::nullopt;
  }
  const SpeedEstimate speed = physics_.speed(placement.run);
  const Range<double> startup = startup_hours(placement.run.model, *catalog_);
  const double tokens = static_cast<double>(job.trained_tokens) / 3600;
  const Range<double>& trained = speed.tokens_per_second;
  const double longer = with_evaluation(placement.run, job.validation_share);
  const Range<double> rate{trained.low / longer, trained.likely / longer, trained.high / longer};
  return TrainingTime{
      .hours = {tokens / rate.high + startup.low, tokens / rate.likely + startup.likely,
                tokens / rate.low + startup.high},
      .tokens_per_second = rate,
      .startup_hours = startup,
      .measured_nearby = speed.measured,
      .basis = training::basis_words(speed, job.method, *accelerator, *catalog_)};
}

bool method_runs_on(Method method, AcceleratorKind kind) {
  return method != Method::qlora || kind == AcceleratorKind::gpu;
}

} // namespace tunepath
