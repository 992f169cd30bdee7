#include "tunepath/catalog/parameter_count.hpp"

namespace tunepath {
namespace {

double number(const std::optional<std::int64_t>& value) {
  return static_cast<double>(value.value());
}

bool has_layout(const Model& model) {
  return model.layers && model.hidden && model.intermediate && model.heads && model.kv_heads &&
         model.head_dim && model.vocab && model.mlp_matrices;
}

/// Query, key, value and output of one layer.
double attention(const Model& model, Biases biases) {
  const double hidden = number(model.hidden);
  const double query = number(model.heads) * number(model.head_dim);
  const double key = number(model.kv_heads) * number(model.head_dim);
  const double bias = biases == Biases::none ? 0 : query + 2 * key;
  return 2 * hidden * query + 2 * hidden * key + bias + (biases == Biases::all ? hidden : 0);
}

/// One MLP, or that of one expert: all matrices but the last widen.
double mlp(const Model& model, double width, Biases biases) {
  const double hidden = number(model.hidden);
  const double matrices = number(model.mlp_matrices);
  const double bias = biases == Biases::all ? (matrices - 1) * width + hidden : 0;
  return matrices * hidden * width + bias;
}

} // namespace

std::optional<ParameterCount> parameters_of(const Model& model, Biases biases) {
  if (!has_layout(model)) {
    return std::nullopt;
  }
  const double hidden = number(model.hidden);
  const bool experts = model.n_experts.value_or(0) > 0;
  const double count = experts ? number(model.n_experts) : 1;
  const double used = experts ? static_cast<double>(model.experts_per_token.value_or(1)) : 1;
  const double width = experts && model.moe_intermediate.value_or(0) > 0
                           ? number(model.moe_intermediate)
                           : number(model.intermediate);
  const double one = mlp(model, width, biases);
  const double router = experts ? count * (hidden + (biases == Biases::all ? 1 : 0)) : 0;
  const double layer = attention(model, biases) + count * one + router + 2 * hidden;
  const double tables = model.tied_embeddings == Truth::yes ? 1 : 2;
  const double total =
      tables * number(model.vocab) * hidden + number(model.layers) * layer + hidden;
  return ParameterCount{.total = total,
                        .active = total - number(model.layers) * (count - used) * one};
}

} // namespace tunepath
