#include "training/flops.hpp"

namespace tunepath::training {

double flops_per_token(const Architecture& model, Method method, double sequence_length,
                       double rank, bool checkpointing) {
  const bool full = method == Method::full;
  // Of a mixture's adapters only those of the experts at work are passed through.
  Architecture active = model;
  active.experts = model.active_experts;
  const double adapters = full ? 0 : adapter_parameters(active, rank);
  const double attention = 2 * model.layers * model.query * sequence_length;
  const double forward = 2 * (model.matmul_parameters + adapters) + attention;
  const double backward = (full ? 4 : 2) * model.matmul_parameters + 4 * adapters + 2 * attention;
  return forward * (checkpointing ? 2 : 1) + backward;
}

} // namespace tunepath::training
