#include "tunepath/hosting/physics.hpp"

#include "hosting/serving.hpp"
#include "tunepath/catalog/coefficients.hpp"
#include "tunepath/core/gib.hpp"

#include <string>

namespace tunepath {
namespace {

double output_rate(const ServingRun& run, const hosting::Machine& machine,
                   const hosting::Speed& speed) {
  const double context = run.input_tokens + run.output_tokens / 2;
  const double step = hosting::decode_step_seconds(run.model, machine, run.batch, context, speed);
  const double prefill =
      run.with_prefill
          ? run.batch * hosting::prefill_seconds(run.model, machine, run.input_tokens, speed)
          : 0;
  return run.batch * run.output_tokens / (prefill + run.output_tokens * step);
}

double of_framework(std::string_view id, const Framework* framework, const Catalog& catalog) {
  const Coefficient* own =
      framework != nullptr ? catalog.coefficient_of(id, framework->id) : nullptr;
  return own != nullptr ? own->likely.to_double() : catalog.coefficient(id).likely;
}

} // namespace

std::optional<Range<double>> serving_tokens_per_second(const ServingRun& run,
                                                       const Framework* framework,
                                                       const Catalog& catalog) {
  const Accelerator* on = run.accelerator;
  if (on == nullptr || !on->memory_bandwidth_gb_s || !on->bf16_dense_tflops) {
    return std::nullopt;
  }
  const hosting::Machine machine{.accelerators = run.accelerators,
                                 .bandwidth_bytes = on->memory_bandwidth_gb_s->to_double() * 1e9,
                                 .flops = on->bf16_dense_tflops->to_double() * 1e12,
                                 .weight_bytes = run.weight_bytes};
  const hosting::SpeedRange speed = hosting::speed_of(*on, false, framework, run.batch, catalog);
  return Range<double>{output_rate(run, machine, speed.of.low),
                       output_rate(run, machine, speed.of.likely),
                       output_rate(run, machine, speed.of.high)};
}

Range<double> serving_memory_gib(const ServingRun& run, const Framework* framework,
                                 const Catalog& catalog) {
  const hosting::Machine machine{.accelerators = run.accelerators,
                                 .weight_bytes = run.weight_bytes};
  const double tokens = run.input_tokens + run.output_tokens;
  const double activations =
      run.input_tokens *
      (of_framework("prefill-mlp-bytes", framework, catalog) * run.model.intermediate *
           run.model.active_experts +
       of_framework("prefill-hidden-bytes", framework, catalog) * run.model.hidden) /
      run.accelerators / k_gib;
  const double likely = (fixed_gib(run.model, machine, activations) +
                         run.batch * cache_gib(run.model, machine, tokens) +
                         of_framework("serving-overhead-gib", framework, catalog)) *
                        catalog.coefficient("calibration-memory").likely;
  if (const auto own = own_spread("memory", catalog)) {
    return {likely / *own, likely, likely * *own};
  }
  const std::string suffix = framework != nullptr ? "" : "-unknown";
  return {likely / catalog.coefficient("memory-below" + suffix).likely, likely,
          likely * catalog.coefficient("memory-above" + suffix).likely};
}

} // namespace tunepath
