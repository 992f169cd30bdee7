#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/names.hpp"
#include "tunepath/core/range.hpp"
#include "tunepath/core/truth.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tunepath {

/// Ways to serve a tuned model, most managed first; spelled as profiles spell them.
enum class HostingMode {
  bedrock_on_demand,
  provisioned_throughput,
  custom_model_import,
  endpoint,
  endpoint_autoscaling,
  endpoint_scale_to_zero,
  multi_adapter,
  async,
  batch_transform,
};

template <>
struct Names<HostingMode> {
  static constexpr std::array<std::pair<HostingMode, std::string_view>, 9> k_all{
      {{HostingMode::bedrock_on_demand, "bedrock-on-demand"},
       {HostingMode::provisioned_throughput, "provisioned-throughput"},
       {HostingMode::custom_model_import, "custom-model-import"},
       {HostingMode::endpoint, "endpoint"},
       {HostingMode::endpoint_autoscaling, "endpoint-autoscaling"},
       {HostingMode::endpoint_scale_to_zero, "endpoint-scale-to-zero"},
       {HostingMode::multi_adapter, "multi-adapter"},
       {HostingMode::async, "async"},
       {HostingMode::batch_transform, "batch-transform"}}};
};

/// What one request asks of an instance, and what may be asked of the instance besides.
struct Load {
  Range<double> input_tokens;            ///< per request, retrieved passages included
  Range<double> output_tokens;           ///< per request
  std::optional<double> latency_seconds; ///< within which an answer is wanted; empty: any time
  double adapters_gib = 0; ///< adapters that are kept in memory, over all accelerators
  bool adapters = false;   ///< several adapters at once, which costs some of the rate
  friend bool operator==(const Load&, const Load&) = default;
};

/// How an instance answers with `batch` requests at once, over all copies of the model: as many as
/// memory leaves room for and the server takes, and no more than the wanted latency allows at the
/// slow end.
struct Answering {
  std::int64_t batch = 1;
  Range<double> requests_per_second; ///< with the batch always full
  /// What sizing counts on: the likely rate where a measurement is near, else coefficient
  /// "sizing-caution" of the way from there to the lowest.
  double planned_requests_per_second = 0;
  Range<double> seconds;                   ///< of one answer in a full batch, once it has a place
  Range<double> alone_seconds;             ///< of one answer with nothing beside it
  Range<double> first_token_seconds;       ///< to read one prompt
  Range<double> prefill_tokens_per_second; ///< reading prompts only
  Range<double> decode_tokens_per_second;  ///< of the whole batch, writing only
};

/// What one instance carries. `fits` is whether weights, KV cache and activations fit its memory.
/// `answering` is empty when the catalog lacks a figure (`reason` says which). Memory is GiB per
/// accelerator. `measured_nearby`: see TrainingTime.
struct InstanceCapacity {
  Truth fits = Truth::unknown;
  /// Whether an answer comes in the wanted time: yes when it does at the slow end, or any time
  /// will do; no when it does not even at the fast end with nothing beside it.
  Truth meets_latency = Truth::unknown;
  std::int64_t copies = 1; ///< of the model, each on an equal share of the accelerators
  double weights_gib = 0;
  double cache_gib = 0; ///< key-value cache of one request
  double activation_gib = 0;
  double adapters_gib = 0;
  double needed_gib = 0; ///< the sum of these
  double usable_gib = 0;
  std::optional<Answering> answering;
  bool measured_nearby = false;
  std::string reason;
};

/// Capacity of one `instance` for `load` with 16-bit weights. GPUs hold as many copies, each
/// tensor-parallel over an equal share of them, as answer in time at the highest rate; Neuron
/// devices one copy over all. Prefill is compute-bound, decoding is bound by memory bandwidth.
/// In a full batch B an answer takes B x prefill + output tokens x step(B), by
/// Little's law on the rate 1 / (prefill + output tokens x step(B) / B): while it is written, the
/// prompts of the others are read.
InstanceCapacity instance_capacity(const Model& model, const Instance& instance, const Load& load,
                                   const Catalog& catalog);

/// GiB of `adapters` LoRA adapters at 16 bits, each of `rank` on every linear layer.
/// Precondition: model.has_architecture().
double adapters_gib(const Model& model, double adapters, double rank);

/// "4.1 s", "26 s", "7 min": as exact as a prediction is.
std::string seconds_text(double seconds);

} // namespace tunepath
