#include "tunepath/report/rate_listing.hpp"

#include "support/catch.hpp"
#include "tunepath/report/text.hpp"

using namespace tunepath;

namespace {

RateRow row(const char* usd, const char* note) {
  RateRow made;
  made.service = "s3";
  made.item = "standard";
  made.region = "us-east-1";
  made.meter = Meter::storage;
  made.unit = Unit::gb_month;
  made.term = Term::first_tier;
  made.usd = Decimal::parse(usd).value();
  made.valid_from = Date::parse("2026-01-01").value();
  made.source = "a page";
  made.source_date = made.valid_from;
  made.note = note;
  made.place = {"mine.yaml", 3, 5};
  return made;
}

std::string csv_of(const RateRow& only) {
  const RateRow* const rows[]{&only};
  const std::string csv = rates_csv(rows);
  return csv.substr(csv.find("\r\n") + 2);
}

} // namespace

TEST_CASE("a CSV cell is quoted, and neither a formula nor a control sequence", "[report]") {
  struct Case {
    const char* name;
    const char* note;
    const char* cell;
  };
  const Case cases[]{{"plain", "seen twice", "seen twice"},
                     {"a comma", "a, b", "\"a, b\""},
                     {"a quote", "so \"called\"", "\"so \"\"called\"\"\""},
                     {"a formula", "=HYPERLINK(1)", "'=HYPERLINK(1)"},
                     {"a formula with a comma", "@SUM(1,2)", "\"'@SUM(1,2)\""},
                     {"an escape", "\x1b[31mred", "?[31mred"}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(csv_of(row("0.023", c.note)) ==
          std::string{"s3,standard,,us-east-1,in-region,storage,gb-month,1,first-tier,0.023,"
                      "2026-01-01,a page,2026-01-01,medium,no,"} +
              c.cell + ",mine.yaml,3\r\n");
  }
}

TEST_CASE("no rate that fits is said, not an empty table", "[report]") {
  CHECK(to_text(describe_rates({}, Date::parse("2026-11-22").value())) == "No rate fits.\n");
}

TEST_CASE("before the first known price there is none", "[report]") {
  RateTable table;
  table.add_overlay({row("0.023", "")});
  const std::string text =
      to_text(describe_rate(table, row("1", "").key(), Date::parse("2025-12-31").value(), {}));
  CHECK(text.find("No rate on 2025-12-31: the first known is of 2026-01-01.") != std::string::npos);
}

TEST_CASE("how a price is billed is said, and so is that nobody knows", "[report]") {
  BilledMeter meter;
  meter.service = "s3";
  meter.meter = Meter::storage;
  meter.unit = Unit::gb_month;
  meter.billed = "per GB and month";
  meter.minimum_seconds = 60;
  meter.minimum_units = Decimal::of(2);
  Catalog catalog;
  CHECK(billing_text(catalog, row("1", "").key()) ==
        "not known: no row of the catalog's meters has this service, meter and unit");
  catalog.meters = {&meter, 1};
  CHECK(billing_text(catalog, row("1", "").key()) ==
        "per GB and month, at least 60 seconds, at least 2 gb-month");
}
