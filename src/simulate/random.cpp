#include "tunepath/simulate/random.hpp"

#include "tunepath/core/checked.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunepath {
namespace {

constexpr std::uint64_t k_golden = 0x9E3779B97F4A7C15; ///< 2^64 over the golden ratio, odd

constexpr std::uint64_t mixed(std::uint64_t bits) {
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EB;
  return bits ^ (bits >> 31U);
}

/// Where the sequence of a dimension starts.
constexpr std::uint64_t start(std::uint64_t seed, std::size_t dimension) {
  return mixed(mixed(seed + k_golden) + k_golden * (dimension + 1));
}

/// The middle of one of 2^53 equal parts of the unit interval: never 0, never 1.
constexpr double unit(std::uint64_t bits) {
  return (static_cast<double>(bits >> 11U) + 0.5) * 0x1p-53;
}

/// The fraction of the square root of `number`, times 2^64; its last bits are zero. In integers, so
/// that it is the same everywhere.
constexpr std::uint64_t root_fraction(std::int64_t number) {
  constexpr int k_bits = 58;
  Wide low = 0;
  Wide high = Wide{8} << k_bits; // The largest prime is below 64.
  while (high - low > 1) {
    const Wide middle = (low + high) / 2;
    (middle * middle <= Wide{number} << (2 * k_bits) ? low : high) = middle;
  }
  return static_cast<std::uint64_t>(low) << (64 - k_bits); // The whole part is shifted out.
}

constexpr std::array<std::uint64_t, k_even_dimensions> k_steps{
    root_fraction(2),  root_fraction(3),  root_fraction(5),  root_fraction(7),
    root_fraction(11), root_fraction(13), root_fraction(17), root_fraction(19)};

} // namespace

double random_number(std::uint64_t seed, std::uint64_t draw, std::size_t dimension) {
  return unit(mixed(start(seed, dimension) + k_golden * draw));
}

double even_number(std::uint64_t seed, std::uint64_t draw, std::size_t dimension) {
  if (dimension >= k_steps.size()) {
    return random_number(seed, draw, dimension);
  }
  return unit(start(seed, dimension) + k_steps[dimension] * (draw + 1));
}

double triangular(const Range<double>& range, double u) {
  const double width = range.high - range.low;
  const double below = range.likely - range.low;
  const double above = range.high - range.likely;
  if (!(width > 0)) {
    return range.low;
  }
  const double value = u * width < below ? range.low + std::sqrt(u * width * below)
                                         : range.high - std::sqrt((1 - u) * width * above);
  return std::clamp(value, range.low, range.high);
}

} // namespace tunepath
