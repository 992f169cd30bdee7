#include "tunepath/core/rational.hpp"

#include "support/catch.hpp"

#include <random>

using namespace tunepath;

namespace {

Rational q(std::int64_t numerator, std::int64_t denominator) {
  return Rational::quotient(numerator, denominator);
}

} // namespace

TEST_CASE("a rational is reduced and its denominator is above zero", "[core]") {
  CHECK(q(6, 4).numerator() == 3);
  CHECK(q(6, 4).denominator() == 2);
  CHECK(q(1, -2) == q(-1, 2));
  CHECK(q(0, -7) == Rational{});
  CHECK(Rational::of(*Decimal::parse("0.75")) == q(3, 4));
  CHECK_THROWS_AS(q(1, 0), std::domain_error);
  CHECK_THROWS_AS(q(1, 2) / Rational{}, std::domain_error);
}

TEST_CASE("rational arithmetic is exact", "[core]") {
  CHECK(q(1, 3) + q(1, 6) == q(1, 2));
  CHECK(q(1, 3) - q(1, 2) == q(-1, 6));
  CHECK(q(2, 3) * q(3, 4) == q(1, 2));
  CHECK(q(2, 3) / q(-4, 3) == q(-1, 2));
  CHECK(q(INT64_MAX, 3) * q(6, INT64_MAX) == q(2, 1)); // the products are longer than 64 bits
  CHECK(q(INT64_MAX, 4) / q(INT64_MAX, 6) == q(3, 2));
  CHECK(q(INT64_MAX, 5) - q(INT64_MAX, 5) == Rational{});
  CHECK(Rational::of(200) * q(120, 730) == q(2'400, 73)); // 200 GB x 120 h / 730 h
  CHECK(q(1, 3) < q(334, 1'000));
  CHECK(q(-1, 3) > q(-1, 2));
}

TEST_CASE("rational arithmetic that leaves the range throws rather than wraps", "[core]") {
  CHECK_THROWS_AS(Rational::of(INT64_MAX) + Rational::of(1), std::overflow_error);
  CHECK_THROWS_AS(Rational::of(INT64_MAX) * Rational::of(2), std::overflow_error);
  CHECK_THROWS_AS(Rational{} - Rational::of(INT64_MIN), std::overflow_error);
  CHECK_THROWS_AS(q(1, INT64_MAX) + q(1, INT64_MAX - 1), std::overflow_error);
}

TEST_CASE("rationals round half to even and up to the ceiling", "[core]") {
  struct Case {
    const char* name;
    Rational value;
    std::int64_t rounded;
    std::int64_t ceiling;
  };
  const Case c = GENERATE(values<Case>({
      {"a whole number", Rational::of(7), 7, 7},
      {"below half", q(5, 4), 1, 2},
      {"half rounds to even, down", q(5, 2), 2, 3},
      {"half rounds to even, up", q(7, 2), 4, 4},
      {"above half", q(7, 4), 2, 2},
      {"a negative half rounds to even", q(-5, 2), -2, -2},
      {"a negative number", q(-7, 4), -2, -1},
      {"just above zero", q(1, 1'000'000), 0, 1},
      {"just below zero", q(-1, 1'000'000), 0, 0},
      {"the least number there is", q(INT64_MIN, 3), -3'074'457'345'618'258'603,
       -3'074'457'345'618'258'602},
      {"the greatest", Rational::of(INT64_MAX), INT64_MAX, INT64_MAX},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(c.value.rounded() == c.rounded);
    CHECK(c.value.ceiling() == c.ceiling);
  }
}

TEST_CASE("a rational gives its exact decimal where there is one that fits", "[core]") {
  CHECK(q(1, 8).exact_decimal() == Decimal::parse("0.125"));
  CHECK(q(-3, 2).exact_decimal() == Decimal::parse("-1.5"));
  CHECK(Rational::of(INT64_MAX).exact_decimal() == Decimal::of(INT64_MAX));
  CHECK_FALSE(q(1, 3).exact_decimal());
  CHECK_FALSE(q(1, 8'192).exact_decimal());               // 13 decimals
  CHECK_FALSE(q(100'000'000'001, 4'096).exact_decimal()); // 12 decimals, but 20 digits
}

TEST_CASE("the nearest decimal rounds half to even", "[core]") {
  CHECK(q(1, 3).nearest_decimal(4) == Decimal::parse("0.3333"));
  CHECK(q(2, 3).nearest_decimal(2) == Decimal::parse("0.67"));
  CHECK(q(1, 8).nearest_decimal(2) == Decimal::parse("0.12"));
  CHECK(q(3, 8).nearest_decimal(2) == Decimal::parse("0.38"));
  CHECK(q(-1, 8).nearest_decimal(2) == Decimal::parse("-0.12"));
  CHECK(q(5, 2).nearest_decimal(0) == Decimal::of(2));
}

TEST_CASE("adding and taking away again gives the same rational", "[core][property]") {
  std::mt19937_64 random{20'261'122};
  std::uniform_int_distribution<std::int64_t> numerators{-1'000'000'000, 1'000'000'000};
  std::uniform_int_distribution<std::int64_t> denominators{1, 10'000};
  for (int i = 0; i < 2'000; ++i) {
    const Rational a = q(numerators(random), denominators(random));
    const Rational b = q(numerators(random), denominators(random));
    REQUIRE(a + b - b == a);
    REQUIRE((a < b) == (a - b < Rational{}));
    if (!b.is_zero()) {
      REQUIRE(a * b / b == a);
    }
    REQUIRE(Rational::of(a.ceiling()) >= a);
    REQUIRE(Rational::of(a.ceiling()) < a + Rational::of(1));
  }
}
