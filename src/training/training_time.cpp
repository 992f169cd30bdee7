#include "training/flops.hpp"
#include "training/memory.hpp"
#include "tunepath/catalog/efficiency.hpp"

#include <fmt/format.h>

namespace tunepath {
namespace {

Range<double> product(const Range<double>& a, const Range<double>& b) {
  return {a.low * b.low, a.likely * b.likely, a.high * b.high};
}

/// Share of the speed that is left when accelerators must talk: over PCIe inside an instance
/// (hardly at all when each has a whole replica, much when the model is sharded) and across
/// instances. Fast links inside an instance are part of the measured efficiency.
Range<double> scaling(const Instance& instance, std::int64_t instances, bool sharded,
                      const Catalog& catalog) {
  Range<double> share = Range<double>::point(1);
  if (instance.accelerators > 1 && instance.interconnect.starts_with("PCIe")) {
    share = catalog.coefficient(sharded ? "training-scaling-pcie-sharded"
                                        : "training-scaling-pcie-replicas");
  }
  return instances > 1 ? product(share, catalog.coefficient("training-scaling-instances")) : share;
}

/// Hours before the first step: container, data and the weights, which are read once.
Range<double> startup_hours(const Architecture& model, const Catalog& catalog) {
  const Range<double> minutes = catalog.coefficient("training-startup-minutes");
  const Range<double> speed = catalog.coefficient("weight-load-gib-per-minute");
  const double gib = 2 * model.parameters / training::k_gib;
  return {(minutes.low + gib / speed.high) / 60, (minutes.likely + gib / speed.likely) / 60,
          (minutes.high + gib / speed.low) / 60};
}

std::string basis_of(const Efficiency& found, const TrainingJob& job, std::string_view accelerator,
                     const Range<double>& used) {
  const std::string share =
      fmt::format("{:.0f}% to {:.0f}% of peak", used.low * 100, used.high * 100);
  return found.measured ? fmt::format("{} ({})", share, found.source)
                        : fmt::format("no published measurement of {} on {}: {} ({})",
                                      name_of(job.method), accelerator, share, found.source);
}

} // namespace

std::optional<TrainingTime> training_time(const TrainingJob& job, const Instance& instance,
                                          std::int64_t instances, const Catalog& catalog) {
  const Accelerator* accelerator = catalog.accelerator(instance.accelerator);
  if (accelerator == nullptr || !accelerator->bf16_dense_tflops || job.model == nullptr ||
      !job.model->has_architecture() || !method_runs_on(job.method, accelerator->kind)) {
    return std::nullopt;
  }
  const Architecture model = architecture_of(*job.model);
  const training::Setup setup = training::usual_setup(job, catalog);
  const double work = static_cast<double>(job.trained_tokens) *
                      training::flops_per_token(model, job.method, setup.sequence_length,
                                                setup.rank, setup.checkpointing);
  const double peak = static_cast<double>(instance.accelerators * instances) *
                      accelerator->bf16_dense_tflops->to_double() * 1e12;
  const Efficiency found =
      efficiency(fmt::format("training-efficiency-{}", name_of(job.method)), *accelerator, catalog);
  const bool sharded = memory_fit(job, instance, instances, catalog).shards > 1;
  const Range<double> used = product(found.value, scaling(instance, instances, sharded, catalog));
  const Range<double> startup = startup_hours(model, catalog);
  const double at_peak = work / peak / 3600;
  const double tokens = static_cast<double>(job.trained_tokens);
  const double most = tokens / (at_peak * 3600);
  return TrainingTime{
      .hours = {at_peak / used.high + startup.low, at_peak / used.likely + startup.likely,
                at_peak / used.low + startup.high},
      .tokens_per_second = {most * used.low, most * used.likely, most * used.high},
      .startup_hours = startup,
      .measured_nearby = found.measured,
      .basis = basis_of(found, job, accelerator->id, used)};
}

} // namespace tunepath
