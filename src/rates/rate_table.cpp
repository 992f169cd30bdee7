#include "tunepath/rates/rate_table.hpp"

#include "tunepath/rates/unit_price.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

namespace tunepath {
namespace {

bool in_order(const RateRow& a, const RateRow& b) {
  const RateKey left = a.key();
  const RateKey right = b.key();
  return std::tie(left, a.valid_from) < std::tie(right, b.valid_from);
}

/// The newest row of `key` that is valid on `day`, or nullptr. `rows` is sorted.
const RateRow* newest(std::span<const RateRow> rows, const RateKey& key, Date day) {
  const auto end = std::upper_bound(rows.begin(), rows.end(), std::tie(key, day),
                                    [](const auto& wanted, const RateRow& row) {
                                      const RateKey candidate = row.key();
                                      return wanted < std::tie(candidate, row.valid_from);
                                    });
  if (end == rows.begin()) {
    return nullptr;
  }
  const RateRow& row = *std::prev(end);
  return row.key() == key ? &row : nullptr;
}

const RateRow* in_region_or_everywhere(std::span<const RateRow> rows, const RateKey& key,
                                       Date day) {
  if (const RateRow* row = newest(rows, key, day)) {
    return row;
  }
  RateKey everywhere = key;
  everywhere.region = "*";
  return newest(rows, everywhere, day);
}

/// The newest row of `row`'s key in another `scope` that is valid on `day`, or nullptr. It stands
/// near: what has the same service, item, variant and region follows each other, scope by scope.
const RateRow* twin_of(const RateRow& row, Scope scope, std::span<const RateRow> rows, Date day) {
  const RateRow* const end = rows.data() + rows.size();
  const auto is_near = [&](const RateRow& other) {
    return other.item == row.item && other.region == row.region && other.variant == row.variant &&
           other.service == row.service;
  };
  const RateRow* first = &row;
  if (scope < row.scope) {
    while (first != rows.data() && is_near(*(first - 1))) {
      --first;
    }
  }
  const RateRow* twin = nullptr;
  for (; first != end && first->scope <= scope && is_near(*first); ++first) {
    const bool same = first->scope == scope && first->meter == row.meter &&
                      first->unit == row.unit && first->term == row.term;
    twin = same && first->valid_from <= day ? first : twin; // The later row is the newer one.
  }
  return twin;
}

/// The row that RateFinding calls a rival, or nullptr.
const RateRow* rival_of(const RateRow& row, std::span<const RateRow> rows, Date day) {
  if (row.scope != Scope::in_region && row.scope != Scope::unlabelled) {
    return nullptr; // Cross-region inference is another product, not another word for this one.
  }
  const Scope scope = row.scope == Scope::in_region ? Scope::unlabelled : Scope::in_region;
  const RateRow* other = twin_of(row, scope, rows, day);
  const bool disputes =
      other != nullptr && other->source_date > row.source_date && !same_price(row, *other);
  return disputes ? other : nullptr;
}

/// The run of rows of the key's service, item and variant: what tables are sorted by first.
std::span<const RateRow> of_item(std::span<const RateRow> rows, const RateKey& key) {
  const auto prefix = [](const auto& x) { return std::tie(x.service, x.item, x.variant); };
  const auto [first, last] =
      std::equal_range(rows.begin(), rows.end(), key,
                       [&](const auto& a, const auto& b) { return prefix(a) < prefix(b); });
  return {first, last};
}

} // namespace

std::string to_string(const RateKey& key) {
  return fmt::format("{} / {} / {} / {} / {} / {} / {} / {}", key.service, key.item,
                     key.variant == Variant::none ? "-" : name_of(key.variant), key.region,
                     name_of(key.scope), name_of(key.meter), name_of(key.unit), name_of(key.term));
}

void RateTable::add_overlay(std::vector<RateRow> rows, std::vector<Discount> discounts) {
  std::stable_sort(rows.begin(), rows.end(), in_order);
  overlays_.push_back({std::move(rows), std::move(discounts)});
}

std::span<const RateRow> RateTable::layer(std::size_t index) const {
  return index == 0 ? shipped_ : std::span<const RateRow>{overlays_[index - 1].rows};
}

RateFinding RateTable::look_up(const RateKey& key, Date day) const {
  for (std::size_t index = overlays_.size() + 1; index-- > 0;) {
    if (const RateRow* row = in_region_or_everywhere(layer(index), key, day)) {
      return {row, rival_of(*row, layer(index), day), index};
    }
  }
  return {};
}

std::optional<Price> RateTable::price(const RateKey& key, Date day) const {
  RateFinding found = look_up(key, day);
  const bool elsewhere = found.row == nullptr && stand_in_.has_value();
  if (elsewhere) {
    RateKey there = key;
    there.region = stand_in_->region;
    found = look_up(there, day);
  }
  if (found.undisputed() == nullptr) {
    return std::nullopt;
  }
  const RateRow& row = *found.row;
  Price price{row.usd, row.per, &row, discounts_above(found.layer, row.key(), day),
              elsewhere ? &*stand_in_ : nullptr};
  for (const Discount* discount : price.discounts) {
    price.usd = price.usd * discount->multiplier;
  }
  if (elsewhere) {
    price.usd = price.usd * stand_in_->factor;
  }
  return price;
}

bool RateTable::is_replaced(const Discount& discount, std::size_t overlay) const {
  return std::any_of(overlays_.begin() + static_cast<std::ptrdiff_t>(overlay), overlays_.end(),
                     [&](const Overlay& later) {
                       return std::any_of(
                           later.discounts.begin(), later.discounts.end(),
                           [&](const Discount& other) { return other.id == discount.id; });
                     });
}

std::vector<const Discount*> RateTable::discounts_above(std::size_t layer, const RateKey& key,
                                                        Date day) const {
  std::vector<const Discount*> applying;
  for (std::size_t index = layer; index < overlays_.size(); ++index) {
    for (const Discount& discount : overlays_[index].discounts) {
      if (discount.applies_to(key, day) && !is_replaced(discount, index + 1)) {
        applying.push_back(&discount);
      }
    }
  }
  return applying;
}

std::size_t RateTable::layer_of(const RateRow& row) const {
  const std::less_equal<const RateRow*> not_after;
  for (std::size_t index = overlays_.size() + 1; index-- > 0;) {
    const auto rows = layer(index);
    if (!rows.empty() && not_after(&rows.front(), &row) && not_after(&row, &rows.back())) {
      return index;
    }
  }
  throw std::logic_error("the row is not one of the table's");
}

std::vector<const Discount*> RateTable::discounts_on(const RateRow& row, Date day) const {
  return discounts_above(layer_of(row), row.key(), day);
}

std::vector<const Discount*> RateTable::discounts() const {
  std::vector<const Discount*> all;
  for (std::size_t index = 0; index < overlays_.size(); ++index) {
    for (const Discount& discount : overlays_[index].discounts) {
      if (!is_replaced(discount, index + 1)) {
        all.push_back(&discount);
      }
    }
  }
  return all;
}

std::vector<const RateRow*> RateTable::rows() const {
  std::vector<const RateRow*> all;
  for (std::size_t index = overlays_.size() + 1; index-- > 0;) {
    for (const RateRow& row : layer(index)) {
      all.push_back(&row);
    }
  }
  return all;
}

std::vector<const RateRow*> RateTable::near_misses(const RateKey& key, Date day) const {
  std::vector<const RateRow*> near;
  const auto look_at = [&](std::span<const RateRow> rows) {
    for (const RateRow& row : of_item(rows, key)) {
      RateKey same = row.key();
      same.region = key.region;
      same.scope = key.scope;
      const bool elsewhere = same == key && row.key() != key;
      if (elsewhere && find(row.key(), day) == &row) { // Not one that a newer row or file replaced.
        near.push_back(&row);
      }
    }
  };
  for (std::size_t index = overlays_.size() + 1; index-- > 0;) {
    look_at(layer(index));
  }
  return near;
}

bool RateTable::knows_region(std::string_view region) const {
  const auto all = rows();
  return std::any_of(all.begin(), all.end(),
                     [&](const RateRow* row) { return row->region == region; });
}

std::vector<std::string_view> RateTable::regions() const {
  std::set<std::string_view> names;
  for (const RateRow* row : rows()) {
    names.insert(row->region);
  }
  names.erase("*");
  names.erase("unknown");
  return {names.begin(), names.end()};
}

std::vector<Diagnostic> discount_problems(const RateTable& table) {
  std::vector<Diagnostic> problems;
  const auto note = [&](Diagnostic::Level level, const Discount& discount, std::string message,
                        std::string hint) {
    const Place& at = discount.place;
    problems.push_back(
        {level, {std::string{at.file}, at.line, at.column}, std::move(message), std::move(hint)});
  };
  const auto rows = table.rows();
  for (const Discount* discount : table.discounts()) {
    bool fits_any = false;
    for (const RateRow* row : rows) {
      const Date day = std::max(row->valid_from, discount->valid_from);
      const auto applying = table.discounts_on(*row, day);
      if (std::find(applying.begin(), applying.end(), discount) == applying.end()) {
        continue;
      }
      fits_any = true;
      try {
        Decimal usd = row->usd;
        for (const Discount* each : applying) {
          usd = usd * each->multiplier;
        }
      } catch (const std::overflow_error&) {
        note(Diagnostic::Level::error, *discount,
             fmt::format("the discount '{}' makes a price that cannot be held exactly: {} of {}",
                         discount->id, to_string(row->usd), to_string(row->key())),
             "write a multiplier with fewer decimals, or the price as a rate of its own");
        break;
      }
    }
    if (!fits_any) {
      note(Diagnostic::Level::warning, *discount,
           fmt::format("the discount '{}' fits no rate", discount->id),
           "tunepath rates list shows how services, items and regions are spelled; rows of the "
           "same file are not discounted");
    }
  }
  return problems;
}

} // namespace tunepath
