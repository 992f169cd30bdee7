#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/meter.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/unit.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tunepath {

/// What the item of a rate is: a model of the catalog, an instance type, or another thing.
enum class ItemKind { model, instance, other };

template <>
struct Names<ItemKind> {
  static constexpr std::array<std::pair<ItemKind, std::string_view>, 3> k_all{
      {{ItemKind::model, "model"}, {ItemKind::instance, "instance"}, {ItemKind::other, "other"}}};
};

/// How one meter of a service is billed, and what rows of it look like. A rate whose service,
/// meter and unit have no such row is a mistake. What no source says is left out.
struct BilledMeter {
  std::string_view service;
  Meter meter = Meter::input;
  Unit unit = Unit::token;
  std::string_view billed;                       ///< for people: "by the second"
  std::optional<std::int64_t> increment_seconds; ///< time is billed in whole ones of these
  std::optional<std::int64_t> minimum_seconds;
  std::optional<Decimal> minimum_units; ///< of `unit`
  ItemKind item = ItemKind::other;
  std::string_view item_prefix;                ///< before an instance type: "ml." // example
  std::span<const std::string_view> variants;  ///< base, custom; none: rows have no variant
  std::span<const std::string_view> terms;     ///< the tiers or terms that its rows may have
  std::optional<Meter> needs;                  ///< a price is of no use without one of this meter
  std::span<const std::string_view> needs_not; ///< kinds of models that have none of that
  /// Meters of like price for the same item: "output", or of another service "sagemaker/hosting".
  std::span<const std::string_view> peers;
  std::string_view source;
  std::optional<Date> source_date;
  std::optional<Confidence> confidence;
  std::string_view note;
  Place place;
};

/// A factor by which prices are judged: how far one may be from those like it, or one that a slip
/// of units makes.
struct PriceFactor {
  std::string_view id;
  Decimal factor;                          ///< above 1
  std::string_view means;                  ///< of a slip, for people: "an hour taken for a second"
  std::span<const std::string_view> units; ///< of a slip: of which prices; none: of all
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;
};

} // namespace tunepath
