#include "support/public_estimators.hpp"

#include "tunepath/catalog/architecture.hpp"

#include <algorithm>
#include <string>

namespace tunepath::test {
namespace {

using Estimate = std::optional<double>;

constexpr double k_gib = 1024.0 * 1024 * 1024;

const Model* model_of(const Measurement& row, const Catalog& catalog) {
  const Model* model = catalog.model(row.at("model_key"));
  return model != nullptr && model->has_architecture() ? model : nullptr;
}

const Accelerator* accelerator_of(const Measurement& row, const Catalog& catalog) {
  for (const Accelerator& each : catalog.accelerators) {
    if (!each.calibration_name.empty() && each.calibration_name == row.at("hardware")) {
      return &each;
    }
  }
  return nullptr;
}

bool is(const Measurement& row, const std::string& column, std::string_view value) {
  return row.at(column) == value;
}

bool is_full(const Measurement& row) {
  return is(row, "method", "full");
}

bool is_qlora(const Measurement& row) {
  return is(row, "method", "qlora");
}

bool is_adapter(const Measurement& row) {
  return is_qlora(row) || is(row, "method", "lora") || is(row, "method", "dora");
}

/// Bytes that a weight takes as it is held; 8-bit floats are computed with, not stored.
double weight_bytes(const Measurement& row) {
  const std::string& precision = row.at("precision");
  return precision.starts_with("nf4") || precision == "awq-int4" ? 0.5
         : precision == "int8"                                   ? 1
                                                                 : 2;
}

/// Over how many accelerators weights, gradients and optimizer states are spread.
double shards(const Measurement& row) {
  const std::string& sharding = row.at("sharding");
  return sharding.starts_with("fsdp") || sharding == "zero3" ? number(row, "n_accelerators") : 1;
}

double in_unit_of(const Measurement& row, double bytes) {
  return bytes / (is(row, "unit", "GB/GPU") ? 1e9 : k_gib);
}

double parameters(const Measurement& row, const Catalog& catalog) {
  return architecture_of(*model_of(row, catalog)).parameters;
}

/// sequence x batch x hidden x layers, as papers on activations write it.
double sbhl(const Measurement& row, const Model& model) {
  const Architecture sizes = architecture_of(model);
  return number(row, "seq_len") * number(row, "batch") * sizes.hidden * sizes.layers;
}

/// Activations at 16 bits, without flash attention: Korthikanti et al., "Reducing Activation
/// Recomputation in Large Transformer Models", arXiv 2205.05198, equations 1 and 6 and section 5:
/// sbhL (34 + 5as/h), sbhL 34 with selective and 2 sbhL with full recomputation.
double activation_bytes(const Measurement& row, const Model& model) {
  const std::string& checkpointing = row.at("grad_ckpt");
  if (checkpointing.starts_with("full")) {
    return 2 * sbhl(row, model);
  }
  const double scores = 5 * static_cast<double>(*model.heads) * number(row, "seq_len") /
                        static_cast<double>(*model.hidden);
  return sbhl(row, model) * (34 + (checkpointing == "selective" ? 0 : scores));
}

// ---- Memory ------------------------------------------------------------------------------------

/// "When training with Adam, you can expect roughly 4x the reported results to be used. (1x for the
/// model, 1x for the gradients, and 2x for the optimizer)."
Estimate accelerate_training(const Measurement& row, const Catalog& catalog) {
  if (!is_full(row) && !is_adapter(row)) {
    return std::nullopt;
  }
  return in_unit_of(row, 4 * weight_bytes(row) * parameters(row, catalog));
}

/// "When performing inference, expect to add up to an additional 20% to this."
Estimate accelerate_inference(const Measurement& row, const Catalog& catalog) {
  if (!is(row, "method", "inference")) {
    return std::nullopt;
  }
  return in_unit_of(row, 1.2 * weight_bytes(row) * parameters(row, catalog));
}

/// Model 2 + optimizer 12 (6 with 8 bits) + gradients 2 bytes a parameter, each spread by ZeRO-3,
/// and activations. Its rule is for full training in mixed precision.
Estimate transformer_math(const Measurement& row, const Catalog& catalog) {
  if (!is_full(row)) {
    return std::nullopt;
  }
  const bool small = row.at("optimizer").find("8bit") != std::string::npos;
  const double states = (2 + (small ? 6 : 12) + 2) * parameters(row, catalog) / shards(row);
  return in_unit_of(row, states + activation_bytes(row, *model_of(row, catalog)));
}

/// As the script computes by default: gradients of 4 bytes, activations of 34 sbhL also with
/// checkpointing, buffers of 5e8 and 1e9 parameters under ZeRO-3.
Estimate eleuther_script(const Measurement& row, const Catalog& catalog) {
  if (!is_full(row)) {
    return std::nullopt;
  }
  const Model& model = *model_of(row, catalog);
  const double scores = 5 * static_cast<double>(*model.heads) * number(row, "seq_len") /
                        static_cast<double>(*model.hidden);
  const bool checkpointed = row.at("grad_ckpt").starts_with("full");
  const double activations = sbhl(row, model) * (34 + (checkpointed ? 0 : scores));
  const double buffers = shards(row) > 1 ? 2 * (5e8 + 1e9) : 0;
  const double states = (2 + 4 + 12) * parameters(row, catalog) / shards(row);
  return in_unit_of(row, states + activations + buffers);
}

template <int k_bytes>
Estimate bytes_per_parameter(const Measurement& row, const Catalog& catalog) {
  if (!is_full(row)) {
    return std::nullopt;
  }
  return in_unit_of(row, k_bytes * parameters(row, catalog) / shards(row));
}

/// Its table's column "xB", in GB: full 18x in mixed and 8x in pure 16-bit precision, LoRA 2x,
/// QLoRA x/2 with 4 bits. The table is of one device: what is sharded is divided here.
Estimate llama_factory(const Measurement& row, const Catalog& catalog) {
  if (!is_full(row) && !is_adapter(row)) {
    return std::nullopt;
  }
  const bool wide = is(row, "optimizer", "adamw_fp32");
  const double per_parameter = is_qlora(row) ? 0.5 : is_adapter(row) ? 2 : wide ? 18 : 8;
  return in_unit_of(row, per_parameter * parameters(row, catalog) / shards(row));
}

/// CUDA kernels of 1000 MiB, weights, gradients and two moments in 32 bits (of adapters alone where
/// there are any), activations without flash attention, and logits with their gradients in 32 bits.
Estimate vram_calculator(const Measurement& row, const Catalog& catalog) {
  if (!is_full(row) && !is_adapter(row)) {
    return std::nullopt;
  }
  const Model& model = *model_of(row, catalog);
  const Architecture sizes = architecture_of(model);
  const double kernels = 1000.0 * 1024 * 1024;
  const double logits = 2 * 4 * number(row, "batch") * number(row, "seq_len") * sizes.vocab;
  const double states = is_full(row) ? (6 + 4 + 4 + 4) * sizes.parameters
                                     : weight_bytes(row) * sizes.parameters +
                                           16 * adapter_parameters(sizes, number(row, "lora_rank"));
  return in_unit_of(row, kernels + states / shards(row) + activation_bytes(row, model) + logits);
}

/// 2 bytes a parameter and the key-value cache, 2 x layers x heads x head size x 2 bytes a token.
Estimate weights_and_cache(const Measurement& row, const Catalog& catalog) {
  if (!is(row, "method", "inference")) {
    return std::nullopt;
  }
  const Architecture sizes = architecture_of(*model_of(row, catalog));
  const double cache = kv_bytes_per_token(sizes) * number(row, "seq_len") * number(row, "batch");
  return in_unit_of(row, weight_bytes(row) * sizes.parameters + cache);
}

// ---- Time --------------------------------------------------------------------------------------

/// Dense peak at the row's precision, in FLOP/s; 0 when the catalog does not know it.
double peak(const Measurement& row, const Catalog& catalog) {
  const Accelerator* on = accelerator_of(row, catalog);
  if (on == nullptr) {
    return 0;
  }
  const bool narrow = row.at("precision").find("fp8") != std::string::npos;
  const auto& tflops = narrow ? on->fp8_dense_tflops : on->bf16_dense_tflops;
  return tflops ? tflops->to_double() * 1e12 : 0;
}

/// 6 FLOP for each active parameter and token, whatever the method, at `flops` for an accelerator.
Estimate six_nd(const Measurement& row, const Catalog& catalog, double flops) {
  if (flops <= 0) {
    return std::nullopt;
  }
  const double per_token = 6 * architecture_of(*model_of(row, catalog)).active_parameters;
  const double count = number(row, "n_accelerators");
  if (is(row, "unit", "minutes")) {
    const double tokens = number(row, "tokens_total");
    return tokens > 0 ? Estimate{per_token * tokens / (count * flops) / 60} : std::nullopt;
  }
  return (is(row, "unit", "tokens/s/GPU") ? 1 : count) * flops / per_token;
}

Estimate six_nd_at_40(const Measurement& row, const Catalog& catalog) {
  return six_nd(row, catalog, 0.4 * peak(row, catalog));
}

Estimate six_nd_at_50(const Measurement& row, const Catalog& catalog) {
  return six_nd(row, catalog, 0.5 * peak(row, catalog));
}

/// "As a rule of thumb, you should always be able to achieve approximately 120 TFLOP/s/A100."
Estimate six_pd_at_120(const Measurement& row, const Catalog& catalog) {
  return six_nd(row, catalog, row.at("hardware").starts_with("A100") ? 120e12 : 0);
}

// ---- Serving -----------------------------------------------------------------------------------

double bandwidth(const Measurement& row, const Catalog& catalog) {
  const Accelerator* on = accelerator_of(row, catalog);
  return on != nullptr && on->memory_bandwidth_gb_s ? on->memory_bandwidth_gb_s->to_double() * 1e9
                                                    : 0;
}

/// Seconds in which all accelerators read the weights that a token uses, once; 0 when unknown.
double weights_seconds(const Measurement& row, const Catalog& catalog) {
  const double all = number(row, "n_accelerators") * bandwidth(row, catalog);
  return all > 0
             ? weight_bytes(row) * architecture_of(*model_of(row, catalog)).active_parameters / all
             : 0;
}

Estimate bandwidth_over_weights(const Measurement& row, const Catalog& catalog) {
  const double seconds = weights_seconds(row, catalog);
  return number(row, "batch") == 1 && seconds > 0 ? Estimate{1 / seconds} : std::nullopt;
}

Estimate batched_bandwidth(const Measurement& row, const Catalog& catalog) {
  const double seconds = weights_seconds(row, catalog);
  return seconds > 0 ? Estimate{number(row, "batch") / seconds} : std::nullopt;
}

/// The larger of its two bounds, reading the weights and B x 2P FLOP, and 4 messages of 8
/// microseconds in each layer where there is more than one accelerator.
Estimate inference_arithmetic(const Measurement& row, const Catalog& catalog) {
  const double memory = weights_seconds(row, catalog);
  const Accelerator* on = accelerator_of(row, catalog);
  if (memory <= 0 || !on->bf16_dense_tflops) {
    return std::nullopt;
  }
  const Architecture sizes = architecture_of(*model_of(row, catalog));
  const double count = number(row, "n_accelerators");
  const double batch = number(row, "batch");
  const double compute =
      batch * 2 * sizes.active_parameters / (count * on->bf16_dense_tflops->to_double() * 1e12);
  const double messages = count > 1 ? 4 * sizes.layers * 8e-6 : 0;
  return batch / (std::max(memory, compute) + messages);
}

EstimatorKind kind_of(const Measurement& row) {
  return is(row, "kind", "peak_memory")        ? EstimatorKind::memory
         : is(row, "kind", "serve_throughput") ? EstimatorKind::serving
                                               : EstimatorKind::time;
}

} // namespace

Estimate Estimator::operator()(const Measurement& row, const Catalog& catalog) const {
  return kind_of(row) == kind && model_of(row, catalog) != nullptr ? formula(row, catalog)
                                                                   : std::nullopt;
}

const std::vector<Estimator>& public_estimators() {
  using enum EstimatorKind;
  static const std::vector<Estimator> all{
      {"Accelerate, 4 x size", memory,
       "huggingface.co/docs/accelerate usage_guides/model_size_estimator; space "
       "hf-accelerate/model-memory-usage",
       accelerate_training},
      {"Accelerate, size + 20%", memory,
       "huggingface.co/docs/accelerate usage_guides/model_size_estimator", accelerate_inference},
      {"Transformer Math 101", memory, "blog.eleuther.ai/transformer-math", transformer_math},
      {"EleutherAI cookbook script", memory,
       "EleutherAI/cookbook@069ae2ef:calc/calc_transformer_mem.py", eleuther_script},
      {"16 bytes a parameter", memory,
       "Rajbhandari et al., ZeRO, arXiv 1910.02054, section 3.1: 2 + 2 + 12",
       bytes_per_parameter<16>},
      {"18 bytes a parameter", memory,
       "huggingface.co/docs/transformers model_memory_anatomy: 6 + 8 + 4", bytes_per_parameter<18>},
      {"20 bytes a parameter", memory,
       "common: 16 to 20 bytes a parameter, as in stas00/ml-engineering training/performance",
       bytes_per_parameter<20>},
      {"LLaMA-Factory table", memory, "hiyouga/LLaMA-Factory README, Hardware Requirement",
       llama_factory},
      {"VRAM calculator", memory,
       "vram.asmirnov.xyz, furiousteabag/vram-calculator@63761d2a:app/_lib/index.ts; arXiv "
       "2205.05198",
       vram_calculator},
      {"weights + KV cache", memory, "kipp.ly/transformer-inference-arithmetic, capacity",
       weights_and_cache},
      {"6ND at 40%", time, "Kaplan et al., arXiv 2001.08361; 40% of the peak: common",
       six_nd_at_40},
      {"6ND at 50%", time, "Kaplan et al., arXiv 2001.08361; 50% of the peak: common",
       six_nd_at_50},
      {"6PD at 120 TFLOP/s", time, "blog.eleuther.ai/transformer-math, of an A100", six_pd_at_120},
      {"bandwidth / weights", serving, "common: memory-bound decoding of one request",
       bandwidth_over_weights},
      {"batch x bandwidth / weights", serving, "common: the same, for each request of a batch",
       batched_bandwidth},
      {"Inference Arithmetic", serving,
       "kipp.ly/transformer-inference-arithmetic, latency calculations", inference_arithmetic}};
  return all;
}

std::vector<Measurement> measurements_for(EstimatorKind kind) {
  if (kind == EstimatorKind::memory) {
    return measurements("peak_memory");
  }
  if (kind == EstimatorKind::serving) {
    return measurements("serve_throughput");
  }
  std::vector<Measurement> rows = measurements("train_throughput");
  for (Measurement& row : measurements("train_time")) {
    rows.push_back(std::move(row));
  }
  return rows;
}

} // namespace tunepath::test
