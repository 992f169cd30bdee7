#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/training/plan.hpp"

#include <vector>

namespace tunepath::training {

constexpr double k_gib = 1024.0 * 1024.0 * 1024.0;

/// How a run is set up, as far as its memory depends on it. Bytes are per trainable parameter: for
/// full tuning of the model's own (weights at training precision), for LoRA of the adapters.
struct Setup {
  Method method = Method::lora;
  double sequence_length = 0;
  double micro_batch = 1;
  double shards = 1; ///< accelerators that share weights, gradients and optimizer
  bool checkpointing = true;
  double rank = 0;
  double weight_bytes = 0;
  double gradient_bytes = 0;
  double optimizer_bytes = 0;
};

/// What a run of the product looks like: micro-batch, rank and bytes from the coefficients,
/// checkpointing on, not sharded.
Setup usual_setup(const TrainingJob& job, const Catalog& catalog);

/// The parts of the memory of one accelerator in GiB: weights, gradients, optimizer, gathered
/// layers (sharded runs only), activations, logits, overhead.
std::vector<MemoryPart> memory_parts(const Architecture& model, const Setup& setup,
                                     const Catalog& catalog);

double total_gib(const std::vector<MemoryPart>& parts);

} // namespace tunepath::training
