#include "audit/checks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::audit {
namespace {

constexpr auto k_warning = Diagnostic::Level::warning;

/// A row of all regions that prices what `row` prices for one.
void check_all_regions(Audit& audit, const RateRow& row) {
  RateKey everywhere = row.key();
  everywhere.region = "*";
  if (row.region == "*" || row.region == "unknown") {
    return;
  }
  const RateRow* other = audit.request.rates.find(everywhere, audit.request.day);
  if (other != nullptr) {
    audit.note(row, FindingKind::all_regions, k_warning,
               fmt::format("{} has a price of its own and one of all regions: {} and {} in {}",
                           subject(row), price_words(row), price_words(*other),
                           where(other->place, row.place)),
               "that of the region is taken; take one out unless both are meant");
  }
}

void check_dispute(Audit& audit, const RateRow& row) {
  const RateFinding found = audit.request.rates.look_up(row.key(), audit.request.day);
  if (found.row == &row && found.rival != nullptr) {
    audit.note(
        row, FindingKind::dispute, k_warning,
        fmt::format("two prices are on record for {}: {} ({}) and, newer, {} ({}) in {}",
                    subject(row), price_words(row), name_of(row.scope), price_words(*found.rival),
                    name_of(found.rival->scope), where(found.rival->place, row.place)),
        "neither is taken; take one out, or label the scope of the newer one");
  }
}

} // namespace

void check_overlaps(Audit& audit) {
  for (const RateRow* row : audit.in_force) {
    check_all_regions(audit, *row);
    check_dispute(audit, *row);
  }
}

void check_sides(Audit& audit) {
  for (const RateRow* row : audit.in_force) {
    const BilledMeter* meter = audit.catalog.meter(row->service, row->meter, row->unit);
    const Model* model = audit.catalog.model(row->item);
    if (!meter->needs || (meter->item == ItemKind::model && model == nullptr)) {
      continue;
    }
    const auto& without = meter->needs_not;
    if (model != nullptr &&
        std::find(without.begin(), without.end(), model->kind) != without.end()) {
      continue;
    }
    RateKey other_side = row->key();
    other_side.meter = *meter->needs;
    const RateRow* other = audit.find(row->item, [&](const RateRow& each) {
      RateKey key = each.key();
      key.unit = other_side.unit; // A wrong unit is a finding of its own.
      key.region = key.region == "*" ? other_side.region : key.region;
      return key == other_side;
    });
    if (other == nullptr) {
      audit.note(*row, FindingKind::one_sided, k_warning,
                 fmt::format("{} has a price, but {} has none ({}, {})", subject(*row),
                             name_of(*meter->needs), name_of(row->scope), name_of(row->term)),
                 fmt::format("add the row of meter {}: one without the other prices nothing",
                             name_of(*meter->needs)));
    }
  }
}

} // namespace tunepath::audit
