#include "tunepath/rates/discount.hpp"

#include "support/catch.hpp"
#include "tunepath/rates/rate_table.hpp"

using namespace tunepath;

namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

RateRow hosting(std::string_view item, std::string_view region, const char* usd) {
  RateRow row;
  row.service = "sagemaker";
  row.item = item;
  row.region = region;
  row.meter = Meter::hosting;
  row.unit = Unit::instance_hour;
  row.usd = Decimal::parse(usd).value();
  row.valid_from = day("2026-01-01");
  row.source_date = day("2026-01-01");
  return row;
}

Discount off(std::string_view id, const char* multiplier) {
  Discount discount;
  discount.id = id;
  discount.multiplier = Decimal::parse(multiplier).value();
  discount.valid_from = day("2026-01-01");
  discount.place = {"mine.yaml", 4, 5};
  return discount;
}

const RateRow k_row = hosting("ml.g5.2xlarge", "us-east-1", "1.515");
constexpr std::string_view k_large[]{"ml.g5.*", "ml.p*"};
constexpr std::string_view k_europe[]{"eu-*"};

std::string price(const RateTable& table, const RateRow& row, const char* on = "2026-11-22") {
  const auto found = table.price(row.key(), day(on));
  return found ? to_string(found->usd) : "no rate";
}

} // namespace

TEST_CASE("a pattern's star stands for any run of characters", "[rates]") {
  struct Case {
    const char* pattern;
    const char* text;
    bool fits;
  };
  const Case cases[]{{"*", "", true},
                     {"*", "ml.g5", true},
                     {"ml.g5", "ml.g5", true},
                     {"ml.g5", "ml.g5e", false},
                     {"ml.*.x", "ml.g5.x", true},
                     {"ml.*.x", "ml.g5.xl", false},
                     {"*.x*", "a.b.xl", true},
                     {"a*b*c", "abcbc", true},
                     {"a*b*c", "abcb", false},
                     {"", "", true},
                     {"", "a", false}};
  for (const Case& c : cases) {
    CAPTURE(c.pattern, c.text);
    CHECK(fits(c.pattern, c.text) == c.fits);
  }
}

TEST_CASE("a discount applies where every selector fits, within its dates", "[rates]") {
  Discount discount = off("plan", "0.9");
  discount.items = k_large;
  discount.valid_until = day("2026-12-31");
  CHECK(discount.applies_to(k_row.key(), day("2026-01-01")));
  CHECK(discount.applies_to(k_row.key(), day("2026-12-31")));
  CHECK_FALSE(discount.applies_to(k_row.key(), day("2025-12-31")));
  CHECK_FALSE(discount.applies_to(k_row.key(), day("2027-01-01")));
  CHECK_FALSE(
      discount.applies_to(hosting("ml.c5.large", "us-east-1", "1").key(), day("2026-02-01")));
  discount.meter = Meter::training;
  CHECK_FALSE(discount.applies_to(k_row.key(), day("2026-02-01")));
  discount.meter = Meter::hosting;
  discount.regions = k_europe;
  CHECK_FALSE(discount.applies_to(k_row.key(), day("2026-02-01")));
}

TEST_CASE("discounts lower shipped prices and those of earlier files, exactly", "[rates]") {
  const std::vector<RateRow> shipped{k_row};
  RateTable table{shipped};
  table.add_overlay({}, {off("agreement", "0.91")});
  CHECK(price(table, k_row) == "1.37865");
  CHECK(table.find(k_row.key(), day("2026-11-22"))->usd ==
        k_row.usd); // The row stays as published.

  SECTION("several multiply, in the order of the files") {
    table.add_overlay({}, {off("plan", "0.8")});
    CHECK(price(table, k_row) == "1.10292");
    CHECK(table.price(k_row.key(), day("2026-11-22"))->discounts.front()->id == "agreement");
  }
  SECTION("a later file's discount of the same id takes its place") {
    table.add_overlay({}, {off("agreement", "1")});
    CHECK(price(table, k_row) == "1.515");
  }
  SECTION("a row of the same or a later file is what is paid") {
    RateTable own{shipped};
    own.add_overlay({hosting("ml.g5.2xlarge", "us-east-1", "1.4")}, {off("agreement", "0.91")});
    CHECK(price(own, k_row) == "1.4");
    table.add_overlay({hosting("ml.g5.2xlarge", "us-east-1", "1.3")});
    CHECK(price(table, k_row) == "1.3");
  }
  SECTION("a row of an earlier file is discounted") {
    RateTable later{shipped};
    later.add_overlay({hosting("ml.g5.2xlarge", "us-east-1", "1.4")});
    later.add_overlay({}, {off("agreement", "0.5")});
    CHECK(price(later, k_row) == "0.7");
  }
}

TEST_CASE("a discount that fits nothing or breaks a price is said with its place", "[rates]") {
  const std::vector<RateRow> shipped{hosting("ml.g5.2xlarge", "us-east-1", "1.234567890123")};
  RateTable table{shipped};
  Discount nowhere = off("nowhere", "0.9");
  nowhere.regions = k_europe;
  table.add_overlay({}, {nowhere, off("fine", "0.123457"), off("finer", "0.123457")});
  const auto problems = discount_problems(table);
  REQUIRE(problems.size() >= 2);
  CHECK(problems[0].level == Diagnostic::Level::warning);
  CHECK(problems[0].message == "the discount 'nowhere' fits no rate");
  CHECK(to_string(problems[0].at) == "mine.yaml:4:5");
  CHECK(problems[1].level == Diagnostic::Level::error);
  CHECK(
      problems[1].message ==
      "the discount 'fine' makes a price that cannot be held exactly: 1.234567890123 of sagemaker "
      "/ ml.g5.2xlarge / - / us-east-1 / in-region / hosting / instance-hour / on-demand");
}

TEST_CASE("of two scopes that say different prices the older never wins silently", "[rates]") {
  RateRow labelled = k_row;
  labelled.source_date = day("2025-02-28");
  RateRow scraped = hosting("ml.g5.2xlarge", "us-east-1", "1.2");
  scraped.scope = Scope::unlabelled;
  scraped.source_date = day("2026-07-24");
  const auto table_of = [](std::vector<RateRow> rows) {
    RateTable table;
    table.add_overlay(std::move(rows));
    return table;
  };

  const RateTable disputed = table_of({labelled, scraped});
  CHECK(disputed.look_up(labelled.key(), day("2026-11-22")).rival->usd == scraped.usd);
  CHECK(price(disputed, labelled) == "no rate");
  CHECK(price(disputed, scraped) == "1.2"); // The newer one is not disputed by the older.

  SECTION("a user's row settles it") {
    RateTable chosen = disputed;
    chosen.add_overlay({labelled});
    CHECK(price(chosen, labelled) == "1.515");
  }
  SECTION("the same price is no dispute") {
    scraped.usd = labelled.usd;
    CHECK(price(table_of({labelled, scraped}), labelled) == "1.515");
  }
  SECTION("an older row is no rival") {
    scraped.source_date = day("2024-01-01");
    CHECK(price(table_of({labelled, scraped}), labelled) == "1.515");
  }
  SECTION("cross-region inference is another product") {
    scraped.scope = Scope::geo;
    CHECK(price(table_of({labelled, scraped}), labelled) == "1.515");
  }
}
