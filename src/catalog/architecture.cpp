#include "tunepath/catalog/architecture.hpp"

namespace tunepath {
namespace {

double number(const std::optional<std::int64_t>& value) {
  return static_cast<double>(value.value());
}

/// Fills in the experts; a model without any has one MLP, which is always active.
void count_experts(const Model& model, Architecture& result) {
  if (model.n_experts.value_or(0) > 0) {
    result.experts = number(model.n_experts);
    result.active_experts = static_cast<double>(model.experts_per_token.value_or(1));
    if (model.moe_intermediate.value_or(0) > 0) {
      result.intermediate = number(model.moe_intermediate);
    }
  }
}

} // namespace

Architecture architecture_of(const Model& model) {
  const double head_dim = number(model.head_dim);
  Architecture result{.layers = number(model.layers),
                      .hidden = number(model.hidden),
                      .intermediate = number(model.intermediate),
                      .query = number(model.heads) * head_dim,
                      .key = number(model.kv_heads) * head_dim,
                      .kv_heads = number(model.kv_heads),
                      .vocab = number(model.vocab),
                      .mlp_matrices = number(model.mlp_matrices),
                      .parameters = model.params_b.value().to_double() * 1e9,
                      .active_parameters = model.active_params_b.value().to_double() * 1e9};
  count_experts(model, result);
  const bool tied = model.tied_embeddings == Truth::yes;
  const double table = result.vocab * result.hidden;
  result.embeddings = table * (tied ? 1 : 2);
  result.matmul_parameters = result.active_parameters - (tied ? 0 : table);
  return result;
}

double adapter_parameters(const Architecture& model, double rank, AdapterTargets targets) {
  const double wide = model.hidden + model.query;
  const double narrow = model.hidden + model.key;
  const double mlp = model.mlp_matrices * (model.hidden + model.intermediate) * model.experts;
  const double layer = (targets.q ? wide : 0) + (targets.k ? narrow : 0) +
                       (targets.v ? narrow : 0) + (targets.o ? wide : 0) + (targets.mlp ? mlp : 0);
  return rank * (model.layers * layer + (targets.head ? model.hidden + model.vocab : 0));
}

double kv_bytes_per_token(const Architecture& model) {
  return 2 * model.layers * model.key * 2;
}

} // namespace tunepath
