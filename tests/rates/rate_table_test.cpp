#include "tunepath/rates/rate_table.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>

using namespace tunepath;

namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

/// What most tests ask for.
constexpr RateKey k_key{.service = "bedrock",
                        .item = "nova-lite",
                        .variant = Variant::base,
                        .region = "us-east-1",
                        .scope = Scope::in_region,
                        .meter = Meter::input,
                        .unit = Unit::token,
                        .term = Term::on_demand};

RateRow row(const RateKey& key, const char* valid_from, std::int64_t usd) {
  RateRow made;
  made.service = key.service;
  made.item = key.item;
  made.variant = key.variant;
  made.region = key.region;
  made.scope = key.scope;
  made.meter = key.meter;
  made.unit = key.unit;
  made.term = key.term;
  made.usd = Decimal::of(usd);
  made.valid_from = day(valid_from);
  return made;
}

RateKey in_region(std::string_view region) {
  RateKey key = k_key;
  key.region = region;
  return key;
}

std::vector<RateRow> sorted(std::vector<RateRow> rows) {
  std::sort(rows.begin(), rows.end(), [](const RateRow& a, const RateRow& b) {
    return std::pair{a.key(), a.valid_from} < std::pair{b.key(), b.valid_from};
  });
  return rows;
}

/// The price that the table gives, or 0 where it has none.
std::int64_t price(const RateTable& table, const RateKey& key, const char* on) {
  const RateRow* found = table.find(key, day(on));
  return found == nullptr ? 0 : found->usd.mantissa();
}

} // namespace

TEST_CASE("a price holds from its first day until the next one", "[rates]") {
  const auto rows = sorted({row(k_key, "2026-01-01", 3), row(k_key, "2026-06-01", 2)});
  const RateTable table{rows};
  CHECK(price(table, k_key, "2025-12-31") == 0);
  CHECK(price(table, k_key, "2026-01-01") == 3);
  CHECK(price(table, k_key, "2026-05-31") == 3);
  CHECK(price(table, k_key, "2026-06-01") == 2);
  CHECK(price(table, k_key, "2030-01-01") == 2);
}

TEST_CASE("asking for one thing never returns another", "[rates]") {
  struct Case {
    const char* name;
    RateKey asked;
  };
  const auto changed = [](auto change) {
    RateKey key = k_key;
    change(key);
    return key;
  };
  const Case c = GENERATE_COPY(values<Case>({
      {"another service", changed([](RateKey& k) { k.service = "sagemaker"; })},
      {"another item", changed([](RateKey& k) { k.item = "nova-lit"; })},
      {"another variant", changed([](RateKey& k) { k.variant = Variant::custom; })},
      {"no variant", changed([](RateKey& k) { k.variant = Variant::none; })},
      {"another region", changed([](RateKey& k) { k.region = "us-east-2"; })},
      {"another scope", changed([](RateKey& k) { k.scope = Scope::global; })},
      {"an unlabelled scope", changed([](RateKey& k) { k.scope = Scope::unlabelled; })},
      {"another meter", changed([](RateKey& k) { k.meter = Meter::output; })},
      {"another unit", changed([](RateKey& k) { k.unit = Unit::trained_token; })},
      {"another term", changed([](RateKey& k) { k.term = Term::batch; })},
  }));
  DYNAMIC_SECTION(c.name) {
    const std::vector<RateRow> rows{row(k_key, "2026-01-01", 3)};
    RateTable table{rows};
    CHECK(table.find(c.asked, day("2026-11-22")) == nullptr);
    table.add_overlay(rows);
    CHECK(table.find(c.asked, day("2026-11-22")) == nullptr);
    CHECK(table.find(k_key, day("2026-11-22")) != nullptr);
  }
}

TEST_CASE("a table answers with exactly the row asked for, whatever else it holds",
          "[rates][property]") {
  std::vector<RateRow> rows;
  std::int64_t usd = 1;
  for (const char* item : {"nova-lite", "nova-micro"}) {
    for (const char* region : {"us-east-1", "us-west-2", "unknown"}) {
      for (const Scope scope : {Scope::in_region, Scope::geo, Scope::unlabelled}) {
        for (const Meter meter : {Meter::input, Meter::output}) {
          for (const Term term : {Term::on_demand, Term::batch}) {
            const RateKey key{"bedrock", item,  Variant::base, region,
                              scope,     meter, Unit::token,   term};
            rows.push_back(row(key, "2026-01-01", usd++));
            rows.push_back(row(key, "2026-06-01", usd++));
          }
        }
      }
    }
  }
  std::mt19937_64 random{20'261'122};
  std::shuffle(rows.begin(), rows.end(), random);
  const auto in_order = sorted(rows);
  const RateTable shipped{in_order};
  RateTable overlaid;
  overlaid.add_overlay(rows); // Overlays need not come sorted.
  for (const RateRow& wanted : rows) {
    for (const RateTable* table : {&shipped, static_cast<const RateTable*>(&overlaid)}) {
      const RateRow* found = table->find(wanted.key(), wanted.valid_from);
      REQUIRE(found != nullptr);
      REQUIRE(found->usd == wanted.usd);
    }
  }
}

TEST_CASE("a row for the region beats one for all regions", "[rates]") {
  const auto rows = sorted({row(in_region("*"), "2026-06-01", 5), row(k_key, "2026-01-01", 3)});
  const RateTable table{rows};
  CHECK(price(table, k_key, "2026-11-22") == 3);
  CHECK(price(table, in_region("eu-west-1"), "2026-11-22") == 5);
  CHECK(price(table, in_region("eu-west-1"), "2026-01-01") == 0);
}

TEST_CASE("a row of unknown region is never applied to a region", "[rates]") {
  const std::vector<RateRow> rows{row(in_region("unknown"), "2026-01-01", 3)};
  RateTable table{rows};
  table.add_overlay(rows);
  CHECK(price(table, k_key, "2026-11-22") == 0);
  CHECK(price(table, in_region("*"), "2026-11-22") == 0);
}

TEST_CASE("the user's rows come before the shipped ones", "[rates]") {
  const std::vector<RateRow> rows{row(k_key, "2026-06-01", 3)};
  RateTable table{rows};
  table.add_overlay({row(k_key, "2026-03-01", 7)});
  SECTION("also when the shipped row is newer") {
    CHECK(price(table, k_key, "2026-11-22") == 7);
  }
  SECTION("but not before they are valid") {
    RateTable later{rows};
    later.add_overlay({row(k_key, "2026-10-01", 7)});
    CHECK(price(later, k_key, "2026-09-30") == 3);
    CHECK(price(later, k_key, "2026-10-01") == 7);
  }
  SECTION("the last of several files wins") {
    table.add_overlay({row(k_key, "2026-02-01", 9)});
    CHECK(price(table, k_key, "2026-11-22") == 9);
  }
  SECTION("a file that prices something else changes nothing") {
    RateKey other = k_key;
    other.meter = Meter::output;
    table.add_overlay({row(other, "2026-02-01", 9)});
    CHECK(price(table, k_key, "2026-11-22") == 7);
  }
  SECTION("for all regions too, even before a shipped row of the region") {
    RateTable everywhere{rows};
    everywhere.add_overlay({row(in_region("*"), "2026-03-01", 8)});
    CHECK(price(everywhere, k_key, "2026-11-22") == 8);
  }
}

TEST_CASE("a price for a unit sets the key's unit", "[rates]") {
  const std::vector<RateRow> rows{row(k_key, "2026-01-01", 3)};
  const RateTable table{rows};
  RateKey key = k_key;
  key.unit = Unit::request;
  const auto rate = table.find<Unit::token>(key, day("2026-11-22"));
  REQUIRE(rate);
  CHECK(rate->usd == Decimal::of(3));
  CHECK(rate->per == 1);
  CHECK(rate->row == &rows[0]);
  CHECK_FALSE(table.find<Unit::request>(key, day("2026-11-22")));
}

TEST_CASE("who finds no rate is told where there is one", "[rates]") {
  RateKey geo = k_key;
  geo.scope = Scope::geo;
  RateKey output = in_region("us-west-2");
  output.meter = Meter::output;
  const auto rows = sorted(
      {row(in_region("us-west-2"), "2026-01-01", 3), row(in_region("us-west-2"), "2026-05-01", 2),
       row(in_region("eu-west-1"), "2027-01-01", 4), row(in_region("unknown"), "2026-01-01", 5),
       row(geo, "2026-01-01", 6), row(output, "2026-01-01", 7)});
  const RateTable table{rows};
  std::vector<std::int64_t> prices;
  for (const RateRow* near : table.near_misses(k_key, day("2026-11-22"))) {
    prices.push_back(near->usd.mantissa());
  }
  std::sort(prices.begin(), prices.end());
  // Not the replaced price of us-west-2, not that of next year, not that of another meter.
  CHECK(prices == std::vector<std::int64_t>{2, 5, 6});
}

TEST_CASE("a table knows its regions, but neither all nor unknown as one", "[rates]") {
  const auto rows =
      sorted({row(in_region("*"), "2026-01-01", 1), row(in_region("unknown"), "2026-01-01", 1),
              row(in_region("us-west-2"), "2026-01-01", 1)});
  RateTable table{rows};
  table.add_overlay({row(in_region("eu-west-1"), "2026-01-01", 1)});
  CHECK(table.regions() == std::vector<std::string_view>{"eu-west-1", "us-west-2"});
  CHECK(table.knows_region("eu-west-1"));
  CHECK_FALSE(table.knows_region("eu-west-2"));
  CHECK(table.rows().size() == 4);
  CHECK(table.rows().front()->region == "eu-west-1");
}

TEST_CASE("an empty table has no answer", "[rates]") {
  const RateTable table;
  CHECK(table.find(k_key, day("2026-11-22")) == nullptr);
  CHECK(table.near_misses(k_key, day("2026-11-22")).empty());
  CHECK(table.regions().empty());
}

TEST_CASE("a key is written so that a reader can look it up", "[rates]") {
  CHECK(to_string(k_key) ==
        "bedrock / nova-lite / base / us-east-1 / in-region / input / token / on-demand");
  RateKey instance{.service = "sagemaker",
                   .item = "ml.g5.2xlarge",
                   .region = "us-east-1",
                   .meter = Meter::hosting,
                   .unit = Unit::instance_hour};
  CHECK(to_string(instance) ==
        "sagemaker / ml.g5.2xlarge / - / us-east-1 / in-region / hosting / instance-hour / "
        "on-demand");
}

TEST_CASE("another region's price stands in only where it is asked for, and says so", "[rates]") {
  const auto rows = sorted({row(k_key, "2026-01-01", 3)});
  RateTable table{rows};
  CHECK_FALSE(table.price(in_region("eu-west-1"), day("2026-02-01")));

  table.estimate_from({"us-east-1", Decimal::parse("1.2").value()});
  const auto estimated = table.price(in_region("eu-west-1"), day("2026-02-01"));
  REQUIRE(estimated);
  REQUIRE(estimated->stand_in != nullptr);
  CHECK(estimated->stand_in->region == "us-east-1");
  CHECK(estimated->row->region == "us-east-1");
  CHECK(to_string(estimated->usd) == "3.6");
  CHECK(table.price(k_key, day("2026-02-01"))->stand_in == nullptr);
  CHECK(to_string(table.price(k_key, day("2026-02-01"))->usd) == "3");
  // What is on record stays what it is: only prices are estimated.
  CHECK(table.find(in_region("eu-west-1"), day("2026-02-01")) == nullptr);
}

TEST_CASE("nothing stands in for a price that two rows dispute", "[rates]") {
  RateRow rival = row(in_region("eu-west-1"), "2026-01-01", 5);
  rival.scope = Scope::unlabelled;
  rival.source_date = day("2026-06-01");
  const auto rows =
      sorted({row(k_key, "2026-01-01", 3), row(in_region("eu-west-1"), "2026-01-01", 4), rival});
  RateTable table{rows};
  table.estimate_from({"us-east-1", Decimal::of(1)});
  CHECK_FALSE(table.price(in_region("eu-west-1"), day("2026-07-01")));
}
