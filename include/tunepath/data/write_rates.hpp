#pragma once

#include "tunepath/rates/rate.hpp"

#include <span>
#include <string>

namespace tunepath {

/// The most rows of a rate file that `--rates` reads.
inline constexpr std::size_t k_most_rate_rows = 30'000;

/// A rate file with these rows, in their order, in the style of the shipped ones: each source is
/// written once, a row on one line. read_rates reads it as the same rows, whatever their texts
/// (control characters become
/// '?').
std::string rates_yaml(std::span<const RateRow> rows);

} // namespace tunepath
