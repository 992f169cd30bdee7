#include "tunepath/rates/rate_table.hpp"

#include <algorithm>
#include <set>
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

void RateTable::add_overlay(std::vector<RateRow> rows) {
  std::stable_sort(rows.begin(), rows.end(), in_order);
  overlays_.push_back(std::move(rows));
}

const RateRow* RateTable::find(const RateKey& key, Date day) const {
  for (auto overlay = overlays_.rbegin(); overlay != overlays_.rend(); ++overlay) {
    if (const RateRow* row = in_region_or_everywhere(*overlay, key, day)) {
      return row;
    }
  }
  return in_region_or_everywhere(shipped_, key, day);
}

std::vector<const RateRow*> RateTable::rows() const {
  std::vector<const RateRow*> all;
  for (auto overlay = overlays_.rbegin(); overlay != overlays_.rend(); ++overlay) {
    for (const RateRow& row : *overlay) {
      all.push_back(&row);
    }
  }
  for (const RateRow& row : shipped_) {
    all.push_back(&row);
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
  std::for_each(overlays_.rbegin(), overlays_.rend(), look_at);
  look_at(shipped_);
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

} // namespace tunepath
