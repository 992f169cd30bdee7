#pragma once

#include "data/fields.hpp"
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
      RetiredDate{"superseded_by_date"},
      required("source", &RateRow::source, "price-list-2026-11-22").as(Form::source),
      required("source_date", &RateRow::source_date, "2026-11-22").as(Form::source_date),
      optional("confidence", &RateRow::confidence),
      optional("derived", &RateRow::derived),
      optional("note", &RateRow::note),
  };
};

} // namespace tunepath::data
