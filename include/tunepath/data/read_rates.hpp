#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rates/discount.hpp"
#include "tunepath/rates/rate.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// The rows and discounts of a rate file, in its order.
struct RateFile {
  std::vector<RateRow> rows;
  std::vector<Discount> discounts;
  std::shared_ptr<const void> text; ///< keeps the strings of all of them alive
};

/// Reads a rate file. `file` is used for positions only: the caller does the reading.
///
/// Shape of `text`:
///   format: tunepath-rates/1
///   sources:                     # optional: what rows may name as their source
///     - {id: quote, cite: "private quote of 3 November", date: 2026-11-03}
///   rates:
///     - {service: bedrock, item: nova-lite, variant: base, region: us-east-1, scope: in-region,
///        meter: input, unit: token, per: 1_000_000, tier_or_term: on-demand, usd: 0.06,
///        valid_from: 2026-11-03, source: quote}
///   discounts:                   # optional
///     - {id: agreement, service: [bedrock, sagemaker], multiplier: 0.91, valid_from: 2026-11-03,
///        source: quote}
///
/// Units:    `usd` buys `per` of `unit`; above zero, at most 12 decimals, held exactly.
/// Defaults: no variant, scope in-region, per 1, tier_or_term on-demand, confidence medium, not
///           derived; `source_date` is that of the entry under `sources`.
/// Errors:   every problem in the file, each with its position: unknown and missing keys, values
///           that do not fit, the same key and valid_from twice.
Result<RateFile> read_rates(std::string_view text, const std::string& file);

/// What of a rate file is sound, and all that is not: for checks that go on with the rest.
struct SoundRates {
  RateFile file;
  std::vector<Diagnostic> problems;
};

/// The same, but rows and discounts with a problem are left out instead of refusing the file, and
/// two rows of the same key and valid_from are both kept.
SoundRates read_sound_rates(std::string_view text, const std::string& file);

} // namespace tunepath
