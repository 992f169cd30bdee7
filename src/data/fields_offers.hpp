#pragma once

#include "data/fields.hpp"
#include "tunepath/rates/offer_rules.hpp"

namespace tunepath::data {

template <>
struct Fields<OfferMeter> {
  static constexpr std::string_view k_noun = "an offer meter";
  static constexpr auto k_all = std::tuple{
      required("offer", &OfferMeter::offer, "the offer's code"),
      optional("location_type", &OfferMeter::location_type),
      optional("component", &OfferMeter::component),
      optional("usage", &OfferMeter::usage),
      optional("model", &OfferMeter::model),
      optional("feature", &OfferMeter::feature),
      optional("inference_type", &OfferMeter::inference_type),
      optional("service_tier", &OfferMeter::service_tier),
      optional("skip", &OfferMeter::skip),
      optional("service", &OfferMeter::service),
      optional("item", &OfferMeter::item),
      optional("variant", &OfferMeter::variant),
      optional("also", &OfferMeter::also),
      optional("scope", &OfferMeter::scope),
      optional("meter", &OfferMeter::meter),
      optional("unit", &OfferMeter::unit),
      optional("counts", &OfferMeter::counts),
      optional("tier_or_term", &OfferMeter::term).called("term"),
      required("source", &OfferMeter::source, "price-list-2026").as(Form::source),
      required("source_date", &OfferMeter::source_date, "2026-11-22").as(Form::source_date),
      optional("note", &OfferMeter::note),
  };
};

template <>
struct Fields<OfferUnit> {
  static constexpr std::string_view k_noun = "an offer unit";
  static constexpr auto k_all = std::tuple{
      required("spelled", &OfferUnit::spelled, "[hrs]"),
      required("counts", &OfferUnit::counts, "hour"),
      required("per", &OfferUnit::per, "1").as(Form::above_zero),
      required("source", &OfferUnit::source, "price-list-2026").as(Form::source),
      required("source_date", &OfferUnit::source_date, "2026-11-22").as(Form::source_date),
      optional("note", &OfferUnit::note),
  };
};

template <>
struct Fields<OfferModel> {
  static constexpr std::string_view k_noun = "an offer model";
  static constexpr auto k_all = std::tuple{
      required("called", &OfferModel::called, "its name in the offer"),
      required("model", &OfferModel::model, "a-model-id"),
      required("source", &OfferModel::source, "price-list-2026").as(Form::source),
      required("source_date", &OfferModel::source_date, "2026-11-22").as(Form::source_date),
      optional("note", &OfferModel::note),
  };
};

} // namespace tunepath::data
