#include "support/catch.hpp"
#include "tunepath/data/read_rates.hpp"

#include <string>

using namespace tunepath;

namespace {

/// A file with one discount, in which `from` stands as `to`.
std::string with(const std::string& from, const std::string& to) {
  std::string text =
      "format: tunepath-rates/1\n"
      "discounts:\n"
      "  - {id: edp, service: [bedrock, sagemaker], item: 'ml.*', meter: hosting, multiplier: "
      "0.91, "
      "valid_from: 2026-11-01, valid_until: 2027-10-31, source: quote, source_date: 2026-10-01}\n";
  const auto at = text.find(from);
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("a discount is read with its selectors, dates and source", "[data]") {
  const auto file = read_rates(with("", ""), "mine.yaml");
  REQUIRE(file);
  REQUIRE(file.value().discounts.size() == 1);
  const Discount& discount = file.value().discounts.front();
  CHECK(discount.id == "edp");
  CHECK(discount.services.size() == 2);
  CHECK(discount.items[0] == "ml.*");
  CHECK(discount.regions.empty());
  CHECK(discount.meter == Meter::hosting);
  CHECK_FALSE(discount.term.has_value());
  CHECK(to_string(discount.multiplier) == "0.91");
  CHECK(to_string(*discount.valid_until) == "2027-10-31");
  CHECK(discount.place.line == 3);
}

TEST_CASE("what is wrong with a discount is said with its place", "[data]") {
  struct Case {
    const char* name;
    std::string text;
    const char* message;
    const char* hint;
  };
  const Case cases[]{
      {"an unknown key", with("item:", "itm:"), "unknown key 'itm'", "did you mean 'item'?"},
      {"no multiplier", with("multiplier: 0.91, ", ""), "a discount needs 'multiplier'",
       "write it as in 'multiplier: 0.91'"},
      {"nothing left to pay", with("0.91", "0"), "'multiplier' is '0', but must be above zero",
       "write what is paid of the price: 0.91 takes 9% off"},
      {"too many decimals", with("0.91", "0.1234567"),
       "'multiplier' cannot be held exactly: '0.1234567'", "at most 6 decimals and 18 digits"},
      {"a per cent sign", with("0.91", "9%"), "'multiplier' is '9%', not a number",
       "write a plain number, as in 1500 or 0.15"},
      {"an unknown meter", with("hosting", "hostng"), "'meter' cannot be 'hostng'",
       "did you mean 'hosting'?"},
      {"an id twice",
       with("", "") + "  - {id: edp, multiplier: 0.5, valid_from: 2026-11-01, source: quote, "
                      "source_date: 2026-10-01}\n",
       "the discount 'edp' is given twice", "keep one; the other is in line 3"}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto file = read_rates(c.text, "mine.yaml");
    REQUIRE(file.problems().size() == 1);
    CHECK(file.problems()[0].message == c.message);
    CHECK(file.problems()[0].hint == c.hint);
    CHECK(file.problems()[0].at.line >= 3);
  }
}
