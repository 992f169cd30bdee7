#pragma once

#include "tunepath/core/names.hpp"

#include <string_view>

namespace tunepath {

/// Where a row of a data file stands, so that a reader of the report can look it up. Shipped rows
/// name their file from the project's data folder ("rates/bedrock/amazon-nova.yaml").
struct Place {
  std::string_view file;
  int line = 0;   ///< from 1
  int column = 1; ///< from 1; of a rule, where its condition starts
};

/// How far a figure can be trusted: high = a price list, an AWS page or text; medium = one third
/// party, an inferred region or none stated; low = undated, contradicted or a weak derivation.
enum class Confidence { high, medium, low };

template <>
struct Names<Confidence> {
  static constexpr std::array<std::pair<Confidence, std::string_view>, 3> k_all{
      {{Confidence::high, "high"}, {Confidence::medium, "medium"}, {Confidence::low, "low"}}};
};

} // namespace tunepath
