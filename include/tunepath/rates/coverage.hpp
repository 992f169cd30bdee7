#pragma once

#include "tunepath/rates/rate_filter.hpp"
#include "tunepath/rates/rate_table.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace tunepath {

/// Something that one may want to price in a region, and which rates it takes. Selectors fit as
/// those of a discount: what is left out fits everything.
struct Purpose {
  std::string_view id;
  std::string_view label;   ///< "Provisioned Throughput of a customised model"
  std::string_view heading; ///< "PT": a few letters above a column
  std::span<const std::string_view> services;
  std::span<const std::string_view> items; ///< '*' stands for any run of characters
  std::optional<Variant> variant;
  std::optional<Term> term;
  std::span<const std::string_view> all_of; ///< an item needs a price of each of these meters
  std::span<const std::string_view> one_of; ///< and of one of these
  /// Instead of all selectors: other purposes ("base embeddings") that together serve this one;
  /// several entries are several ways.
  std::span<const std::string_view> ways;
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;
};

/// The words of an entry of `ways`, which blanks separate.
std::vector<std::string_view> words_of(std::string_view way);

/// What a region has for a purpose.
struct Coverage {
  std::int64_t items = 0; ///< with a price; of a purpose made of others 1 or 0
  bool derived = false;   ///< each of them rests on a row that was computed from others
};

/// Which prices are there, by region and purpose.
struct CoverageTable {
  std::vector<std::string_view> regions;
  std::vector<const Purpose*> purposes;
  std::vector<std::vector<Coverage>> cells; ///< by region, then purpose
  /// Items, by purpose, that only sources without a region price; they are in no cell.
  std::vector<std::int64_t> unstated;
  std::vector<const RateRow*> disputed; ///< counted nowhere: two prices are on record
};

/// Counts the rows that hold on `day` and fit `filter`. A row of all regions counts in each that
/// any row of the table names; the filter's regions say which are shown.
CoverageTable coverage_of(const RateTable& table, std::span<const Purpose> purposes,
                          const RateFilter& filter, Date day);

} // namespace tunepath
