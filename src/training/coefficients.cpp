#include "training/coefficients.hpp"

#include "tunepath/catalog/coefficients.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

/// Looks coefficients up: the framework's own row where there is one, else the row for all.
class LookUp {
public:
  LookUp(const Catalog& catalog, const Framework* framework)
      : catalog_(catalog), framework_(framework) {}

  double operator()(std::string_view id) const {
    const Coefficient* own =
        framework_ != nullptr ? catalog_.coefficient_of(id, framework_->id) : nullptr;
    return own != nullptr ? own->likely.to_double() : catalog_.coefficient(id).likely;
  }

private:
  const Catalog& catalog_;
  const Framework* framework_;
};

double own_or_one(const Catalog& catalog, std::string_view stem, const Accelerator& accelerator) {
  const Coefficient* row = catalog.coefficient_of(stem, accelerator.id);
  return row != nullptr ? row->likely.to_double() : 1;
}

} // namespace

TrainingPhysics::Coefficients::Coefficients(const Catalog& catalog, const Framework* framework) {
  const LookUp of{catalog, framework};
  const auto own_memory = own_spread("memory", catalog);
  const auto own_time = own_spread("training-time", catalog);
  framework_known =
      framework != nullptr && catalog.coefficient_of("training-speed", framework->id) != nullptr;
  memory = {
      .attention = of("activation-attention-bytes"),
      .residual = of("activation-residual-bytes"),
      .mlp = of("activation-mlp-bytes"),
      .adapter_input = of("activation-adapter-input-bytes"),
      .full_input = of("activation-full-input-bytes"),
      .quantised_input = of("activation-quantised-input-bytes"),
      .dora = of("activation-dora-factor"),
      .recomputed_layers = of("activation-recomputed-layers"),
      .selective_share = of("activation-selective-share"),
      .activation_factor = of("activation-factor"),
      .logits = of("logits-bytes"),
      .fused_logits = of("fused-logits-bytes"),
      .gathered_embeddings = of("gathered-embeddings"),
      .dequantised = of("dequantised-matrices"),
      .overhead_gib = of("training-overhead-gib"),
      .tied_copies = of("tied-embedding-copies"),
      .eight_bit_embedding = of("eight-bit-embedding-bytes"),
      .calibration = of("calibration-memory"),
      .below = own_memory ? *own_memory
                          : of(framework != nullptr ? "memory-below" : "memory-below-unknown"),
      .above = own_memory ? *own_memory
                          : of(framework != nullptr ? "memory-above" : "memory-above-unknown")};
  speed = {.efficiency = of("training-efficiency"),
           .hidden_half = of("training-hidden-half"),
           .tokens_half = of("training-tokens-half"),
           .eight_bit_gain = of("training-eight-bit-gain"),
           .attention_share = of("training-attention-share"),
           .lora = of("training-method-lora"),
           .qlora = of("training-method-qlora"),
           .dequantisation = of("training-dequantisation"),
           .unfused = of("training-unfused"),
           .link_share = of("training-link-share"),
           .unknown_link_gb_s = of("training-unknown-link-gb-s"),
           .instance_gb_s = of("training-instance-gb-s"),
           .network_share = of("training-network-share"),
           .paged_gb_s = of("training-paged-gb-s"),
           .overlap = of("training-overlap"),
           .tensor_parallel = of("training-tensor-parallel"),
           .pipeline = of("training-pipeline"),
           .framework = framework_known ? of("training-speed") : 1,
           .scaling_exponent = of("training-scaling-exponent"),
           .scaling_step = of("training-scaling-step"),
           .calibration = of("calibration-training-time"),
           .spread = own_time ? *own_time : of("training-spread"),
           .spread_framework = own_time ? 1 : of("training-spread-framework"),
           .spread_accelerator = of("training-spread-accelerator"),
           .spread_method = of("training-spread-method")};
  for (const Accelerator& each : catalog.accelerators) {
    if (const Coefficient* row = catalog.coefficient_of("training-speed", each.id)) {
      accelerators.push_back({.accelerator = &each,
                              .measured = row->low == row->high,
                              .speed = row->likely.to_double(),
                              .attention = own_or_one(catalog, "training-attention", each),
                              .instances = own_or_one(catalog, "training-instance", each),
                              .spread = std::sqrt(row->high.to_double() / row->low.to_double())});
    }
  }
}

TrainingPhysics::Coefficients::OnAccelerator TrainingPhysics::Coefficients::on(
    const Accelerator* accelerator) const {
  const auto found =
      std::find_if(accelerators.begin(), accelerators.end(),
                   [&](const OnAccelerator& each) { return each.accelerator == accelerator; });
  return found == accelerators.end()
             ? OnAccelerator{.accelerator = accelerator, .spread = speed.spread_accelerator}
             : *found;
}

TrainingPhysics::TrainingPhysics(const Catalog& catalog, const Framework* framework)
    : c_(std::make_unique<Coefficients>(catalog, framework)) {}
TrainingPhysics::~TrainingPhysics() = default;
TrainingPhysics::TrainingPhysics(TrainingPhysics&&) noexcept = default;
TrainingPhysics& TrainingPhysics::operator=(TrainingPhysics&&) noexcept = default;

} // namespace tunepath
