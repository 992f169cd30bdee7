#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/pricing/estimate.hpp"
#include "tunepath/rates/rate_table.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// What a line says besides its arithmetic.
struct LineText {
  std::string id;
  LineKind kind = LineKind::one_time;
  std::string label;
  std::string formula;
};

/// A quantity, or the fact that would give it. Missing is not zero: it becomes a gap.
template <Unit U>
struct Amount {
  std::optional<Quantity<U>> quantity;
  std::string missing; ///< "traffic.requests_per_month"; several are joined with " and "
};

/// Turns quantities into lines with the rates of one day. What it cannot price becomes a gap that
/// names the row to add or the fact to state.
class Pricer {
public:
  Pricer(const RateTable& rates, const Catalog& catalog, Date day)
      : rates_(&rates), catalog_(&catalog), day_(day) {}

  /// Adds `amount` at the rate of `key` (its unit is U) to `into`: a line, or a gap.
  template <Unit U>
  void add(Estimate& into, LineText text, RateKey key, const Amount<U>& amount) const {
    if (key.item.empty()) { // No rate is missing while nobody said of what.
      into.gaps.push_back(gap(std::move(text), "", "model.base"));
      return;
    }
    key.unit = U;
    const std::optional<Rate<U>> rate = rates_->find<U>(key, day_);
    if (rate && amount.quantity) {
      into.lines.push_back(price_line(std::move(text.id), text.kind, std::move(text.label),
                                      *amount.quantity, *rate, std::move(text.formula)));
      into.lines.back().billed = billed(key);
    } else {
      into.gaps.push_back(
          gap(std::move(text), rate ? std::string{} : no_rate(key), amount.missing));
    }
  }

  /// What `key` comes to after discounts; empty where there is no rate, or two to choose from.
  std::optional<Price> find(const RateKey& key) const { return rates_->price(key, day_); }
  /// The same, looked up once for each key; valid as long as the pricer.
  const Price* remembered(const RateKey& key) const;
  /// What the table has for `key`.
  RateFinding look_up(const RateKey& key) const { return rates_->look_up(key, day_); }
  Date day() const { return day_; }

private:
  /// How the key's meter is billed; "" when the catalog does not say.
  std::string_view billed(const RateKey& key) const {
    const BilledMeter* meter = catalog_->meter(key.service, key.meter, key.unit);
    return meter == nullptr ? std::string_view{} : meter->billed;
  }
  static Gap gap(LineText text, const std::string& rate, const std::string& facts);
  /// "no rate: add a row ..., known for us-west-2", or the two rates to choose from.
  std::string no_rate(const RateKey& key) const;

  /// A key with text of its own, and what was found for it.
  struct Remembered {
    std::string item;
    std::string region;
    RateKey key;
    std::optional<Price> price;
  };

  const RateTable* rates_;
  const Catalog* catalog_;
  Date day_;
  mutable std::array<std::vector<std::unique_ptr<const Remembered>>, 64> memory_;
};

/// Adds every line and gap of `more` to `into`.
void append(Estimate& into, const Estimate& more);

} // namespace tunepath
