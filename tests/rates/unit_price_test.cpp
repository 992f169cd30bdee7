#include "tunepath/rates/unit_price.hpp"

#include "support/catch.hpp"

#include <limits>

using namespace tunepath;

namespace {

UnitPrice of(const char* usd, std::int64_t per) {
  return unit_price(Decimal::parse(usd).value(), per);
}

} // namespace

TEST_CASE("a unit costs the same on any basis", "[rates]") {
  CHECK(of("3.78", 1'000'000) == of("0.00378", 1'000));
  CHECK(of("0.15", 1'000) == of("150", 1'000'000));
  CHECK_FALSE(of("0.15", 1'000) == of("0.15", 1'000'000));
  CHECK_FALSE(of("0.000000000001", 1) == of("0.000000000002", 1));
}

TEST_CASE("the smallest price on the largest basis does not overflow", "[rates]") {
  const auto most = std::numeric_limits<std::int64_t>::max();
  CHECK(of("0.000000000000000001", most) == of("0.000000000000000001", most));
  CHECK_FALSE(of("0.000000000000000001", most) == of("0.000000000000000001", most - 1));
  CHECK(of("9223372036854775807", most) == of("1", 1));
}

TEST_CASE("the ratio of two unit prices shows a slip of the basis", "[rates]") {
  CHECK(ratio(of("0.15", 1'000), of("0.15", 1'000'000)) == Approx(1000));
  CHECK(ratio(of("63.296", 1), of("113.068", 1)) == Approx(0.5598).epsilon(0.001));
}
