#include "tunepath/core/decimal.hpp"

#include "support/catch.hpp"

#include <random>

using namespace tunepath;

TEST_CASE("a plain decimal is read exactly, anything else not at all", "[core]") {
  struct Case {
    const char* name;
    const char* text;
    const char* expected; ///< what to_string gives back; nullptr where nothing is read
  };
  const Case c = GENERATE(values<Case>({
      {"a whole number", "1500", "1500"},
      {"zero", "0", "0"},
      {"a price", "0.035", "0.035"},
      {"trailing zeros go", "24.00", "24"},
      {"leading zeros go", "007.50", "7.5"},
      {"a negative number", "-3.25", "-3.25"},
      {"a negative zero is zero", "-0.000", "0"},
      {"twelve decimals", "0.000000000001", "0.000000000001"},
      {"eighteen decimals", "0.000000000000000001", "0.000000000000000001"},
      {"nineteen digits", "9223372036854775807", "9223372036854775807"},
      {"zeros beyond the eighteenth decimal do no harm", "0.1000000000000000000000", "0.1"},
      {"nineteen decimals do not fit", "0.0000000000000000001", nullptr},
      {"more than an int64 does not fit", "9223372036854775808", nullptr},
      {"nothing", "", nullptr},
      {"a sign alone", "-", nullptr},
      {"a plus sign", "+1", nullptr},
      {"a decimal comma", "0,15", nullptr},
      {"an exponent", "1e-6", nullptr},
      {"no digit before the point", ".5", nullptr},
      {"no digit after the point", "5.", nullptr},
      {"two points", "1.2.3", nullptr},
      {"separators", "1,000", nullptr},
      {"blanks", " 1", nullptr},
      {"words", "auto", nullptr},
      {"not a number", "nan", nullptr},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto value = Decimal::parse(c.text);
    REQUIRE(value.has_value() == (c.expected != nullptr));
    if (value) {
      CHECK(to_string(*value) == c.expected);
    }
  }
}

TEST_CASE("decimals compare by value, not by how they are written", "[core]") {
  CHECK(Decimal::parse("0.50") == Decimal::parse("0.5"));
  CHECK(*Decimal::parse("0.5") < *Decimal::parse("0.51"));
  CHECK(*Decimal::parse("-1") < *Decimal::parse("0.000000000000000001"));
  CHECK(Decimal::of(INT64_MAX) > *Decimal::parse("9.223372036854775807"));
}

TEST_CASE("decimals add, subtract and multiply exactly", "[core]") {
  const auto d = [](const char* text) { return *Decimal::parse(text); };
  CHECK(d("0.1") + d("0.2") == d("0.3"));
  CHECK(d("1") - d("0.000000000001") == d("0.999999999999"));
  CHECK(d("0.25") * d("0.4") == d("0.1"));
  CHECK(d("-1.5") * d("1.5") == d("-2.25"));
}

TEST_CASE("decimal arithmetic that leaves the range throws rather than wraps", "[core]") {
  const Decimal most = Decimal::of(INT64_MAX);
  CHECK_THROWS_AS(most + Decimal::of(1), std::overflow_error);
  CHECK_THROWS_AS(most * Decimal::of(2), std::overflow_error);
  CHECK_THROWS_AS(Decimal::of(0) - Decimal::of(INT64_MIN), std::overflow_error);
  const Decimal tiny = Decimal::scaled(1, 12);
  CHECK_THROWS_AS(tiny * tiny, std::overflow_error); // 24 decimals
}

TEST_CASE("grouped decimals separate thousands before the point only", "[core]") {
  CHECK(grouped(Decimal::of(0)) == "0");
  CHECK(grouped(Decimal::of(999)) == "999");
  CHECK(grouped(Decimal::of(1'000)) == "1,000");
  CHECK(grouped(Decimal::of(-1'234'567)) == "-1,234,567");
  CHECK(grouped(*Decimal::parse("1234567.12345")) == "1,234,567.12345");
}

TEST_CASE("every decimal reads back from its own text", "[core][property]") {
  std::mt19937_64 random{20'261'122};
  for (int i = 0; i < 5'000; ++i) {
    const auto mantissa = static_cast<std::int64_t>(random()) >> (random() % 60);
    const Decimal value = Decimal::scaled(mantissa, static_cast<int>(random() % 19));
    CAPTURE(to_string(value));
    REQUIRE(Decimal::parse(to_string(value)) == value);
  }
}
