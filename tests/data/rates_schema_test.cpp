#include "support/catch.hpp"
#include "support/schema.hpp"
#include "tunepath/data/profile_files.hpp"
#include "tunepath/data/read_rates.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/rates/rate_filter.hpp"
#include "tunepath/report/rate_listing.hpp"

using namespace tunepath;

TEST_CASE("every shipped rate, written as JSON, fits the schema and reads back as it was",
          "[data]") {
  const RateTable table{shipped().rates};
  const auto rows = table.rows();
  const std::string json = rates_json(rows);
  CHECK(test::schema_problems(rates_schema(), json).empty());

  const auto read = read_rates(json, "rates.json");
  REQUIRE(read);
  REQUIRE(read.value().rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const RateRow& before = *rows[i];
    const RateRow& after = read.value().rows[i];
    CAPTURE(to_string(before.key()));
    CHECK(after.key() == before.key());
    CHECK(after.usd == before.usd);
    CHECK(after.per == before.per);
    CHECK(after.valid_from == before.valid_from);
    CHECK(after.source == before.source);
    CHECK(after.source_date == before.source_date);
    CHECK(after.confidence == before.confidence);
    CHECK(after.derived == before.derived);
    CHECK(after.note == before.note);
  }
}

TEST_CASE("the schema of a rate file refuses what the reader refuses", "[data]") {
  const std::string row =
      R"("service": "s3", "item": "standard", "region": "us-east-1", "meter": "storage", "unit": "gb-month", "valid_from": "2026-11-01", "source": "a page", "source_date": "2026-11-01")";
  const auto problems = [](const std::string& rates) {
    return test::schema_problems(rates_schema(), R"({"format": "tunepath-rates/1", )" + rates + "}")
        .size();
  };
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": 0.023}])") == 0);
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": "0.023"}])") == 0);
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": 0}])") > 0);
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": "0.00"}])") > 0);
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": 1, "regin": "x"}])") > 0);
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": 1, "acknowledged": ["dispute"]}])") == 0);
  CHECK(problems(R"("rates": [{)" + row + R"(, "usd": 1, "acknowledged": {"dispute": 1}}])") > 0);
  CHECK(problems(R"("rates": [{"usd": 1}])") > 0);
  CHECK(problems(R"("discount": [])") > 0);
  CHECK(problems(R"("discounts": [{"id": "edp", "multiplier": 0.9, "valid_from": "2026-11-01",
                                   "source": "quote", "source_date": "2026-11-01"}])") == 0);
  CHECK(problems(R"("discounts": [{"id": "edp", "multiplier": 0.9, "meter": "hostng",
                                   "valid_from": "2026-11-01", "source": "quote"}])") > 0);
}
