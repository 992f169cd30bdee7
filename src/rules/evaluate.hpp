#pragma once

#include "rules/program.hpp"
#include "tunepath/core/truth.hpp"
#include "tunepath/facts/facts.hpp"

#include <optional>
#include <span>

namespace tunepath::rules {

/// Whether the condition at `index` holds.
Truth holds(const Program& program, std::uint32_t index, const Facts& facts);

/// The same, from the truth of every leaf, which is known already.
Truth joined(const Program& program, std::uint32_t index, std::span<const Truth> leaves);

/// The bounds of the quantity at `index`; empty when unknown.
std::optional<Interval> quantity(const Program& program, std::uint32_t index, const Facts& facts);

} // namespace tunepath::rules
