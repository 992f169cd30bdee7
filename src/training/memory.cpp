#include "training/coefficients.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>
#include <array>

namespace tunepath {
namespace {

/// Embedding and head as they are held: a framework may hold a tied embedding twice.
double held_embeddings(const Architecture& model, double tied_copies) {
  return model.embeddings + (model.tied() ? (tied_copies - 1) * model.vocab * model.hidden : 0);
}

/// Bytes of base weights and adapters: 16 bits, or what full tuning trains in; QLoRA holds the
/// blocks in 4-bit NormalFloat and keeps embeddings and head at 16 bits.
/// Source: T. Dettmers et al., "QLoRA", 2023, section 3.
double weight_bytes(const TrainingRun& run, double embeddings) {
  if (run.method == Method::full) {
    return run.optimizer.weight_bytes * (run.model.blocks() + embeddings);
  }
  const double base = run.method == Method::qlora
                          ? run.model.blocks() * run.quantised_bits / 8 + 2 * embeddings
                          : 2 * (run.model.blocks() + embeddings);
  return base + run.optimizer.weight_bytes * run.trainable();
}

/// What one layer keeps for one token in the forward pass: query, key, value and output of
/// attention (keys and values repeated for every head), what norms and residuals keep, the MLP's
/// products (three of a gated MLP, one of a plain one, and its last input where that is trained),
/// inputs of adapters, and of quantised matrices. Flash attention: nothing grows with the square
/// of the sequence. After V. Korthikanti et al., "Reducing Activation Recomputation", 2022, section
/// 4, with coefficients fitted on measurements.
template <class Memory>
double layer_bytes(const TrainingRun& run, const Memory& c) {
  const Architecture& model = run.model;
  const bool full = run.method == Method::full;
  const double experts = model.intermediate * model.active_experts;
  const double products = (model.mlp_matrices > 2 ? 3 : 1) + (full || run.targets.mlp ? 1 : 0);
  double bytes = c.attention * model.query + c.residual * model.hidden + c.mlp * products * experts;
  if (full) {
    bytes += c.full_input * model.hidden;
  } else {
    bytes += c.adapter_input * (model.hidden + (run.targets.o ? model.query : 0) +
                                (run.targets.mlp ? model.hidden + experts : 0));
  }
  if (run.method == Method::qlora) {
    bytes += c.quantised_input * (2 * model.hidden + model.query + experts);
  }
  return bytes * (run.dora ? c.dora : 1);
}

/// What comes and goes during a step, in bytes.
struct Moment {
  double activations = 0;
  double logits = 0;
  double gradients = 0;
  double sum() const { return activations + logits + gradients; }
};

/// The moment that needs most: at the loss, when a layer is recomputed, or at the end of the
/// backward pass, when gradients have taken the place of activations.
Moment peak_moment(const TrainingRun& run, double kept, double recomputed, double logits,
                   double gradients) {
  const bool early = run.accumulates || run.method != Method::full;
  const double before = early ? gradients : 0;
  const std::array<Moment, 3> moments{
      {{kept, logits, before}, {kept + recomputed, 0, before}, {recomputed, 0, gradients}}};
  return *std::max_element(moments.begin(), moments.end(),
                           [](const Moment& a, const Moment& b) { return a.sum() < b.sum(); });
}

/// Bytes of the parts, in the order of k_names.
using Parts = std::array<double, 8>;
constexpr std::array<const char*, 8> k_names{
    "weights",     "gradients", "optimizer", "gathered layers", "dequantised weights",
    "activations", "logits",    "overhead"};

template <class Memory>
Parts parts_of(const TrainingRun& run, const Memory& c) {
  const Architecture& model = run.model;
  const ShardingSetup& cut = run.sharding;
  const double table = model.vocab * model.hidden;
  const double embeddings = held_embeddings(model, c.tied_copies);
  const double trainable =
      run.method == Method::full ? model.blocks() + embeddings : run.trainable();
  const OptimizerSetup& optimizer = run.optimizer;
  const bool quantised = run.method == Method::qlora;
  const double wide = std::max(1.0, cut.tensor_parallel / run.cores);
  // A pipeline's first stage holds its layers for as many micro-batches as there are stages: as
  // much as all layers of one. Source: D. Narayanan et al., "Efficient Large-Scale Language Model
  // Training on GPU Clusters", 2021, section 2.2.
  const double tokens = run.tokens() / wide;
  const double devices = std::max(1.0, cut.tensor_parallel * cut.pipeline / run.cores);

  const double layer = layer_bytes(run, c) * c.activation_factor * tokens;
  double kept = layer * model.layers;
  double recomputed = 0;
  if (run.checkpointing == Checkpointing::full) {
    kept = 2 * model.hidden * model.layers * c.activation_factor * tokens;
    recomputed = c.recomputed_layers * layer;
  } else if (run.checkpointing == Checkpointing::selective) {
    kept *= c.selective_share;
  }
  kept = run.offloads_activations ? 0 : kept;
  const double gradients =
      optimizer.in_backward ? 0 : optimizer.gradient_bytes * trainable / cut.gradients / devices;
  const double logits = (run.fused ? c.fused_logits : c.logits) * model.vocab * tokens;
  const Moment peak = peak_moment(run, kept, recomputed, logits, gradients);

  const double states =
      optimizer.state_bytes * trainable + (optimizer.eight_bit ? c.eight_bit_embedding * table : 0);
  // A sharded run holds the layer at work, the next one and part of the embeddings whole for a
  // moment. Source: S. Rajbhandari et al., "ZeRO", 2019, section 7.
  const double gathered =
      2 * model.blocks() / model.layers * (quantised ? run.quantised_bits / 8 : 2) +
      c.gathered_embeddings * 2 * table;
  const double largest = 2 * model.hidden * std::max(model.intermediate, model.query);
  return {cut.weights_on_host ? 0 : weight_bytes(run, embeddings) / cut.weights / devices,
          peak.gradients,
          optimizer.off_device ? 0 : states / cut.optimizer / devices,
          cut.weights > 1 ? gathered / devices : 0,
          quantised ? c.dequantised * largest : 0,
          peak.activations,
          peak.logits,
          c.overhead_gib * k_gib};
}

double sum(const Parts& parts) {
  double total = 0;
  for (const double each : parts) {
    total += each;
  }
  return total / k_gib;
}

} // namespace

double TrainingPhysics::memory_gib(const TrainingRun& run) const {
  return sum(parts_of(run, c_->memory)) * c_->memory.calibration;
}

double TrainingPhysics::memory_margin() const {
  return c_->memory.above;
}

MemoryEstimate TrainingPhysics::memory(const TrainingRun& run) const {
  const Parts parts = parts_of(run, c_->memory);
  MemoryEstimate estimate;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] > 0) {
      estimate.parts.push_back({k_names[i], parts[i] * c_->memory.calibration / k_gib});
    }
  }
  const double likely = sum(parts) * c_->memory.calibration;
  estimate.gib = {likely / c_->memory.below, likely, likely * c_->memory.above};
  return estimate;
}

} // namespace tunepath
