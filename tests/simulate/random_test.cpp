#include "tunepath/simulate/random.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace tunepath;

namespace {

using Number = double (*)(std::uint64_t, std::uint64_t, std::size_t);

double share_below(Number number, double bound, std::size_t dimension, std::uint64_t draws) {
  std::uint64_t below = 0;
  for (std::uint64_t i = 0; i < draws; ++i) {
    below += number(7, i, dimension) < bound ? 1U : 0U;
  }
  return static_cast<double>(below) / static_cast<double>(draws);
}

double correlation(Number number, std::size_t a, std::size_t b, std::uint64_t draws) {
  double sum = 0;
  for (std::uint64_t i = 0; i < draws; ++i) {
    sum += (number(7, i, a) - 0.5) * (number(7, i, b) - 0.5);
  }
  return 12 * sum / static_cast<double>(draws);
}

/// The value of the triangular distribution below which the share `share` lies, of many draws.
double drawn_quantile(const Range<double>& range, double share, std::size_t draws,
                      std::uint64_t seed) {
  std::vector<double> values;
  for (std::size_t i = 0; i < draws; ++i) {
    values.push_back(triangular(range, even_number(seed, i, 0)));
  }
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(draws))];
}

} // namespace

TEST_CASE("numbers depend on seed, draw and dimension and on nothing else", "[simulate]") {
  for (const Number number : {&random_number, &even_number}) {
    const double one = number(1, 10, 3);
    number(2, 99, 0);
    CHECK(number(1, 10, 3) == one);
    CHECK(number(2, 10, 3) != one);
    CHECK(number(1, 11, 3) != one);
    CHECK(number(1, 10, 4) != one);
  }
}

TEST_CASE("numbers are spread evenly between 0 and 1 in every dimension", "[simulate]") {
  for (const Number number : {&random_number, &even_number}) {
    for (std::size_t dimension = 0; dimension < 12; ++dimension) {
      for (const double bound : {0.1, 0.5, 0.9}) {
        CAPTURE(dimension, bound);
        CHECK(std::abs(share_below(number, bound, dimension, 20'000) - bound) < 0.012);
      }
    }
  }
}

TEST_CASE("two dimensions have nothing to do with each other", "[simulate]") {
  for (const Number number : {&random_number, &even_number}) {
    for (std::size_t a = 0; a < 10; ++a) {
      for (std::size_t b = a + 1; b < 10; ++b) {
        CAPTURE(a, b);
        CHECK(std::abs(correlation(number, a, b, 20'000)) < 0.03);
      }
    }
  }
}

TEST_CASE("a triangle is read backwards as its formula says", "[simulate]") {
  const Range<double> range{10, 20, 50};
  CHECK(triangular(range, 0) == 10);
  CHECK(triangular(range, 1) == 50);
  CHECK(triangular(range, 0.25) == Catch::Approx(20)); // a quarter of the area is below the peak
  CHECK(triangular(range, 0.0625) == Catch::Approx(15));
  CHECK(triangular(range, 1 - 0.1875) == Catch::Approx(35));
}

TEST_CASE("a triangle may lean against an end, or be a point", "[simulate]") {
  CHECK(triangular({0, 0, 1}, 0.75) == Catch::Approx(0.5));
  CHECK(triangular({0, 1, 1}, 0.25) == Catch::Approx(0.5));
  CHECK(triangular({3, 3, 3}, 0.7) == 3);
  for (const double u : {1e-17, 0.5, 1 - 1e-16}) {
    const double value = triangular({0.1, 0.2, 0.3}, u);
    CHECK(value >= 0.1);
    CHECK(value <= 0.3);
  }
}

TEST_CASE("percentiles of drawn triangles are the known ones", "[simulate]") {
  const Range<double> range{20, 60, 120};
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    for (const double share : {0.1, 0.5, 0.9}) {
      CAPTURE(seed, share);
      const double exact = triangular(range, share);
      CHECK(std::abs(drawn_quantile(range, share, 10'000, seed) - exact) < 0.002 * exact);
    }
  }
}
