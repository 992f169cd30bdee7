#include "training/flops.hpp"

namespace tunepath::training {

Flops flops_per_token(const TrainingRun& run) {
  const Architecture& model = run.model;
  const bool full = run.method == Method::full;
  // Of a mixture's adapters only those of the experts at work are passed through.
  Architecture active = model;
  active.experts = model.active_experts;
  const double adapters = full ? 0 : adapter_parameters(active, run.rank, run.targets);
  const double forward = 2 * (model.matmul_parameters + adapters);
  const double backward = (full ? 4 : 2) * model.matmul_parameters + 4 * adapters;
  const double scores = 2 * model.layers * model.query * run.sequence_length;
  return {forward * (run.checkpointing == Checkpointing::full ? 2 : 1) + backward,
          scores * (run.checkpointing == Checkpointing::none ? 3 : 4)};
}

} // namespace tunepath::training
