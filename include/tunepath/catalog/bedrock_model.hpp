#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/truth.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tunepath {

/// What Amazon Bedrock lets one do with a model in a region: customize, host, import. A row for a
/// region beats the row with region "*". Availability is not price: a row here proves no rate.
struct BedrockModel {
  std::string_view model; ///< a Model id
  std::string_view bedrock_base_id;
  std::string_view region; ///< an AWS region, "*" for all others, "unknown" where none is stated
  Truth fine_tunable = Truth::unknown;
  std::span<const std::string_view> customization_types; ///< sft, rft, distillation ...
  Truth custom_on_demand = Truth::unknown;
  std::optional<Date> custom_on_demand_since; ///< earliest customization date served on demand
  Truth custom_provisioned_throughput = Truth::unknown;
  std::string_view distillation_role;
  std::optional<Confidence> distillation_confidence;
  Truth custom_model_import = Truth::unknown;
  std::string_view cmi_version;
  std::optional<std::int64_t> cmi_units_per_copy;
  std::string_view cmi_units_context;
  std::string_view record_format;
  std::optional<std::int64_t> min_train_records;
  std::optional<std::int64_t> max_train_records;
  std::optional<std::int64_t> max_validation_records;
  std::optional<std::int64_t> max_total_records;
  std::optional<std::int64_t> max_tokens_per_record;
  std::optional<std::int64_t> max_train_gb;
  std::optional<std::int64_t> epochs_min;
  std::optional<std::int64_t> epochs_max;
  std::optional<std::int64_t> epochs_default;
  std::string_view hyperparameters;
  std::optional<Date> retirement_date;
  std::optional<Confidence> retirement_confidence;
  /// Whether the rate tables have a row of that customization, as the collectors saw it.
  std::optional<Truth> training_rate;
  std::optional<Truth> custom_on_demand_rate;
  std::optional<Truth> custom_pt_rate;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  std::string_view note;
  Place place;
};

} // namespace tunepath
