#include "hosting/serving.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath::hosting {
namespace {

constexpr double k_gib = 1024.0 * 1024.0 * 1024.0;

} // namespace

double fixed_gib(const Architecture& model, const Machine& machine, double activation_gib) {
  return 2 * model.parameters / machine.accelerators / k_gib + activation_gib;
}

double cache_gib(const Architecture& model, const Machine& machine, double tokens) {
  const double split = std::min(machine.accelerators, model.kv_heads);
  return tokens * kv_bytes_per_token(model) / split / k_gib;
}

double useful_batch(const Architecture& model, const Machine& machine, double tokens,
                    double activation_gib, double most) {
  const double left = machine.memory_gib - fixed_gib(model, machine, activation_gib);
  const double caches = std::floor(left / cache_gib(model, machine, tokens));
  return std::clamp(caches, 0.0, most);
}

double weights_read(const Architecture& model, double batch) {
  const double looked_up = model.active_parameters - model.matmul_parameters;
  if (model.experts <= model.active_experts) {
    return 2 * (model.parameters - looked_up);
  }
  const double share = model.active_experts / model.experts;
  const double all_experts = (model.parameters - model.active_parameters) / (1 - share);
  const double common = model.parameters - looked_up - all_experts;
  return 2 * (common + all_experts * (1 - std::pow(1 - share, batch)));
}

double decode_step_seconds(const Architecture& model, const Machine& machine, double batch,
                           double context, const Speed& speed) {
  const double bytes = weights_read(model, batch) + batch * context * kv_bytes_per_token(model);
  return bytes / (machine.accelerators * machine.bandwidth_bytes * speed.decode * speed.scaling) +
         speed.step_seconds;
}

double prefill_seconds(const Architecture& model, const Machine& machine, double input_tokens,
                       const Speed& speed) {
  const double per_token =
      2 * model.matmul_parameters + 2 * model.layers * model.query * input_tokens;
  return input_tokens * per_token /
         (machine.accelerators * machine.flops * speed.prefill * speed.scaling);
}

double request_rate(const Architecture& model, const Machine& machine, double batch,
                    double input_tokens, double output_tokens, const Speed& speed) {
  const double context = input_tokens + output_tokens / 2;
  const double step = decode_step_seconds(model, machine, batch, context, speed);
  return 1 / (prefill_seconds(model, machine, input_tokens, speed) + output_tokens * step / batch);
}

} // namespace tunepath::hosting
