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

/// What must be served. Hours and requests are those of one month.
struct Load {
  Range<double> requests_per_month;
  Range<double> input_tokens;  ///< per request, retrieved passages included
  Range<double> output_tokens; ///< per request
  double active_hours = 0;     ///< hours of the month in which any request arrives
  Range<double> peak_requests_per_second;
};

/// What one instance carries. `fits` is whether weights, KV cache and activations fit its memory.
/// `requests_per_second` is at full use; empty when the catalog lacks a figure (`reason` says
/// which). `measured_nearby`: see TrainingTime.
struct InstanceCapacity {
  Truth fits = Truth::unknown;
  std::optional<Range<double>> requests_per_second;
  double needed_gib = 0; ///< per accelerator
  double usable_gib = 0;
  bool measured_nearby = false;
  std::string reason;
};

/// Capacity of one `instance` for `load` with 16-bit weights, tensor-parallel over its
/// accelerators. Prefill is compute-bound, decoding is bound by memory bandwidth.
InstanceCapacity instance_capacity(const Model& model, const Instance& instance, const Load& load,
                                   const Catalog& catalog);

/// Instances needed at the peak with `headroom` (0 to 1) of the measured rate left in use; at
/// least 1. Computed from the likely values.
std::int64_t instances_needed(const Range<double>& requests_per_second, double peak,
                              double headroom);

/// Windows of `window_seconds` that bill in a month when requests arrive evenly over
/// `active_hours`: each window with at least one request, on average (Poisson arrivals: share
/// 1 - exp(-requests per window)). Precondition: window_seconds > 0.
double billed_windows(double requests_per_month, double active_hours, double window_seconds);

} // namespace tunepath
