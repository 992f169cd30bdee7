#include "tunepath/rates/coverage.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/report/coverage_listing.hpp"
#include "tunepath/report/text.hpp"

#include <algorithm>
#include <sstream>

using namespace tunepath;

namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

RateRow row(std::string_view item, std::string_view region, Meter meter) {
  RateRow made;
  made.service = "bedrock";
  made.item = item;
  made.variant = Variant::base;
  made.region = region;
  made.meter = meter;
  made.usd = Decimal::of(1);
  made.valid_from = day("2026-01-01");
  made.source_date = day("2026-01-01");
  return made;
}

RateRow derived(RateRow of) {
  of.derived = true;
  return of;
}

constexpr std::string_view k_both[]{"input", "output"};
constexpr std::string_view k_input[]{"input"};
constexpr std::string_view k_embeds[]{"embed-*"};
constexpr std::string_view k_ways[]{"base embed"};

/// A model's inference, embeddings, and the two together.
std::vector<Purpose> purposes() {
  std::vector<Purpose> made(3);
  made[0].id = "base";
  made[0].heading = "Base";
  made[0].all_of = k_both;
  made[1].id = "embed";
  made[1].heading = "Emb";
  made[1].items = k_embeds;
  made[1].one_of = k_input;
  made[2].id = "rag";
  made[2].heading = "RAG";
  made[2].ways = k_ways;
  return made;
}

/// "eu-west-1 1 0 0d" for each region, one line each.
std::string counts(const CoverageTable& table) {
  std::string out;
  for (std::size_t i = 0; i < table.regions.size(); ++i) {
    out += std::string{table.regions[i]};
    for (const Coverage& cell : table.cells[i]) {
      out += " " + std::to_string(cell.items) + (cell.derived ? "d" : "");
    }
    out += "\n";
  }
  return out;
}

CoverageTable coverage(const std::vector<RateRow>& rows, const std::vector<Purpose>& of,
                       const RateFilter& filter = {}) {
  static std::vector<std::unique_ptr<RateTable>> kept; // What comes out points into the table.
  kept.push_back(std::make_unique<RateTable>());
  kept.back()->add_overlay(rows);
  return coverage_of(*kept.back(), of, filter, day("2026-11-28"));
}

} // namespace

TEST_CASE("an item counts where each of its meters has a price", "[rates]") {
  const auto of = purposes();
  CHECK(counts(coverage({row("a", "eu-west-1", Meter::input), row("a", "eu-west-1", Meter::output),
                         row("b", "eu-west-1", Meter::input), row("b", "us-east-1", Meter::output)},
                        of)) == "eu-west-1 1 0 0\nus-east-1 0 0 0\n");
}

TEST_CASE("a price of all regions counts in each, one of no stated region in none", "[rates]") {
  const auto of = purposes();
  const auto table =
      coverage({row("a", "eu-west-1", Meter::input), row("b", "us-east-1", Meter::input),
                row("a", "*", Meter::output), row("c", "unknown", Meter::input),
                row("c", "*", Meter::output), row("embed-1", "unknown", Meter::input)},
               of);
  CHECK(counts(table) == "eu-west-1 1 0 0\nus-east-1 0 0 0\n");
  CHECK(table.unstated == std::vector<std::int64_t>{1, 1, 0});
}

TEST_CASE("a cell is derived when every item in it rests on a derived row", "[rates]") {
  const auto of = purposes();
  const RateRow in = row("a", "eu-west-1", Meter::input);
  const RateRow out = derived(row("a", "eu-west-1", Meter::output));
  const RateRow embed = row("embed-1", "eu-west-1", Meter::input);
  CHECK(counts(coverage({in, out, embed}, of)) == "eu-west-1 1d 1 1d\n");
  CHECK(counts(coverage({in, out, embed, row("b", "eu-west-1", Meter::input),
                         row("b", "eu-west-1", Meter::output)},
                        of)) == "eu-west-1 2 1 1\n");
}

TEST_CASE("what two sources dispute is not counted, and named", "[rates]") {
  const auto of = purposes();
  RateRow newer = row("embed-1", "eu-west-1", Meter::input);
  newer.scope = Scope::unlabelled;
  newer.usd = Decimal::of(2);
  newer.source_date = day("2026-02-01");
  const auto table = coverage({row("embed-1", "eu-west-1", Meter::input), newer}, of);
  CHECK(counts(table) == "eu-west-1 0 0 0\n");
  REQUIRE(table.disputed.size() == 1);
  CHECK(table.disputed[0]->scope == Scope::in_region);
}

TEST_CASE("a row of the user's file settles a dispute", "[rates]") {
  const auto of = purposes();
  RateRow newer = row("embed-1", "eu-west-1", Meter::input);
  newer.scope = Scope::unlabelled;
  newer.usd = Decimal::of(2);
  newer.source_date = day("2026-02-01");
  RateTable table;
  table.add_overlay({row("embed-1", "eu-west-1", Meter::input), newer});
  table.add_overlay({newer});
  const auto settled = coverage_of(table, of, {}, day("2026-11-28"));
  CHECK(counts(settled) == "eu-west-1 0 1 0\n");
  CHECK(settled.disputed.empty());
}

TEST_CASE("regions that are not asked for are not shown", "[rates]") {
  const auto of = purposes();
  RateFilter filter;
  filter.patterns[3] = {"eu-*"};
  CHECK(counts(coverage(
            {row("embed-1", "eu-west-1", Meter::input), row("embed-1", "us-east-1", Meter::input)},
            of, filter)) == "eu-west-1 0 1 0\n");
}

TEST_CASE("the shipped coverage fits 80 columns and says no dollars", "[rates][report]") {
  const auto table =
      coverage_of(RateTable{shipped().rates}, shipped().purposes, {}, day("2026-11-28"));
  CHECK(table.regions.size() >= 12);
  const std::string text = to_text(describe_coverage(table, day("2026-11-28")));
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
  }
  CHECK(text.find("$0 ") == std::string::npos);
}

TEST_CASE("each shipped purpose is served somewhere, or named as of no region", "[rates]") {
  const auto table =
      coverage_of(RateTable{shipped().rates}, shipped().purposes, {}, day("2026-11-28"));
  for (std::size_t j = 0; j < table.purposes.size(); ++j) {
    CAPTURE(table.purposes[j]->id);
    const bool somewhere = std::any_of(table.cells.begin(), table.cells.end(),
                                       [&](const auto& cells) { return cells[j].items > 0; });
    CHECK((somewhere || table.unstated[j] > 0));
  }
}
