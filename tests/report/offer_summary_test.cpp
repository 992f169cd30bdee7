#include "tunepath/report/offer_summary.hpp"

#include "support/catch.hpp"

using namespace tunepath;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("the summary of a price list is bounded unless all is asked for", "[report][import]") {
  OfferReading reading;
  reading.sources.push_back({"AnOffer", "1", Date::parse("2026-09-21")});
  reading.products = 1'025;
  reading.skipped.push_back({"spot", 1'000, "S1"});
  for (int i = 0; i < 25; ++i) {
    reading.unknown.push_back({"Kind" + std::to_string(i), 1, "\x1B[31m"});
  }
  reading.rows.resize(3);
  const std::string brief = offer_summary(reading, 2, false);
  CHECK_THAT(brief, ContainsSubstring("AnOffer 1, published 2026-09-21\n"
                                      "2 rates of 1,025 products; not asked for: 1\n"
                                      "skipped:\n  1000  spot\n"));
  CHECK_THAT(brief, ContainsSubstring("  1  Kind19, as SKU ?[31m\n"
                                      "  and 5 more kinds; --explain-skipped lists them\n"));
  const std::string full = offer_summary(reading, 2, true);
  CHECK_THAT(full, ContainsSubstring("  1000  spot, as SKU S1\n"));
  CHECK_THAT(full, ContainsSubstring("  1  Kind24, as SKU ?[31m\n"));
  CHECK_THAT(full, !ContainsSubstring("more kinds"));
}
