#pragma once

#include "data/fields.hpp"
#include "tunepath/catalog/billed_meter.hpp"
#include "tunepath/rates/coverage.hpp"

namespace tunepath::data {

template <>
struct Fields<BilledMeter> {
  static constexpr std::string_view k_noun = "a meter";
  static constexpr auto k_all = std::tuple{
      required("service", &BilledMeter::service, "bedrock"),
      required("meter", &BilledMeter::meter, "input"),
      required("unit", &BilledMeter::unit, "token"),
      required("billed", &BilledMeter::billed, "by the second"),
      optional("increment_seconds", &BilledMeter::increment_seconds).as(Form::above_zero),
      optional("minimum_seconds", &BilledMeter::minimum_seconds).as(Form::above_zero),
      optional("minimum_units", &BilledMeter::minimum_units).as(Form::above_zero),
      required("item", &BilledMeter::item, "model"),
      optional("item_prefix", &BilledMeter::item_prefix),
      optional("variants", &BilledMeter::variants),
      required("terms", &BilledMeter::terms, "[on-demand, batch]"),
      optional("needs", &BilledMeter::needs),
      optional("needs_not", &BilledMeter::needs_not),
      optional("peers", &BilledMeter::peers),
      required("source", &BilledMeter::source, "pricing-page-2026").as(Form::source),
      optional("source_date", &BilledMeter::source_date).as(Form::source_date),
      optional("confidence", &BilledMeter::confidence),
      optional("note", &BilledMeter::note),
  };
};

template <>
struct Fields<PriceFactor> {
  static constexpr std::string_view k_noun = "a price factor";
  static constexpr auto k_all = std::tuple{
      required("id", &PriceFactor::id, "same-item"),
      required("factor", &PriceFactor::factor, "1000").as(Form::above_zero),
      optional("means", &PriceFactor::means),
      optional("units", &PriceFactor::units),
      required("source", &PriceFactor::source, "judgement-2026").as(Form::source),
      optional("source_date", &PriceFactor::source_date).as(Form::source_date),
      optional("note", &PriceFactor::note),
  };
};

template <>
struct Fields<Purpose> {
  static constexpr std::string_view k_noun = "a purpose";
  static constexpr auto k_all = std::tuple{
      required("id", &Purpose::id, "base-inference"),
      required("label", &Purpose::label, "inference of base models"),
      required("heading", &Purpose::heading, "Base"),
      optional("service", &Purpose::services).called("services"),
      optional("item", &Purpose::items).called("items"),
      optional("variant", &Purpose::variant),
      optional("tier_or_term", &Purpose::term).called("term"),
      optional("all_of", &Purpose::all_of),
      optional("one_of", &Purpose::one_of),
      optional("ways", &Purpose::ways),
      required("source", &Purpose::source, "judgement-2026").as(Form::source),
      optional("source_date", &Purpose::source_date).as(Form::source_date),
      optional("note", &Purpose::note),
  };
};

} // namespace tunepath::data
