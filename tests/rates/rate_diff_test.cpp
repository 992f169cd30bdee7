#include "tunepath/rates/rate_diff.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

const Date k_day = day("2026-11-22");

RateRow row(std::string_view region, const char* usd, std::int64_t per = 1'000'000) {
  RateRow made;
  made.service = "bedrock";
  made.item = "nova-lite";
  made.variant = Variant::base;
  made.region = region;
  made.meter = Meter::input;
  made.per = per;
  made.usd = Decimal::parse(usd).value();
  made.valid_from = day("2026-01-01");
  made.source_date = day("2026-01-01");
  return made;
}

RateTable table(std::vector<RateRow> rows, std::vector<Discount> discounts = {}) {
  RateTable made;
  made.add_overlay(std::move(rows));
  if (!discounts.empty()) {
    made.add_overlay({}, std::move(discounts));
  }
  return made;
}

/// "changed us-east-1, added eu-west-1": what differs, in order.
std::string differences(const RateTable& before, const RateTable& after) {
  std::string out;
  for (const RateChange& change : compare_rates(before, after, k_day).changes) {
    out += out.empty() ? "" : ", ";
    out += name_of(change.kind);
    out += " ";
    out += change.key.region;
  }
  return out;
}

} // namespace

TEST_CASE("a comparison tells what was added, removed and changed", "[rates]") {
  const RateTable before =
      table({row("eu-west-1", "0.07"), row("us-east-1", "0.06"), row("us-west-2", "0.06")});
  const RateTable after =
      table({row("ap-south-1", "0.08"), row("us-east-1", "0.05"), row("us-west-2", "0.06")});
  CHECK(differences(before, after) == "added ap-south-1, removed eu-west-1, changed us-east-1");
  CHECK(differences(after, before) == "removed ap-south-1, added eu-west-1, changed us-east-1");
  CHECK(compare_rates(before, after, k_day).same == 1);
}

TEST_CASE("the same price on another basis is no change", "[rates]") {
  const RateTable millions = table({row("us-east-1", "3.78", 1'000'000)});
  CHECK(differences(millions, table({row("us-east-1", "0.00378", 1'000)})).empty());
  CHECK(differences(millions, table({row("us-east-1", "0.00378", 1'000'000)})) ==
        "changed us-east-1");
}

TEST_CASE("a newer source for the same price confirms it", "[rates]") {
  RateRow newer = row("us-east-1", "0.06");
  newer.source_date = day("2026-10-01");
  const RateDiff diff = compare_rates(table({row("us-east-1", "0.06")}), table({newer}), k_day);
  CHECK(diff.changes.empty());
  CHECK(diff.confirmed == 1);
}

TEST_CASE("a row for all regions changes what a region is charged", "[rates]") {
  RateTable after = table({row("us-east-1", "0.06")});
  after.add_overlay({row("*", "0.05")});
  CHECK(differences(table({row("us-east-1", "0.06")}), after) == "added *, changed us-east-1");
}

TEST_CASE("a discount changes every price that it fits", "[rates]") {
  Discount discount;
  discount.id = "agreement";
  discount.multiplier = Decimal::parse("0.5").value();
  discount.valid_from = day("2026-11-01");
  const RateTable before = table({row("us-east-1", "0.06")});
  const RateDiff diff = compare_rates(before, table({row("us-east-1", "0.06")}, {discount}), k_day);
  REQUIRE(diff.changes.size() == 1);
  CHECK(diff.changes[0].relative().value() == Approx(0.5));
}

TEST_CASE("a price that becomes disputed is a change without a ratio", "[rates]") {
  RateRow rival = row("us-east-1", "0.09");
  rival.scope = Scope::unlabelled;
  rival.source_date = day("2026-10-01");
  const RateDiff diff = compare_rates(table({row("us-east-1", "0.06")}),
                                      table({row("us-east-1", "0.06"), rival}), k_day);
  REQUIRE(diff.changes.size() == 2); // The rival has a key of its own.
  CHECK(diff.changes[0].kind == RateChange::Kind::changed);
  CHECK(diff.changes[0].after.rival != nullptr);
  CHECK_FALSE(diff.changes[0].relative());
  CHECK(diff.changes[1].kind == RateChange::Kind::added);
}

TEST_CASE("what holds only from a later day on is not compared", "[rates]") {
  RateRow later = row("us-east-1", "0.05");
  later.valid_from = day("2026-12-01");
  CHECK(differences(table({}), table({later})).empty());
}
