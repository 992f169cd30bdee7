#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rates/discount.hpp"
#include "tunepath/rates/rate.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tunepath {

/// What a table has for a key on a day.
struct RateFinding {
  const RateRow* row = nullptr;
  /// A row of the same thing whose source is newer and says another price, but does not label its
  /// scope (or labels it, where `row` does not): neither may win silently.
  const RateRow* rival = nullptr;
  std::size_t layer = 0; ///< 0: the shipped rows, n: the n-th overlay

  /// The row, unless there are two to choose from.
  const RateRow* undisputed() const { return rival == nullptr ? row : nullptr; }
};

/// Rates by key and date. Rows of the user's files come before the shipped ones: where such a file
/// has a row of the key that is valid on the day, the shipped rows of that key are not looked at,
/// whatever their dates; of several files the last one wins. A row for the region asked for beats
/// a row for all regions ("*"). Rows of region "unknown" are never applied to a region.
///
/// Discounts of a file apply to the rows of the files before it and to the shipped ones: a row of
/// the same or a later file is what somebody pays, and is taken as it stands.
class RateTable {
public:
  RateTable() = default;
  /// `shipped` is sorted by key, then valid_from, and outlives the table.
  explicit RateTable(std::span<const RateRow> shipped) : shipped_(shipped) {}

  /// Puts the rows and discounts of one more file before all others.
  void add_overlay(std::vector<RateRow> rows, std::vector<Discount> discounts = {});

  /// From now on, where a region has no rate at all, price() takes that of `stand_in`, marked as
  /// such. Rows and their findings stay as they are.
  void estimate_from(StandIn stand_in) { stand_in_ = std::move(stand_in); }
  const std::optional<StandIn>& stand_in() const { return stand_in_; }

  /// The row that holds for exactly `key` on `day`, or nullptr. A row of another scope, tier,
  /// variant or unit is never returned.
  const RateRow* find(const RateKey& key, Date day) const { return look_up(key, day).row; }
  /// The same, with what disputes it.
  RateFinding look_up(const RateKey& key, Date day) const;

  /// What the undisputed row of `key` comes to after discounts; empty when there is none, nor one
  /// that stands in for it.
  /// Errors: std::overflow_error where the product cannot be held exactly.
  std::optional<Price> price(const RateKey& key, Date day) const;
  /// The same as a price for the unit U, which becomes the key's unit.
  template <Unit U>
  std::optional<Rate<U>> find(RateKey key, Date day) const {
    key.unit = U;
    std::optional<Price> found = price(key, day);
    return found ? std::optional{Rate<U>{std::move(*found)}} : std::nullopt;
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
  /// Every discount that no later file replaces, in the order in which they apply.
  std::vector<const Discount*> discounts() const;
  /// The discounts that apply to `row`, which is one of rows(), on `day`, in order.
  std::vector<const Discount*> discounts_on(const RateRow& row, Date day) const;

private:
  struct Overlay {
    std::vector<RateRow> rows; ///< sorted like shipped_
    std::vector<Discount> discounts;
  };
  std::span<const RateRow> layer(std::size_t index) const;
  std::size_t layer_of(const RateRow& row) const;
  bool is_replaced(const Discount& discount, std::size_t overlay) const;
  std::vector<const Discount*> discounts_above(std::size_t layer, const RateKey& key,
                                               Date day) const;

  std::span<const RateRow> shipped_;
  std::vector<Overlay> overlays_; ///< the last one wins
  std::optional<StandIn> stand_in_;
};

/// What is wrong with the discounts of `table`: a warning for each that fits no rate at all, an
/// error for each that turns a price into one that cannot be held exactly.
std::vector<Diagnostic> discount_problems(const RateTable& table);

} // namespace tunepath
