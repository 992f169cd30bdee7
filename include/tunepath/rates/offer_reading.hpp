#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rates/rate.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// A price list, or a part of one, as it calls itself.
struct OfferSource {
  std::string_view offer;   ///< its code, "" when it does not say
  std::string_view version; ///< "" when it does not say
  std::optional<Date> published;
};

/// Products or prices that gave no rate for the same reason, or of the same unknown kind.
struct OfferTally {
  std::string what;
  std::size_t count = 0;
  std::string sku; ///< of one of them
};

/// One price of two that a list gives for the same key.
struct OfferPrice {
  Decimal usd;
  std::int64_t per = 1;
  std::string_view sku;
};

/// Prices of the same key that differ; none of them becomes a rate.
struct OfferConflict {
  RateKey key;
  OfferPrice first;
  OfferPrice second;
};

/// What a price list of AWS says that we have a use for. Text lives as long as `text`.
struct OfferReading {
  std::vector<OfferSource> sources; ///< those that the rows rest on, or the file's own
  std::vector<RateRow> rows;        ///< sorted by key, each key once
  std::vector<OfferConflict> conflicts;
  std::vector<OfferTally> skipped; ///< by count, then text
  std::vector<OfferTally> unknown; ///< usage types that no offer meter knows; by count, then text
  std::vector<Diagnostic> remarks; ///< prices that cannot be held, and warnings
  std::size_t products = 0;
  std::shared_ptr<const void> text;
};

} // namespace tunepath
