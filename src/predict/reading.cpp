#include "predict/reading.hpp"

#include "tunepath/core/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tunepath::predict_room {
namespace {

constexpr double k_least = 1e-9;
constexpr double k_most = 1e15;

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
  return value >= 1 && value <= k_most ? value : 1;
}

/// Adds what a word of a list of targets names; false when nobody knows the word.
bool add_target(AdapterTargets& targets, std::string_view word) {
  constexpr std::string_view k_suffix = "_proj"; // as in PEFT: q_proj
  if (word.ends_with(k_suffix)) {
    word.remove_suffix(k_suffix.size());
  }
  if (word.starts_with("all")) {
    targets.q = targets.k = targets.v = targets.o = targets.mlp = true;
  } else if (word == "attn") {
    targets.q = targets.k = targets.v = targets.o = true;
  } else if (word == "mlp" || word == "gate" || word == "up" || word == "down") {
    targets.mlp = true;
  } else if (word == "head" || word == "lm_head") {
    targets.head = true;
  } else if (word.find_first_not_of("qkvo") == std::string_view::npos) {
    targets.q = targets.q || contains(word, "q");
    targets.k = targets.k || contains(word, "k");
    targets.v = targets.v || contains(word, "v");
    targets.o = targets.o || contains(word, "o");
  } else {
    return false;
  }
  return true;
}

/// Targets as in "qkv+mlp", "all+head" or "q_proj, v_proj"; empty when a word is not known.
std::optional<AdapterTargets> targets_of(std::string_view text) {
  constexpr std::string_view k_between = "+,;/| ";
  AdapterTargets targets{false, false, false, false, false, false};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(k_between), text.size());
    if (end > 0 && !add_target(targets, text.substr(0, end))) {
      return std::nullopt;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return targets;
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

/// `devices`: accelerators, or their cores where those are what the model is cut over.
ShardingSetup sharding_of(std::string_view text, std::string_view optimizer, double devices) {
  const std::string name = lower(text);
  ShardingSetup setup{.tensor_parallel = degree(name, "tp"), .pipeline = degree(name, "pp")};
  const bool weights = contains(name, "fsdp") || contains(name, "zero3");
  const bool gradients = weights || contains(name, "zero2");
  const double within = std::max(1.0, devices / setup.tensor_parallel / setup.pipeline);
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
  return fmt::format("no model {} with an architecture in the catalog; add it with --models",
                     quoted(key.empty() ? row.text("model") : key));
}

/// What a row leaves out, or says in words that are not known, and what is taken in its place.
class Taken {
public:
  explicit Taken(const RowReader& row) : row_(row) {}

  /// A count that may be left out. One that cannot be read is not passed over: see unreadable().
  double count(std::string_view column, double otherwise) {
    if (const auto stated = row_.count(column)) {
      return *stated;
    }
    if (!row_.text(column).empty()) {
      unreadable_ = fmt::format("{} {} is no number from 1 to {:g}", column,
                                quoted(row_.text(column)), k_most);
    }
    add(column, fmt::format("{:g}", otherwise));
    return otherwise;
  }

  Checkpointing checkpointing(std::string_view column) {
    const std::string_view text = row_.text(column);
    if (text.starts_with("full")) {
      return Checkpointing::full;
    }
    if (text.starts_with("selective")) {
      return Checkpointing::selective;
    }
    if (!text.starts_with("none")) {
      add(column, "none");
    }
    return Checkpointing::none;
  }

  AdapterTargets targets(std::string_view column) {
    const std::string_view text = row_.text(column);
    const auto found = text.empty() ? std::nullopt : targets_of(text);
    if (!found) {
      add(column, "all");
    }
    return found.value_or(AdapterTargets{});
  }

  const std::string& unreadable() const { return unreadable_; }
  const std::string& note() const { return note_; }

private:
  void add(std::string_view column, std::string_view taken) {
    const std::string_view text = row_.text(column);
    const std::string said = text.empty() ? "" : " " + quoted(text);
    note_ += fmt::format("{}{}{} taken as {}", note_.empty() ? "" : "; ", column, said, taken);
  }

  const RowReader& row_;
  std::string note_;
  std::string unreadable_;
};

} // namespace

std::string quoted(std::string_view text) {
  constexpr std::size_t k_longest = 60;
  std::size_t end = 0;
  while (end < text.size() && end < k_longest) {
    end += std::max<std::size_t>(1, sequence_length(text.substr(end)));
  }
  return fmt::format("'{}{}'", text.substr(0, end), end < text.size() ? "..." : "");
}

std::optional<double> RowReader::number(std::string_view column) const {
  const std::string_view cell = text(column);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const bool whole = error == std::errc{} && end == cell.data() + cell.size();
  return whole && value >= k_least && value <= k_most ? std::optional{value} : std::nullopt;
}

std::optional<double> RowReader::count(std::string_view column) const {
  const auto value = number(column);
  return value && *value >= 1 ? value : std::nullopt;
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
            fmt::format("method {} is not full, lora, dora or qlora", quoted(row.text("method")))};
  }
  const auto length = row.count("seq_len");
  const auto batch = row.count("batch");
  if (!length || !batch) {
    return {std::nullopt, "seq_len and batch (sequences per accelerator) are needed"};
  }
  Taken taken{row};
  TrainingRun run{.model = architecture_of(*model),
                  .method = *method,
                  .accelerator = row.accelerator(),
                  .accelerators = taken.count("n_accelerators", 1),
                  .sequence_length = *length,
                  .micro_batch = *batch,
                  .checkpointing = taken.checkpointing("grad_ckpt")};
  run.offloads_activations = contains(row.text("grad_ckpt"), "offload");
  if (*method != Method::full) {
    run.rank = taken.count("lora_rank", row.catalog().coefficient("lora-rank").likely);
    run.targets = taken.targets("lora_targets");
  }
  run.dora = dora;
  run.quantised_bits = quantised_bits(row.text("precision"), row.catalog());
  run.eight_bit_matmul = contains(row.text("precision"), "fp8");
  if (run.accelerator != nullptr && run.accelerator->kind == AcceleratorKind::neuron) {
    run.accelerators_per_instance = row.catalog().coefficient("neuron-devices-per-instance").likely;
    run.cores = row.catalog().coefficient("neuron-cores-per-device").likely;
  }
  run.sharding =
      sharding_of(row.text("sharding"), row.text("optimizer"), run.accelerators * run.cores);
  run.optimizer =
      optimizer_of(row.text("optimizer"), *method, run.sharding.weights > 1, row.catalog());
  run.fused = row.text("compiled") == "1";
  if (!taken.unreadable().empty()) {
    return {std::nullopt, taken.unreadable()};
  }
  return {run, taken.note()};
}

Read<ServingRun> serving_run(const RowReader& row) {
  const Model* model = row.model();
  if (model == nullptr) {
    return {std::nullopt, unknown_model(row)};
  }
  const auto batch = row.count("batch");
  const auto length = row.count("seq_len");
  const auto input = row.count("in_len");
  const auto output = row.count("out_len");
  if (!batch || (!length && !(input && output))) {
    return {std::nullopt, "batch, and in_len and out_len (or seq_len), are needed"};
  }
  Taken taken{row};
  const std::string_view precision = row.text("precision");
  const Accelerator* on = row.accelerator();
  ServingRun run{.model = architecture_of(*model),
                 .accelerator = on,
                 .accelerators = taken.count("n_accelerators", 1),
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
  if (!taken.unreadable().empty()) {
    return {std::nullopt, taken.unreadable()};
  }
  const std::string halves =
      input && output ? "" : "half of seq_len taken as input, half as output";
  const bool both = !halves.empty() && !taken.note().empty();
  return {run, halves + (both ? "; " : "") + taken.note()};
}

} // namespace tunepath::predict_room
