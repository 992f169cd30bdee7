#pragma once

#include "tunepath/core/range.hpp"

#include <cstddef>
#include <cstdint>

namespace tunepath {

/// A pseudo-random number above 0 and below 1 that depends on its arguments only, so that draws can
/// be made in any order and by any number of threads. SplitMix64 (Steele, Lea and Flood, Fast
/// splittable pseudorandom number generators, OOPSLA 2014), one sequence for each seed and
/// dimension.
double random_number(std::uint64_t seed, std::uint64_t draw, std::size_t dimension);

/// The same for a sequence that fills the cube more evenly than chance does, so that percentiles
/// need fewer draws: multiples of the square roots of the primes, moved by a random shift for each
/// seed and dimension (Richtmyer 1951; Cranley and Patterson 1976). From the dimension
/// k_even_dimensions on, where it earns nothing, it is random_number; see docs/decisions/0009.
double even_number(std::uint64_t seed, std::uint64_t draw, std::size_t dimension);

constexpr std::size_t k_even_dimensions = 8;

/// The value of the triangular distribution over `range`, its peak at `likely`, below which the
/// share `u` of the values lie: from low at 0 to high at 1. The peak may be at an end; a point is
/// that point.
double triangular(const Range<double>& range, double u);

} // namespace tunepath
