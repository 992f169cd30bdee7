#pragma once

#include "tunepath/rates/rate.hpp"

#include <optional>
#include <span>

namespace tunepath {

/// Which rate a product of an AWS price list gives, or why it gives none. The first row whose
/// patterns all fit counts.
///
/// Patterns are in lower case, '*' stands for any run of characters. Of a list any may fit; one
/// that starts with '!' must not; what the product does not say is "", which only "" fits. An
/// empty list fits everything.
struct OfferMeter {
  std::string_view offer; ///< a pattern for the offer's code, as published
  std::span<const std::string_view> location_type;
  std::span<const std::string_view> component;
  std::span<const std::string_view> usage;
  std::span<const std::string_view> model;
  std::span<const std::string_view> feature;
  std::span<const std::string_view> inference_type;
  std::span<const std::string_view> service_tier;
  std::string_view skip; ///< why there is no rate; then all up to `term` is empty
  std::string_view service;
  /// A word; a pattern, for what fits it in the product's instance name or at the end of its usage
  /// type; or "{model}": the model that the product names.
  std::string_view item;
  Variant variant = Variant::none;
  std::optional<Variant> also; ///< the same price is that of this variant, too
  Scope scope = Scope::in_region;
  std::optional<Meter> meter;
  std::optional<Unit> unit;
  std::string_view counts; ///< what the published unit must count: "hour", "token"
  Term term = Term::on_demand;
  std::string_view source;
  Date source_date;
  std::string_view note;
  Place place;
};

/// What a unit of an AWS price list counts, and how many of it one unit is.
struct OfferUnit {
  std::span<const std::string_view> spelled; ///< in lower case: "1k tokens"
  std::string_view counts;                   ///< "token"
  std::int64_t per = 1;                      ///< > 0
  std::string_view source;
  Date source_date;
  std::string_view note;
  Place place;
};

/// A model's name in AWS price lists that is none of the catalog's.
struct OfferModel {
  std::string_view called;
  std::string_view model; ///< the catalog's id
  std::string_view source;
  Date source_date;
  std::string_view note;
  Place place;
};

/// How AWS price lists are read. A view: the rows live in the binary or in whoever read them.
struct OfferRules {
  std::span<const OfferMeter> meters; ///< in the order in which they are tried
  std::span<const OfferUnit> units;
  std::span<const OfferModel> models;
};

} // namespace tunepath
