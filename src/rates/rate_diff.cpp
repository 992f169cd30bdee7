#include "tunepath/rates/rate_diff.hpp"

#include "tunepath/rates/unit_price.hpp"

#include <algorithm>
#include <set>

namespace tunepath {
namespace {

UnitPrice of(const Price& price) {
  return unit_price(price.usd, price.per);
}

/// What is charged for `key`: by its own row, or by one for all regions.
RateSide side_of(const RateTable& table, const RateKey& key, Date day) {
  const RateFinding found = table.look_up(key, day);
  return {table.price(key, day), found.row, found.rival};
}

bool is_same(const RateSide& before, const RateSide& after) {
  if (before.price.has_value() != after.price.has_value()) {
    return false;
  }
  if (before.price) {
    return of(*before.price) == of(*after.price);
  }
  // Neither has one price to compare: the same two rows dispute each other, or something changed.
  return same_price(*before.row, *after.row) && same_price(*before.rival, *after.rival);
}

void add_keys(std::set<RateKey>& keys, const RateTable& table) {
  for (const RateRow* row : table.rows()) {
    keys.insert(row->key());
  }
}

} // namespace

std::optional<double> RateChange::relative() const {
  return before.price && after.price ? std::optional{ratio(of(*after.price), of(*before.price))}
                                     : std::nullopt;
}

std::size_t RateDiff::count(RateChange::Kind kind) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(),
                    [&](const RateChange& change) { return change.kind == kind; }));
}

RateDiff compare_rates(const RateTable& before, const RateTable& after, Date day) {
  std::set<RateKey> keys;
  add_keys(keys, before);
  add_keys(keys, after);
  RateDiff diff;
  for (const RateKey& key : keys) {
    RateSide old = side_of(before, key, day);
    RateSide now = side_of(after, key, day);
    if (old.row == nullptr && now.row == nullptr) {
      continue; // Known only from a later day on.
    }
    if (old.row != nullptr && now.row != nullptr && is_same(old, now)) {
      ++diff.same;
      diff.confirmed += now.row->source_date > old.row->source_date ? 1U : 0U;
      continue;
    }
    const RateChange::Kind kind = old.row == nullptr   ? RateChange::Kind::added
                                  : now.row == nullptr ? RateChange::Kind::removed
                                                       : RateChange::Kind::changed;
    diff.changes.push_back({key, kind, std::move(old), std::move(now)});
  }
  return diff;
}

} // namespace tunepath
