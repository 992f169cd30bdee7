#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/meter.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/unit.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// Whose price: the base model's, a customised model's, or of something that is no model.
enum class Variant { none, base, custom };

template <>
struct Names<Variant> {
  static constexpr std::array<std::pair<Variant, std::string_view>, 3> k_all{
      {{Variant::none, ""}, {Variant::base, "base"}, {Variant::custom, "custom"}}};
};

/// Where a request may be served. `unlabelled`: the source does not say, or the region is inferred.
enum class Scope { in_region, geo, global, unlabelled };

template <>
struct Names<Scope> {
  static constexpr std::array<std::pair<Scope, std::string_view>, 4> k_all{
      {{Scope::in_region, "in-region"},
       {Scope::geo, "geo"},
       {Scope::global, "global"},
       {Scope::unlabelled, "unlabelled"}}};
};

/// The price's tier (on-demand, batch, first-tier) or the term that is committed to.
enum class Term {
  on_demand,
  batch,
  no_commitment,
  one_month,
  three_month,
  six_month,
  first_tier,
  none
};

template <>
struct Names<Term> {
  static constexpr std::array<std::pair<Term, std::string_view>, 8> k_all{
      {{Term::on_demand, "on-demand"},
       {Term::batch, "batch"},
       {Term::no_commitment, "no-commitment"},
       {Term::one_month, "1-month"},
       {Term::three_month, "3-month"},
       {Term::six_month, "6-month"},
       {Term::first_tier, "first-tier"},
       {Term::none, "none"}}};
};

/// What one asks a rate table for. Two rates with different keys never stand in for each other.
struct RateKey {
  std::string_view service;
  std::string_view item;
  Variant variant = Variant::none;
  std::string_view region;
  Scope scope = Scope::in_region;
  Meter meter = Meter::input;
  Unit unit = Unit::token;
  Term term = Term::on_demand;

  friend constexpr auto operator<=>(const RateKey&, const RateKey&) = default;
};

/// "bedrock / nova-micro / custom / us-east-1 / in-region / training / trained-token / none".
std::string to_string(const RateKey& key);

/// One published price: `usd` buys `per` units. The basis stays as published, because
/// $0.035 per 1,000,000 tokens is no whole number of micro-dollars per token. `valid_from` is the
/// first day on which the price is known to have held. Text lives as long as the table.
struct RateRow {
  std::string_view service;
  std::string_view item;
  Variant variant = Variant::none;
  std::string_view region;
  Scope scope = Scope::in_region;
  Meter meter = Meter::input;
  Unit unit = Unit::token;
  std::int64_t per = 1; ///< > 0
  Term term = Term::on_demand;
  Decimal usd; ///< > 0
  Date valid_from;
  /// The day on which the source says that another price took its place; look-ups go by the
  /// valid_from of the next row alone.
  std::optional<Date> superseded_by_date;
  std::string_view source;
  Date source_date;
  Confidence confidence = Confidence::medium;
  bool derived = false; ///< computed from other rows
  /// Kinds of findings of a check that are known and wanted for this row.
  std::span<const std::string_view> acknowledged;
  std::string_view note;
  Place place;

  constexpr RateKey key() const {
    return {service, item, variant, region, scope, meter, unit, term};
  }
};

struct Discount;

/// The region whose prices stand in for those that are missing in another, because a user asks for
/// it: prices do not scale from region to region, so each use of it is marked.
struct StandIn {
  std::string region;
  Decimal factor = Decimal::of(1); ///< > 0, at most 6 decimals
};

/// What a rate comes to: the row's price times the multipliers of `discounts`, and times the factor
/// of `stand_in` where another region's row stands in; exactly.
struct Price {
  Decimal usd;
  std::int64_t per = 1;
  const RateRow* row = nullptr;
  std::vector<const Discount*> discounts{}; ///< in the order in which they apply
  const StandIn* stand_in = nullptr;        ///< an estimate, not a price of the region asked for
};

/// A price for an amount of unit U, with the row it comes from.
template <Unit U>
struct Rate : Price {};

} // namespace tunepath
