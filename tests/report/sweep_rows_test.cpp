#include "tunepath/report/sweep_rows.hpp"

#include "report/cells.hpp"
#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "tunepath/data/known_names.hpp"

#include <cstdint>

using namespace tunepath;

namespace {

const FactSchema& schema() {
  return test::knowledge().schema;
}

Grid grid_of(const std::vector<std::string>& arguments) {
  return Grid::parse(arguments, schema(), known_names(test::knowledge().catalog)).value();
}

Evaluation example() {
  Evaluation e;
  e.decided = true;
  e.approach = {true, false, true};
  e.path = Path::bedrock;
  e.mode = HostingMode::bedrock_on_demand;
  e.verdict = Verdict::prove_first;
  e.usd = WayTotals{Money::dollars(8),
                    Money::micros(1'950'000),
                    Money::micros(123'456),
                    Money::dollars(-40),
                    Money{},
                    {}};
  return e;
}

std::string row(SweepFormat format, const Evaluation* evaluation, const std::string& error = "",
                const std::vector<std::string>& columns = {}) {
  const Grid grid = grid_of({"training.epochs=1:3:1"});
  const SweepRows rows = SweepRows::make(columns, format, grid, schema(), false).value();
  std::string out;
  rows.append(out, GridPoint{grid, 1}, {"x", 1}, evaluation, error);
  return out;
}

} // namespace

TEST_CASE("a row of a sweep holds what was varied, then the answer, then the sums", "[report]") {
  const Evaluation e = example();
  CHECK(row(SweepFormat::csv, &e) ==
        "2,yes,prompt+fine-tuning,bedrock,bedrock-on-demand,,,prove-first,8.00,1.95,0.123456,"
        "2.073456,-40.00,yes,\r\n");
  CHECK(row(SweepFormat::ndjson, &e) ==
        "{\"training.epochs\":2,\"decided\":true,\"approach\":[\"prompt\",\"fine-tuning\"],"
        "\"path\":\"bedrock\",\"mode\":\"bedrock-on-demand\",\"instance\":null,\"units\":null,"
        "\"verdict\":\"prove-first\",\"one_time_usd\":\"8.00\",\"standing_monthly_usd\":\"1.95\","
        "\"per_use_monthly_usd\":\"0.123456\",\"monthly_usd\":\"2.073456\","
        "\"horizon_usd\":\"-40.00\",\"complete\":true}\n");
}

TEST_CASE("a sum of which nothing is priced is empty, never zero", "[report]") {
  Evaluation e = example();
  e.usd = WayTotals{Money{}, Money::dollars(2), Money{}, Money::dollars(24), Money{}, {}};
  e.usd->gaps.add(LineKind::one_time);
  CHECK(row(SweepFormat::csv, &e, "", {"one_time_usd", "standing_monthly_usd", "complete"}) ==
        ",2.00,no\r\n");
  e.usd->gaps = {};
  CHECK(row(SweepFormat::csv, &e, "", {"one_time_usd", "complete"}) == "0.00,yes\r\n");
  e.usd = std::nullopt;
  CHECK(row(SweepFormat::csv, &e, "", {"one_time_usd", "complete"}) == ",no\r\n");
}

TEST_CASE("each sum is judged by the gaps of its own kinds", "[report]") {
  const std::vector<std::string> columns{"one_time_usd",        "standing_monthly_usd",
                                         "per_use_monthly_usd", "monthly_usd",
                                         "horizon_usd",         "complete"};
  struct Case {
    const char* name;
    WayTotals totals;
    std::vector<LineKind> gaps;
    const char* expected;
  };
  const WayTotals partly{Money::dollars(8),  Money{}, Money::dollars(3),
                         Money::dollars(44), Money{}, {}};
  const WayTotals once{Money::dollars(8), Money{}, Money{}, Money::dollars(8), Money{}, {}};
  const Case cases[] = {
      {"nothing of a kind has a price",
       partly,
       {LineKind::standing},
       "8.00,,3.00,3.00,44.00,no\r\n"},
      {"some of a kind has one", partly, {LineKind::per_use}, "8.00,0.00,3.00,3.00,44.00,no\r\n"},
      {"nothing of a month has one",
       once,
       {LineKind::standing, LineKind::per_use},
       "8.00,,,,8.00,no\r\n"},
      {"half of nothing", once, {LineKind::per_use}, "8.00,0.00,,,8.00,no\r\n"},
      {"nothing at all", {}, {LineKind::one_time}, ",0.00,0.00,0.00,,no\r\n"},
      {"no gap", once, {}, "8.00,0.00,0.00,0.00,8.00,yes\r\n"},
  };
  for (const Case& one : cases) {
    for (const bool fit_to_compare : {true, false}) {
      CAPTURE(one.name, fit_to_compare);
      Evaluation e = example();
      e.usd = one.totals;
      e.usd->priced = fit_to_compare;
      for (const LineKind kind : one.gaps) {
        e.usd->gaps.add(kind);
      }
      CHECK(row(SweepFormat::csv, &e, "", columns) == one.expected);
    }
  }
}

TEST_CASE("what a way costs more is empty while it is not fit to be compared", "[report]") {
  Evaluation e = example();
  e.extra_per_month = Money::dollars(5);
  e.usd->gaps.add(LineKind::standing);
  CHECK(row(SweepFormat::csv, &e, "", {"extra_usd_per_month"}) == "5.00\r\n");
  e.usd->priced = false;
  CHECK(row(SweepFormat::csv, &e, "", {"extra_usd_per_month", "horizon_usd"}) == ",-40.00\r\n");
}

TEST_CASE("an error stands in a row of its own shape", "[report]") {
  CHECK(row(SweepFormat::csv, nullptr, "=1+1, \"no\"", {"training.epochs", "path", "error"}) ==
        "2,,\"'=1+1, \"\"no\"\"\"\r\n");
  CHECK(row(SweepFormat::ndjson, nullptr, "no \x1b \"way\"", {"path"}) ==
        "{\"path\":null,\"error\":\"no \\u001b \\\"way\\\"\"}\n");
  const Evaluation e = example();
  CHECK(row(SweepFormat::ndjson, &e, "", {"error", "path"}) == "{\"path\":\"bedrock\"}\n");
}

TEST_CASE("text of an input that looks like a formula is defused, and a number is not",
          "[report]") {
  const Grid grid = grid_of({});
  const SweepRows rows =
      SweepRows::make({"line", "name", "horizon_usd"}, SweepFormat::csv, grid, schema(), true)
          .value();
  const Evaluation e = example();
  std::string out;
  rows.append(out, GridPoint{grid, 0}, {"@SUM(1)", 12}, &e, "");
  CHECK(out == "12,'@SUM(1),-40.00\r\n");
}

TEST_CASE("columns that do not exist, or come twice, are refused", "[report]") {
  const Grid grid = grid_of({"training.epochs=1:3:1"});
  const auto problem = [&](const std::vector<std::string>& columns) {
    const auto rows = SweepRows::make(columns, SweepFormat::csv, grid, schema(), false);
    REQUIRE(rows.problems().size() == 1);
    return rows.problems().front().message + "; " + rows.problems().front().hint;
  };
  CHECK(problem({"horizon_us"}) ==
        "--columns: there is no column 'horizon_us'; did you mean 'horizon_usd'?");
  CHECK(problem({"training.runs"}) ==
        "--columns: there is no column 'training.runs'; tunepath sweep --columns help lists them");
  CHECK(problem({"path", "path"}) == "--columns: 'path' is named twice; keep one");
}

TEST_CASE("cells write numbers as the slow way does", "[report]") {
  const std::int64_t numbers[] = {0,      1,         -1,        10,        99,
                                  100,    123'456,   1'000'000, 1'950'000, -123'456'789,
                                  10'100, INT64_MAX, INT64_MIN, -100,      1'000'000'000'000};
  for (const std::int64_t number : numbers) {
    std::string out;
    Cells cells{out, false};
    cells.money(Money::micros(number));
    CHECK(out == plain(Money::micros(number)));
    for (int scale = 0; scale <= 9; ++scale) {
      out.clear();
      cells.number(Decimal::scaled(number, scale));
      CHECK(out == to_string(Decimal::scaled(number, scale)));
    }
  }
}
