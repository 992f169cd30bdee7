#pragma once

#include "data/fields.hpp"
#include "tunepath/catalog/framework.hpp"
#include "tunepath/catalog/instance.hpp"
#include "tunepath/catalog/limit.hpp"

namespace tunepath::data {

template <>
struct Fields<Accelerator> {
  static constexpr std::string_view k_noun = "an accelerator";
  static constexpr auto k_all = std::tuple{
      required("id", &Accelerator::id, "an-accelerator-id"),
      optional("calibration_name", &Accelerator::calibration_name),
      optional("on_sagemaker", &Accelerator::on_sagemaker),
      required("kind", &Accelerator::kind, "gpu"),
      optional("memory_nominal_gib", &Accelerator::memory_nominal_gib),
      optional("memory_usable_gib", &Accelerator::memory_usable_gib),
      optional("bf16_dense_tflops", &Accelerator::bf16_dense_tflops),
      optional("fp8_dense_tflops", &Accelerator::fp8_dense_tflops),
      optional("memory_bandwidth_gb_s", &Accelerator::memory_bandwidth_gb_s),
      optional("intra_node_gb_s_one_way", &Accelerator::intra_node_gb_s_one_way),
      required("source", &Accelerator::source, "aws-docs-2026").as(Form::source),
      optional("source_date", &Accelerator::source_date).as(Form::source_date),
      optional("confidence", &Accelerator::confidence),
      optional("note", &Accelerator::note),
  };
};

template <>
struct Fields<Instance> {
  static constexpr std::string_view k_noun = "an instance";
  static constexpr auto k_all = std::tuple{
      required("id", &Instance::id, "an-instance-type"),
      required("accelerator", &Instance::accelerator, "an-accelerator-id"),
      required("accelerators", &Instance::accelerators, "8").as(Form::above_zero),
      optional("memory_usable_gib", &Instance::memory_usable_gib),
      optional("intra_node_gb_s_one_way", &Instance::intra_node_gb_s_one_way),
      optional("interconnect", &Instance::interconnect),
      optional("network_gbps", &Instance::network_gbps),
      optional("network_source", &Instance::network_source).as(Form::source),
      optional("vcpu", &Instance::vcpu),
      optional("ram_gib", &Instance::ram_gib),
      optional("local_nvme", &Instance::local_nvme),
      optional("local_nvme_confidence", &Instance::local_nvme_confidence),
      optional("training_enum", &Instance::training_enum),
      optional("hosting_enum", &Instance::hosting_enum),
      required("source", &Instance::source, "aws-docs-2026").as(Form::source),
      optional("source_date", &Instance::source_date).as(Form::source_date),
      optional("confidence", &Instance::confidence),
      optional("note", &Instance::note),
  };
};

template <>
struct Fields<SpotObservation> {
  static constexpr std::string_view k_noun = "a spot observation";
  static constexpr auto k_all = std::tuple{
      required("instance", &SpotObservation::instance, "an-instance-type"),
      required("region", &SpotObservation::region, "*"),
      required("zones", &SpotObservation::zones, "3").as(Form::above_zero),
      required("ec2_on_demand_usd", &SpotObservation::ec2_on_demand_usd, "0.5"),
      required("spot_low_usd", &SpotObservation::spot_low_usd, "0.5"),
      required("spot_median_usd", &SpotObservation::spot_median_usd, "0.5"),
      required("spot_high_usd", &SpotObservation::spot_high_usd, "0.5"),
      required("discount_at_low", &SpotObservation::discount_at_low, "0.5"),
      required("discount_at_median", &SpotObservation::discount_at_median, "0.5"),
      required("discount_at_high", &SpotObservation::discount_at_high, "0.5"),
      required("source", &SpotObservation::source, "price-list-2026").as(Form::source),
      optional("source_date", &SpotObservation::source_date).as(Form::source_date),
      optional("confidence", &SpotObservation::confidence),
      optional("note", &SpotObservation::note),
  };
};

template <>
struct Fields<Limit> {
  static constexpr std::string_view k_noun = "a limit";
  static constexpr auto k_all = std::tuple{
      required("id", &Limit::id, "bedrock-custom-od-rpm"),
      required("service", &Limit::service, "bedrock"),
      required("subject", &Limit::subject, "custom on demand"),
      required("region", &Limit::region, "*"),
      required("limit", &Limit::limit, "requests per minute"),
      required("value", &Limit::value, "2"),
      optional("low", &Limit::low),
      optional("high", &Limit::high),
      optional("unit", &Limit::unit),
      optional("adjustable", &Limit::adjustable),
      required("source", &Limit::source, "aws-docs-2026").as(Form::source),
      optional("source_date", &Limit::source_date).as(Form::source_date),
      optional("confidence", &Limit::confidence),
      optional("note", &Limit::note),
  };
};

template <>
struct Fields<CreditPool> {
  static constexpr std::string_view k_noun = "a credit pool";
  static constexpr auto k_all = std::tuple{
      required("pool", &CreditPool::pool, "activate-founders"),
      optional("max_usd", &CreditPool::max_usd),
      optional("amount_note", &CreditPool::amount_note),
      optional("eligibility", &CreditPool::eligibility),
      required("covers", &CreditPool::covers, "unverified"),
      optional("excludes", &CreditPool::excludes),
      optional("covers_services", &CreditPool::covers_services),
      optional("third_party_models", &CreditPool::third_party_models),
      optional("upfront", &CreditPool::upfront),
      optional("verified", &CreditPool::verified),
      optional("official", &CreditPool::official),
      optional("expiry", &CreditPool::expiry),
      optional("how_to_apply", &CreditPool::how_to_apply),
      required("source", &CreditPool::source, "activate-2026").as(Form::source),
      optional("source_date", &CreditPool::source_date).as(Form::source_date),
      optional("confidence", &CreditPool::confidence),
  };
};

template <>
struct Fields<Coefficient> {
  static constexpr std::string_view k_noun = "a coefficient";
  static constexpr auto k_all = std::tuple{
      required("id", &Coefficient::id, "step-overhead"),
      required("low", &Coefficient::low, "0.8"),
      required("likely", &Coefficient::likely, "1"),
      required("high", &Coefficient::high, "1.2"),
      required("unit", &Coefficient::unit, "s"),
      required("source", &Coefficient::source, "measured-2026").as(Form::source),
      optional("source_date", &Coefficient::source_date).as(Form::source_date),
      optional("note", &Coefficient::note),
  };
};

template <>
struct Fields<Framework> {
  static constexpr std::string_view k_noun = "a framework";
  static constexpr auto k_all = std::tuple{
      required("id", &Framework::id, "a-framework"),
      optional("names", &Framework::names),
      optional("until", &Framework::until),
      required("source", &Framework::source, "measured-2026").as(Form::source),
      optional("source_date", &Framework::source_date).as(Form::source_date),
      optional("note", &Framework::note),
  };
};

} // namespace tunepath::data
