#pragma once

#include "data/fields.hpp"
#include "tunepath/rates/discount.hpp"
#include "tunepath/rates/rate.hpp"

namespace tunepath::data {

template <>
struct Fields<RateRow> {
  static constexpr std::string_view k_noun = "a rate";
  static constexpr auto k_all = std::tuple{
      required("service", &RateRow::service, "bedrock"),
      required("item", &RateRow::item, "a-model-id"),
      optional("variant", &RateRow::variant),
      required("region", &RateRow::region, "*"),
      optional("scope", &RateRow::scope),
      required("meter", &RateRow::meter, "input"),
      required("unit", &RateRow::unit, "token"),
      optional("per", &RateRow::per).as(Form::above_zero),
      optional("tier_or_term", &RateRow::term).called("term"),
      required("usd", &RateRow::usd, "0.15").as(Form::price),
      required("valid_from", &RateRow::valid_from, "2026-11-22"),
      optional("superseded_by_date", &RateRow::superseded_by_date),
      required("source", &RateRow::source, "price-list-2026-11-22").as(Form::source),
      required("source_date", &RateRow::source_date, "2026-11-22").as(Form::source_date),
      optional("confidence", &RateRow::confidence),
      optional("derived", &RateRow::derived),
      optional("acknowledged", &RateRow::acknowledged),
      optional("note", &RateRow::note),
  };
};

template <>
struct Fields<Discount> {
  static constexpr std::string_view k_noun = "a discount";
  static constexpr auto k_all = std::tuple{
      required("id", &Discount::id, "enterprise-agreement"),
      optional("label", &Discount::label),
      optional("service", &Discount::services).called("services"),
      optional("item", &Discount::items).called("items"),
      optional("region", &Discount::regions).called("regions"),
      optional("variant", &Discount::variant),
      optional("scope", &Discount::scope),
      optional("meter", &Discount::meter),
      optional("unit", &Discount::unit),
      optional("tier_or_term", &Discount::term).called("term"),
      required("multiplier", &Discount::multiplier, "0.91").as(Form::multiplier),
      required("valid_from", &Discount::valid_from, "2026-11-22"),
      optional("valid_until", &Discount::valid_until),
      required("source", &Discount::source, "agreement-2026").as(Form::source),
      required("source_date", &Discount::source_date, "2026-11-22").as(Form::source_date),
      optional("note", &Discount::note),
  };
};

} // namespace tunepath::data
