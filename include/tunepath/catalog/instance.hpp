#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/truth.hpp"

#include <optional>
#include <string_view>

namespace tunepath {

enum class AcceleratorKind { gpu, neuron };

template <>
struct Names<AcceleratorKind> {
  static constexpr std::array<std::pair<AcceleratorKind, std::string_view>, 2> k_all{
      {{AcceleratorKind::gpu, "gpu"}, {AcceleratorKind::neuron, "neuron"}}};
};

/// One accelerator (for Trainium and Inferentia: one chip). Memory in GiB, rates in dense TFLOPS,
/// bandwidths in GB/s; empty = not known.
struct Accelerator {
  std::string_view id;
  std::string_view calibration_name; ///< its name in published measurements
  bool on_sagemaker = false;
  AcceleratorKind kind = AcceleratorKind::gpu;
  std::optional<Decimal> memory_nominal_gib;
  std::optional<Decimal> memory_usable_gib;
  std::optional<Decimal> bf16_dense_tflops;
  std::optional<Decimal> fp8_dense_tflops;
  std::optional<Decimal> memory_bandwidth_gb_s;
  std::optional<Decimal> intra_node_gb_s_one_way;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  std::string_view note;
  Place place;
};

/// An accelerated ml.* instance type. `training_enum` and `hosting_enum` say that the API accepts
/// the type: that is neither a price nor availability.
struct Instance {
  std::string_view id;
  std::string_view accelerator; ///< an Accelerator id
  std::int64_t accelerators = 0;
  std::optional<Decimal> memory_usable_gib;       ///< per accelerator, where it differs
  std::optional<Decimal> intra_node_gb_s_one_way; ///< where it differs
  std::string_view interconnect;
  std::optional<Decimal> network_gbps; ///< sustained, to other instances; Gbit/s one way
  std::string_view network_source;
  std::optional<std::int64_t> vcpu;
  std::optional<Decimal> ram_gib;
  Truth local_nvme = Truth::unknown;
  std::optional<Confidence> local_nvme_confidence;
  Truth training_enum = Truth::unknown;
  Truth hosting_enum = Truth::unknown;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  std::string_view note;
  Place place;
};

/// What an EC2 spot instance cost in one region at one time, over its zones: evidence for a range
/// of discounts, not a rate. Discounts are shares of the on-demand price.
struct SpotObservation {
  std::string_view instance; ///< EC2's name, without "ml."
  std::string_view region;
  std::int64_t zones = 0;
  Decimal ec2_on_demand_usd;
  Decimal spot_low_usd;
  Decimal spot_median_usd;
  Decimal spot_high_usd;
  Decimal discount_at_low;
  Decimal discount_at_median;
  Decimal discount_at_high;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  std::string_view note;
  Place place;
};

} // namespace tunepath
