#pragma once

#include "tunepath/rates/rate.hpp"

#include <optional>
#include <span>

namespace tunepath {

/// What somebody pays of a list price: an enterprise agreement, a Savings Plan, a reseller's
/// surcharge. It applies to every rate that fits all of its selectors; one that is left out fits
/// everything. In `items` a '*' stands for any run of characters: "ml.g5*".
struct Discount {
  std::string_view id;    ///< a later file's discount of the same id takes its place
  std::string_view label; ///< "Enterprise agreement 2026", for the line
  std::span<const std::string_view> services;
  std::span<const std::string_view> items;
  std::span<const std::string_view> regions;
  std::optional<Variant> variant;
  std::optional<Scope> scope;
  std::optional<Meter> meter;
  std::optional<Unit> unit;
  std::optional<Term> term;
  Decimal multiplier; ///< > 0: 0.91 takes 9% off; at most 6 decimals
  Date valid_from;
  std::optional<Date> valid_until; ///< the last day
  std::string_view source;
  Date source_date;
  std::string_view note;
  Place place;

  /// True when every selector fits `key` and `day` is within its dates.
  bool applies_to(const RateKey& key, Date day) const;
};

/// True when `text` is `pattern`, in which '*' stands for any run of characters.
bool fits(std::string_view pattern, std::string_view text);

} // namespace tunepath
