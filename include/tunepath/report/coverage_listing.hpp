#pragma once

#include "tunepath/rates/coverage.hpp"
#include "tunepath/report/document.hpp"

#include <string>

namespace tunepath {

/// Regions as rows and purposes as columns, with the meaning of each heading below.
Document describe_coverage(const CoverageTable& table, Date day);

/// The same as JSON: an object of as_of, purposes, regions, without_region and disputed.
std::string coverage_json(const CoverageTable& table, Date day);

/// The same as CSV (RFC 4180), a row for each region and purpose: region, purpose, items, derived.
std::string coverage_csv(const CoverageTable& table);

} // namespace tunepath
