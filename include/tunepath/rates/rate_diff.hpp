#pragma once

#include "tunepath/rates/rate_table.hpp"

#include <optional>
#include <vector>

namespace tunepath {

/// What one table has for a key on a day: nothing, one price, or two that dispute each other.
struct RateSide {
  std::optional<Price> price; ///< after discounts; empty when there is none or two to choose from
  const RateRow* row = nullptr;
  const RateRow* rival = nullptr; ///< as in RateFinding
};

/// A key whose price is not the same in both tables.
struct RateChange {
  enum class Kind { added, removed, changed };
  RateKey key;
  Kind kind = Kind::changed;
  RateSide before;
  RateSide after;

  /// The new price of a unit over the old one, 0.8 being 20% cheaper; for the eye only. Empty
  /// unless both sides have a price.
  std::optional<double> relative() const;
};

template <>
struct Names<RateChange::Kind> {
  static constexpr std::array<std::pair<RateChange::Kind, std::string_view>, 3> k_all{
      {{RateChange::Kind::added, "added"},
       {RateChange::Kind::removed, "removed"},
       {RateChange::Kind::changed, "changed"}}};
};

/// How two tables differ in what they charge on one day.
struct RateDiff {
  std::vector<RateChange> changes; ///< sorted by key
  std::size_t same = 0;            ///< keys with one price in both
  std::size_t confirmed = 0;       ///< of those: a newer source says so in the second table
  std::size_t count(RateChange::Kind kind) const;
};

/// Compares what `before` and `after` charge on `day`, key by key, discounts included. A key counts
/// as the same when a unit costs the same, whatever the basis: 3.78 per 1,000,000 is 0.00378 per
/// 1,000. Pointers lead into the tables.
RateDiff compare_rates(const RateTable& before, const RateTable& after, Date day);

} // namespace tunepath
