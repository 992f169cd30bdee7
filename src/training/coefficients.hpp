#pragma once

#include "tunepath/training/physics.hpp"

#include <vector>

namespace tunepath {

/// Every coefficient of the physics, as doubles. What each means and rests on is said in its row of
/// data/catalog/physics; the members here are its likely values, in the units of the rows.
struct TrainingPhysics::Coefficients {
  Coefficients(const Catalog& catalog, const Framework* framework);

  struct Memory {
    double attention, residual, mlp, adapter_input, full_input, quantised_input, dora;
    double recomputed_layers, selective_share, activation_factor;
    double logits, fused_logits, gathered_embeddings, dequantised, overhead_gib;
    double tied_copies;         ///< how often a tied embedding is held
    double eight_bit_embedding; ///< bytes of 8-bit optimizer states per element of the embedding
    double calibration, below, above;
  } memory;

  struct Speed {
    double efficiency, hidden_half, tokens_half, eight_bit_gain, attention_share;
    double lora, qlora, dequantisation, unfused, link_share, unknown_link_gb_s, instance_gb_s,
        network_share, paged_gb_s;
    double overlap, tensor_parallel, pipeline;
    double framework, scaling_exponent, scaling_step, calibration;
    double spread, spread_framework, spread_accelerator, spread_method;
  } speed;

  /// What was measured on one accelerator, relative to the rest.
  struct OnAccelerator {
    const Accelerator* accelerator = nullptr;
    bool measured = false;
    double speed = 1, attention = 1, instances = 1;
    double spread = 1; ///< of the speed, where it rests on few runs
  };
  std::vector<OnAccelerator> accelerators;

  OnAccelerator on(const Accelerator* accelerator) const;
  bool framework_known = false;
};

} // namespace tunepath
