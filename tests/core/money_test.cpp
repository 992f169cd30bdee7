#include "tunepath/core/money.hpp"

#include "support/catch.hpp"

#include <random>

using namespace tunepath;

namespace {

Decimal price(const char* text) {
  return *Decimal::parse(text);
}

} // namespace

TEST_CASE("a line multiplies exactly and rounds once, half to even", "[core]") {
  struct Case {
    const char* name;
    Rational quantity;
    const char* price;
    std::int64_t per;
    std::int64_t expected_micros;
  };
  const Case c = GENERATE(values<Case>({
      {"nothing used costs nothing", Rational{}, "0.15", 1'000'000, 0},
      {"the basis costs the price", Rational::of(1'000'000), "0.15", 1'000'000, 150'000},
      {"below a micro-dollar rounds to zero", Rational::of(3), "0.15", 1'000'000, 0},
      {"half rounds to even, down", Rational::of(10), "0.05", 1'000'000, 0},
      {"half rounds to even, up", Rational::of(30), "0.05", 1'000'000, 2},
      {"just above half rounds up", Rational::of(11), "0.05", 1'000'000, 1},
      {"a large bill stays exact", Rational::of(7'000'000'000'001), "3", 1'000'000,
       21'000'000'000'003},
      {"a price of twelve decimals", Rational::of(3'000'000'000'000), "0.000000000001", 1,
       3'000'000},
      {"a price of twelve decimals and many digits", Rational::of(1'000'000), "1.234567890123", 1,
       1'234'567'890'123},
      {"the remainder of a long price is rounded, not cut", Rational::of(1), "0.000001500001", 1,
       2},
      {"seconds at a price per hour", Rational::quotient(5'400, 3'600), "7.09", 1, 10'635'000},
      {"a share of a month", Rational::of(200) * Rational::quotient(120, 730), "0.14", 1,
       4'602'740},
      {"a credit", Rational::of(-30), "0.05", 1'000'000, -2},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(multiply(c.quantity, price(c.price), c.per) == Money::micros(c.expected_micros));
  }
}

TEST_CASE("a line refuses what it cannot hold", "[core]") {
  CHECK_THROWS_AS(multiply(Rational::of(1), price("1"), 0), std::logic_error);
  CHECK_THROWS_AS(multiply(Rational::of(1), price("1"), -1), std::logic_error);
  CHECK_THROWS_AS(multiply(Rational::of(INT64_MAX), price("1000"), 1), std::overflow_error);
  CHECK_THROWS_AS(multiply(Rational::of(INT64_MAX), Decimal::of(INT64_MAX), 1),
                  std::overflow_error);
}

TEST_CASE("a price never falls when usage grows", "[core][property]") {
  std::mt19937_64 random{20'261'122}; // Fixed seed: a failure can be replayed.
  std::uniform_int_distribution<std::int64_t> tokens{0, 1'000'000'000};
  std::uniform_int_distribution<std::int64_t> mantissas{1, 999'999'999'999};
  for (int i = 0; i < 2'000; ++i) {
    const std::int64_t few = tokens(random);
    const std::int64_t more = few + tokens(random);
    const Decimal long_price = Decimal::scaled(mantissas(random), 12);
    CAPTURE(few, more, to_string(long_price));
    REQUIRE(multiply(Rational::of(few), long_price, 1'000'000) <=
            multiply(Rational::of(more), long_price, 1'000'000));
  }
}

TEST_CASE("a line is within half a micro-dollar of the exact product", "[core][property]") {
  std::mt19937_64 random{20'261'123};
  std::uniform_int_distribution<std::int64_t> counts{0, 2'000'000'000};
  std::uniform_int_distribution<std::int64_t> divisors{1, 3'600};
  std::uniform_int_distribution<std::int64_t> mantissas{1, 99'999'999'999};
  const std::int64_t bases[] = {1, 1'000, 1'000'000};
  for (int i = 0; i < 2'000; ++i) {
    const Rational quantity = Rational::quotient(counts(random), divisors(random));
    const Decimal long_price = Decimal::scaled(mantissas(random), 12);
    const std::int64_t per = bases[random() % 3];
    const std::int64_t micros = multiply(quantity, long_price, per).micros();
    // |micros - exact| x 2 <= 1, with everything multiplied out: 12 decimals less 6 leave 10^6.
    const Wide scale = Wide{quantity.denominator()} * per * Decimal::power_of_ten(12 - 6);
    const Wide exact = Wide{quantity.numerator()} * long_price.mantissa() *
                       Decimal::power_of_ten(12 - long_price.scale());
    const Wide error = Wide{micros} * scale - exact;
    CAPTURE(quantity.numerator(), quantity.denominator(), to_string(long_price), per);
    REQUIRE((error < 0 ? -error : error) * 2 <= scale);
  }
}

TEST_CASE("money adds, compares and overflows like an amount", "[core]") {
  CHECK(Money::dollars(1) + Money::cents(50) == Money::micros(1'500'000));
  CHECK(Money::dollars(1) - Money::dollars(3) == Money::dollars(-2));
  CHECK(Money::cents(1) < Money::cents(2));
  CHECK(Money::of(Rational::quotient(1, 3)) == Money::micros(333'333));
  CHECK(Money::dollars(7).usd() == Rational::of(7));
  CHECK_THROWS_AS(Money::dollars(INT64_MAX), std::overflow_error);
  CHECK_THROWS_AS(Money::micros(INT64_MAX) + Money::micros(1), std::overflow_error);
  CHECK_THROWS_AS(Money::micros(0) - Money::micros(INT64_MIN), std::overflow_error);
}

TEST_CASE("money is shown in cents and written to the micro-dollar", "[core]") {
  struct Case {
    const char* name;
    std::int64_t micros;
    const char* shown;
    const char* written;
  };
  const Case c = GENERATE(values<Case>({
      {"nothing", 0, "$0.00", "0.00"},
      {"thousands", 1'234'500'000, "$1,234.50", "1234.50"},
      {"below a cent", 150, "$0.00", "0.00015"},
      {"half a cent rounds to even", 5'000, "$0.00", "0.005"},
      {"a cent and a half rounds to even", 15'000, "$0.02", "0.015"},
      {"just above half a cent", 5'001, "$0.01", "0.005001"},
      {"what rounds up to the next dollar", 999'995'001, "$1,000.00", "999.995001"},
      {"a debt", -3'000'000, "-$3.00", "-3.00"},
      {"a debt that rounds to nothing has no sign", -5'000, "$0.00", "-0.005"},
      {"a debt of one cent", -5'001, "-$0.01", "-0.005001"},
      {"the most there is", INT64_MAX, "$9,223,372,036,854.78", "9223372036854.775807"},
      {"the least there is", INT64_MIN, "-$9,223,372,036,854.78", "-9223372036854.775808"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(to_string(Money::micros(c.micros)) == c.shown);
    CHECK(plain(Money::micros(c.micros)) == c.written);
  }
}

TEST_CASE("a price keeps every decimal and has at least two", "[core]") {
  CHECK(price_text(price("24")) == "$24.00");
  CHECK(price_text(price("0.5")) == "$0.50");
  CHECK(price_text(price("0.035")) == "$0.035");
  CHECK(price_text(price("0.000000000001")) == "$0.000000000001");
  CHECK(price_text(price("1234.5")) == "$1,234.50");
  CHECK(grouped(std::int64_t{1'234'567}) == "1,234,567");
}
