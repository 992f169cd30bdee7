#include "predict/reading.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tunepath::predict_room {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// The number behind `word` in text such as "TP8 DP64" or "fsdp+tp2"; 1 when there is none.
double degree(std::string_view text, std::string_view word) {
  const std::string small = lower(text);
  const auto at = small.find(word);
  if (at == std::string::npos) {
    return 1;
  }
  double value = 1;
  std::from_chars(small.data() + at + word.size(), small.data() + small.size(), value);
  return value >= 1 ? value : 1;
}

AdapterTargets targets_of(std::string_view text) {
  if (text.empty() || contains(text, "all")) {
    return {.head = contains(text, "head")};
  }
  const std::string_view attention = text.substr(0, text.find('+'));
  const bool whole = contains(text, "attn");
  const auto has = [&](char letter) {
    return whole || attention.find(letter) != std::string_view::npos;
  };
  return {.q = has('q'),
          .k = has('k'),
          .v = has('v'),
          .o = has('o'),
          .mlp = contains(text, "mlp"),
          .head = contains(text, "head")};
}

/// What the optimizer keeps. Sharded full tuning that says no more than "adamw" is taken to train
/// in mixed precision with 32-bit master weights, as frameworks do; on one accelerator in 16 bits.
OptimizerSetup optimizer_of(std::string_view name, Method method, bool sharded,
                            const Catalog& catalog) {
  const auto bytes = [&](std::string_view id) { return catalog.coefficient(id).likely; };
  if (method != Method::full) {
    return {.weight_bytes = bytes("adapter-weight-bytes"),
            .gradient_bytes = bytes("adapter-gradient-bytes"),
            .state_bytes = bytes("adapter-optimizer-bytes")};
  }
  OptimizerSetup setup{.weight_bytes = 2, .gradient_bytes = 2, .state_bytes = 4};
  if (contains(name, "fp32") || (sharded && name == "adamw")) {
    setup = {.weight_bytes = 4, .gradient_bytes = 4, .state_bytes = 8};
  } else if (contains(name, "8bit")) {
    setup.state_bytes = 2;
    setup.eight_bit = true;
  }
  setup.in_backward = contains(name, "inbwd") || contains(name, "cpu_offload");
  setup.off_device = contains(name, "paged") || contains(name, "cpu_offload");
  return setup;
}

ShardingSetup sharding_of(std::string_view text, std::string_view optimizer, double accelerators) {
  const std::string name = lower(text);
  ShardingSetup setup{.tensor_parallel = degree(name, "tp"), .pipeline = degree(name, "pp")};
  const bool weights = contains(name, "fsdp") || contains(name, "zero3");
  const bool gradients = weights || contains(name, "zero2");
  const double within = std::max(1.0, accelerators / setup.tensor_parallel / setup.pipeline);
  setup.weights = weights ? within : 1;
  setup.gradients = gradients ? within : 1;
  setup.optimizer = gradients || contains(name, "zero1") ? within : 1;
  setup.weights_on_host = contains(name, "cpu_offload") || contains(optimizer, "cpu_offload");
  return setup;
}

/// Bits of a quantised parameter: scales quantised again ("-dq"), or plain ones.
double quantised_bits(std::string_view precision, const Catalog& catalog) {
  const Range<double> bits = catalog.coefficient("nf4-bits");
  return contains(precision, "-dq") || precision == "bf16" ? bits.low : bits.high;
}

std::string unknown_model(const RowReader& row) {
  const std::string_view key = row.text("model_key");
  return fmt::format("no model '{}' with an architecture in the catalog; add it with --models",
                     key.empty() ? row.text("model") : key);
}

} // namespace

std::optional<double> RowReader::number(std::string_view column) const {
  const std::string_view cell = text(column);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole = error == std::errc{} && end == cell.data() + cell.size();
  return whole && std::isfinite(value) && value > 0 ? std::optional{value} : std::nullopt;
}

const Model* RowReader::model() const {
  const Model* found = catalog_->model_called(text("model_key"));
  found = found != nullptr ? found : catalog_->model_called(text("model"));
  return found != nullptr && found->has_architecture() ? found : nullptr;
}

const Framework* RowReader::framework() const {
  return catalog_->framework_called(text("framework"), Date::parse(text("date")));
}

const Accelerator* RowReader::accelerator() const {
  std::string name = lower(text("hardware"));
  if (!name.empty() && name.back() == '?') { // Whoever collected it was not sure.
    name.pop_back();
  }
  const Accelerator* variant = nullptr;
  for (const Accelerator& each : catalog_->accelerators) {
    const std::string known = lower(each.calibration_name);
    if (name == each.id || (!known.empty() && name == known)) {
      return &each;
    }
    if (!known.empty() && name.starts_with(known + "-")) {
      variant = &each;
    }
  }
  return variant;
}

Read<TrainingRun> training_run(const RowReader& row) {
  const Model* model = row.model();
  if (model == nullptr) {
    return {std::nullopt, unknown_model(row)};
  }
  const bool dora = row.text("method") == "dora";
  const auto method = dora ? std::optional{Method::lora} : named<Method>(row.text("method"));
  if (!method) {
    return {std::nullopt,
            fmt::format("method '{}' is not full, lora, dora or qlora", row.text("method"))};
  }
  const auto length = row.number("seq_len");
  const auto batch = row.number("batch");
  if (!length || !batch) {
    return {std::nullopt, "seq_len and batch (sequences per accelerator) are needed"};
  }
  const std::string_view checkpointing = row.text("grad_ckpt");
  TrainingRun run{.model = architecture_of(*model),
                  .method = *method,
                  .accelerator = row.accelerator(),
                  .accelerators = row.number_or("n_accelerators", 1),
                  .sequence_length = *length,
                  .micro_batch = *batch};
  run.checkpointing = checkpointing.starts_with("full")        ? Checkpointing::full
                      : checkpointing.starts_with("selective") ? Checkpointing::selective
                                                               : Checkpointing::none;
  run.offloads_activations = contains(checkpointing, "offload");
  run.rank = row.number_or("lora_rank", row.catalog().coefficient("lora-rank").likely);
  run.targets = targets_of(row.text("lora_targets"));
  run.dora = dora;
  run.quantised_bits = quantised_bits(row.text("precision"), row.catalog());
  run.eight_bit_matmul = contains(row.text("precision"), "fp8");
  run.sharding = sharding_of(row.text("sharding"), row.text("optimizer"), run.accelerators);
  run.optimizer =
      optimizer_of(row.text("optimizer"), *method, run.sharding.weights > 1, row.catalog());
  run.fused = row.text("compiled") == "1";
  if (run.accelerator != nullptr && run.accelerator->kind == AcceleratorKind::neuron) {
    run.accelerators_per_instance = row.catalog().coefficient("neuron-devices-per-instance").likely;
  }
  return {run, ""};
}

Read<ServingRun> serving_run(const RowReader& row) {
  const Model* model = row.model();
  if (model == nullptr) {
    return {std::nullopt, unknown_model(row)};
  }
  const auto batch = row.number("batch");
  const auto length = row.number("seq_len");
  const auto input = row.number("in_len");
  const auto output = row.number("out_len");
  if (!batch || (!length && !(input && output))) {
    return {std::nullopt, "batch, and in_len and out_len (or seq_len), are needed"};
  }
  const std::string_view precision = row.text("precision");
  const Accelerator* on = row.accelerator();
  ServingRun run{.model = architecture_of(*model),
                 .accelerator = on,
                 .accelerators = row.number_or("n_accelerators", 1),
                 .batch = *batch,
                 .input_tokens = input.value_or(length.value_or(0) / 2),
                 .output_tokens = output.value_or(length.value_or(0) / 2)};
  const bool neuron = on != nullptr && on->kind == AcceleratorKind::neuron;
  // Neuron devices were measured no faster with 8-bit weights than 16-bit ones would be.
  run.weight_bytes = contains(precision, "int4") || contains(precision, "nf4")
                         ? row.catalog().coefficient("nf4-bits").likely / 8
                     : (contains(precision, "int8") || contains(precision, "fp8")) && !neuron ? 1
                                                                                              : 2;
  run.with_prefill = !contains(row.text("notes"), "decode speed") &&
                     !contains(row.text("notes"), "decode tokens/s");
  return {run, input && output ? "" : "half of seq_len taken as input, half as output"};
}

} // namespace tunepath::predict_room
