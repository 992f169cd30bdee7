#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/rates/rate_table.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>

namespace tunepath {

/// Rows as a table, with how many there are and how old the oldest source is on `day`.
Document describe_rates(std::span<const RateRow* const> rows, Date day);

/// Rows as a rate file (JSON is YAML): what comes out is what --rates reads. Prices are text.
std::string rates_json(std::span<const RateRow* const> rows);

/// Rows as CSV (RFC 4180) with a header; the columns of a rate file, then file and line. A cell
/// that a spreadsheet would take for a formula starts with an apostrophe.
std::string rates_csv(std::span<const RateRow* const> rows);

/// Everything that is on record for `key`: the row that holds on `day` and where it comes from, how
/// it is billed, the discounts on it, its history, what disputes it and what would supersede it.
Document describe_rate(const RateTable& table, const RateKey& key, Date day,
                       const Catalog& catalog);

/// How a meter is billed: "by the second, at least 1 minute"; says so where no row of the catalog
/// does.
std::string billing_text(const Catalog& catalog, const RateKey& key);

/// The same of several keys for machines, `tunepath-rate/1`: `usd` is what is paid on `day`, null
/// without a row or with two to choose from; `history` holds every row, the last file's first.
std::string rate_json(const RateTable& table, std::span<const RateKey> keys, Date day);

} // namespace tunepath
