#pragma once

#include "tunepath/core/names.hpp"

namespace tunepath {

/// What a published price is for, spelled as in the rate tables.
enum class Unit {
  token,           ///< inference tokens
  trained_token,   ///< corpus tokens x epochs
  training_hour,   ///< reinforcement tuning
  image_seen,      ///< steps x batch size
  model_unit_hour, ///< one Provisioned Throughput model unit for an hour
  tpm_hour,        ///< with per = 1000: an hour of 1,000 reserved tokens per minute
  cmu_minute,      ///< one custom model unit for a minute, billed in 5-minute windows
  cmu_month,       ///< storage of an imported model, per custom model unit
  model_month,     ///< storage of one custom model
  instance_hour,   ///< billed by the second
  gb_month,
  gb,
  ocu_hour, ///< OpenSearch compute unit
  request,
  query, ///< a rerank query covers up to 100 chunks
  page,
  task,
  text_unit,
  secret_month,
  person_hour, ///< people's time, priced by the profile
};

template <>
struct Names<Unit> {
  static constexpr std::array<std::pair<Unit, std::string_view>, 20> k_all{{
      {Unit::token, "token"},
      {Unit::trained_token, "trained-token"},
      {Unit::training_hour, "training-hour"},
      {Unit::image_seen, "image-seen"},
      {Unit::model_unit_hour, "model-unit-hour"},
      {Unit::tpm_hour, "tpm-hour"},
      {Unit::cmu_minute, "cmu-minute"},
      {Unit::cmu_month, "cmu-month"},
      {Unit::model_month, "model-month"},
      {Unit::instance_hour, "instance-hour"},
      {Unit::gb_month, "gb-month"},
      {Unit::gb, "gb"},
      {Unit::ocu_hour, "ocu-hour"},
      {Unit::request, "request"},
      {Unit::query, "query"},
      {Unit::page, "page"},
      {Unit::task, "task"},
      {Unit::text_unit, "text-unit"},
      {Unit::secret_month, "secret-month"},
      {Unit::person_hour, "person-hour"},
  }};
};

} // namespace tunepath
