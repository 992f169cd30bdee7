#pragma once

#include "tunepath/rates/rate.hpp"

#include <optional>
#include <span>
#include <vector>

namespace tunepath {

/// Rates by key and date. Rows of the user's files come before the shipped ones: where such a file
/// has a row of the key that is valid on the day, the shipped rows of that key are not looked at,
/// whatever their dates; of several files the last one wins. A row for the region asked for beats
/// a row for all regions ("*"). Rows of region "unknown" are never applied to a region.
class RateTable {
public:
  RateTable() = default;
  /// `shipped` is sorted by key, then valid_from, and outlives the table.
  explicit RateTable(std::span<const RateRow> shipped) : shipped_(shipped) {}

  /// Puts the rows of one more file before all others.
  void add_overlay(std::vector<RateRow> rows);

  /// The row that holds for exactly `key` on `day`, or nullptr. A row of another scope, tier,
  /// variant or unit is never returned.
  const RateRow* find(const RateKey& key, Date day) const;

  /// The same as a price for the unit U, which becomes the key's unit.
  template <Unit U>
  std::optional<Rate<U>> find(RateKey key, Date day) const {
    key.unit = U;
    const RateRow* row = find(key, day);
    return row ? std::optional{Rate<U>{row->usd, row->per, row}} : std::nullopt;
  }

  /// Rows that hold on `day` and differ from `key` only in region or scope: what to tell the user
  /// who found no rate.
  std::vector<const RateRow*> near_misses(const RateKey& key, Date day) const;

  /// True when any row names `region`.
  bool knows_region(std::string_view region) const;
  /// Every region that a row names, sorted, without "*" and "unknown".
  std::vector<std::string_view> regions() const;
  /// Every row, overlays first.
  std::vector<const RateRow*> rows() const;

private:
  std::span<const RateRow> shipped_;
  std::vector<std::vector<RateRow>> overlays_; ///< each sorted like shipped_, the last one wins
};

} // namespace tunepath
