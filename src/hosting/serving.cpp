#include "hosting/serving.hpp"

#include "tunepath/catalog/coefficients.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace tunepath::hosting {
namespace {

double likely(const Catalog& catalog, std::string_view stem, const Accelerator& accelerator) {
  return catalog.coefficient(std::string{stem} + "-" + std::string{name_of(accelerator.kind)})
      .likely;
}

Speed with(Speed speed, double factor, double most_batch) {
  speed.factor *= factor;
  speed.most_batch = most_batch;
  return speed;
}

} // namespace

SpeedRange speed_of(const Accelerator& accelerator, bool pcie, const Framework* framework,
                    double largest_batch, const Catalog& catalog) {
  const Coefficient* own_speed =
      framework != nullptr ? catalog.coefficient_of("serving-speed", framework->id) : nullptr;
  const Coefficient* own_device = catalog.coefficient_of("serving-speed", accelerator.id);
  const auto value = [](const Coefficient* row) {
    return row != nullptr ? row->likely.to_double() : 1;
  };
  const bool gpu = accelerator.kind == AcceleratorKind::gpu;
  const Speed likely_speed{
      .weights = likely(catalog, "decode-weights-share", accelerator),
      .cache = likely(catalog, "decode-cache-share", accelerator),
      .prefill = likely(catalog, "prefill-efficiency", accelerator),
      .layer_seconds = likely(catalog, "decode-layer-ms", accelerator) / 1e3,
      .request_seconds = likely(catalog, "decode-request-ms", accelerator) / 1e3,
      .all_reduce_seconds =
          gpu ? catalog.coefficient(pcie ? "decode-all-reduce-pcie-ms" : "decode-all-reduce-ms")
                        .likely /
                    1e3
              : 0,
      .factor =
          value(own_speed) * value(own_device) / catalog.coefficient("calibration-serving").likely};
  const bool batch_measured =
      largest_batch <= likely(catalog, "serving-measured-batch", accelerator);
  const auto spread = [&](std::string_view what, bool applies) {
    const double wide = std::log(catalog.coefficient(what).likely);
    return applies ? wide * wide : 0;
  };
  // Runs of one's own take the place of the published ones, and of a framework nobody has named.
  const auto own = own_spread("serving", catalog);
  const double known = own ? std::log(*own) * std::log(*own)
                           : spread("serving-spread", true) +
                                 spread("serving-spread-framework", own_speed == nullptr);
  const double factor =
      std::exp(std::sqrt(known + spread("serving-spread-accelerator", own_device == nullptr) +
                         spread("serving-spread-batch", !batch_measured)));
  const std::string kind{name_of(accelerator.kind)};
  const Range<double> most = catalog.coefficient("serving-most-batch-" + kind);
  return {.of = {with(likely_speed, 1 / factor, most.low), with(likely_speed, 1, most.likely),
                 with(likely_speed, factor, most.high)},
          .measured = own_device != nullptr && batch_measured,
          .source = std::string{catalog.coefficient_of("decode-weights-share", kind)->source} +
                    correction_words("serving", catalog)};
}

double fixed_gib(const Architecture& model, const Machine& machine, double activation_gib) {
  return machine.weight_bytes * model.parameters / machine.accelerators / k_gib + activation_gib;
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

double parameters_read(const Architecture& model, double batch) {
  const double looked_up = model.active_parameters - model.matmul_parameters;
  if (model.experts <= model.active_experts) {
    return model.parameters - looked_up;
  }
  const double share = model.active_experts / model.experts;
  const double all_experts = (model.parameters - model.active_parameters) / (1 - share);
  const double common = model.parameters - looked_up - all_experts;
  return common + all_experts * (1 - std::pow(1 - share, batch));
}

double decode_step_seconds(const Architecture& model, const Machine& machine, double batch,
                           double context, const Speed& speed) {
  const double bandwidth = machine.accelerators * machine.bandwidth_bytes;
  const double weights = machine.weight_bytes * parameters_read(model, batch);
  const double copies = machine.accelerators / std::min(machine.accelerators, model.kv_heads);
  const double caches = batch * context * kv_bytes_per_token(model) * copies;
  const double per_layer =
      speed.layer_seconds + (machine.accelerators > 1 ? speed.all_reduce_seconds : 0);
  return (weights / (bandwidth * speed.weights) + caches / (bandwidth * speed.cache) +
          model.layers * per_layer + (batch - 1) * speed.request_seconds) /
         speed.factor;
}

double prefill_seconds(const Architecture& model, const Machine& machine, double input_tokens,
                       const Speed& speed) {
  const double per_token =
      2 * model.matmul_parameters + 2 * model.layers * model.query * input_tokens;
  return input_tokens * per_token /
         (machine.accelerators * machine.flops * speed.prefill * speed.factor);
}

double request_rate(const Architecture& model, const Machine& machine, double batch,
                    double input_tokens, double output_tokens, const Speed& speed) {
  const double context = input_tokens + output_tokens / 2;
  const double step = decode_step_seconds(model, machine, batch, context, speed);
  return 1 / (prefill_seconds(model, machine, input_tokens, speed) + output_tokens * step / batch);
}

} // namespace tunepath::hosting
