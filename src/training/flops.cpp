#include "training/flops.hpp"

namespace tunepath::training {

namespace {

/// Adapter parameters that a token passes through: of a mixture those of the experts at work.
double active_adapters(const TrainingRun& run) {
  if (run.method == Method::full) {
    return 0;
  }
  Architecture active = run.model;
  active.experts = run.model.active_experts;
  return adapter_parameters(active, run.rank, run.targets);
}

} // namespace

Flops forward_flops_per_token(const TrainingRun& run) {
  const Architecture& model = run.model;
  return {2 * (model.matmul_parameters + active_adapters(run)),
          2 * model.layers * model.query * run.sequence_length};
}

Flops flops_per_token(const TrainingRun& run) {
  const Flops forward = forward_flops_per_token(run);
  const double passes = run.method == Method::full ? 4 : 2;
  const double backward = passes * run.model.matmul_parameters + 4 * active_adapters(run);
  return {forward.matmul * (run.checkpointing == Checkpointing::full ? 2 : 1) + backward,
          forward.attention * (run.checkpointing == Checkpointing::none ? 3 : 4)};
}

} // namespace tunepath::training
