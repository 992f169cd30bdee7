#include "training/memory.hpp"

#include <numeric>

namespace tunepath::training {
namespace {

double likely(const Catalog& catalog, std::string_view id) {
  return catalog.coefficient(id).likely;
}

/// Bytes of the frozen or trained base model: 16 bits (or what full tuning trains in); QLoRA holds
/// the blocks in 4-bit NormalFloat and keeps embeddings and head at 16 bits.
/// Source: T. Dettmers et al., "QLoRA", 2023, section 3.
double base_bytes(const Architecture& model, const Setup& setup, const Catalog& catalog) {
  switch (setup.method) {
  case Method::full:
    return setup.weight_bytes * model.parameters;
  case Method::lora:
    return 2 * model.parameters;
  case Method::qlora:
    break;
  }
  return model.blocks() * likely(catalog, "nf4-bits") / 8 + 2 * model.embeddings;
}

double trainable_parameters(const Architecture& model, const Setup& setup) {
  return setup.method == Method::full ? model.parameters : adapter_parameters(model, setup.rank);
}

/// What a sharded run holds whole for a moment: the layer at work, the next one, and embeddings
/// and head, at 16 bits or 4. Source: S. Rajbhandari et al., "ZeRO", 2019, section 7.
double gathered_bytes(const Architecture& model, const Setup& setup, const Catalog& catalog) {
  const double bytes = setup.method == Method::qlora ? likely(catalog, "nf4-bits") / 8 : 2;
  return 2 * model.blocks() / model.layers * bytes + 2 * model.embeddings;
}

/// Bytes of activations for one token: with checkpointing the 16-bit input of every layer plus the
/// layer that is recomputed, else every layer. A layer holds
/// c_attention (q + k) + c_residual h + c_mlp i. Flash attention: nothing grows with the square of
/// the sequence. Source: V. Korthikanti et al., "Reducing Activation Recomputation", 2022, section
/// 4, with coefficients fitted on measurements.
double activation_bytes(const Architecture& model, const Setup& setup, const Catalog& catalog) {
  const double layer =
      likely(catalog, "activation-attention-bytes") * (model.query + model.key) +
      likely(catalog, "activation-residual-bytes") * model.hidden +
      likely(catalog, "activation-mlp-bytes") * model.intermediate * model.active_experts;
  if (!setup.checkpointing) {
    return model.layers * layer;
  }
  return 2 * model.hidden * model.layers + likely(catalog, "activation-recomputed-layers") * layer;
}

} // namespace

Setup usual_setup(const TrainingJob& job, const Catalog& catalog) {
  const bool full = job.method == Method::full;
  return {
      .method = job.method,
      .sequence_length = static_cast<double>(job.sequence_length),
      .micro_batch = static_cast<double>(job.micro_batch),
      .checkpointing = job.checkpointing == Checkpointing::full,
      .rank = likely(catalog, "lora-rank"),
      .weight_bytes = likely(catalog, full ? "full-weight-bytes" : "adapter-weight-bytes"),
      .gradient_bytes = likely(catalog, full ? "full-gradient-bytes" : "adapter-gradient-bytes"),
      .optimizer_bytes =
          likely(catalog, full ? "full-optimizer-bytes" : "adapter-optimizer-bytes")};
}

std::vector<MemoryPart> memory_parts(const Architecture& model, const Setup& setup,
                                     const Catalog& catalog) {
  const double trainable = trainable_parameters(model, setup);
  const double adapters = setup.method == Method::full ? 0 : setup.weight_bytes * trainable;
  const double tokens = setup.micro_batch * setup.sequence_length;
  std::vector<MemoryPart> parts{
      {"weights", (base_bytes(model, setup, catalog) + adapters) / setup.shards / k_gib},
      {"gradients", setup.gradient_bytes * trainable / setup.shards / k_gib},
      {"optimizer", setup.optimizer_bytes * trainable / setup.shards / k_gib}};
  if (setup.shards > 1) {
    parts.push_back({"gathered layers", gathered_bytes(model, setup, catalog) / k_gib});
  }
  parts.push_back({"activations", tokens * activation_bytes(model, setup, catalog) / k_gib});
  parts.push_back({"logits", tokens * model.vocab * likely(catalog, "logits-bytes") / k_gib});
  parts.push_back({"overhead", likely(catalog, "training-overhead-gib")});
  return parts;
}

double total_gib(const std::vector<MemoryPart>& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [](double sum, const MemoryPart& part) { return sum + part.gib; });
}

} // namespace tunepath::training
