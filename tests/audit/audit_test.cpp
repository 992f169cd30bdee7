#include "tunepath/audit/audit.hpp"

#include "audit/checks.hpp"
#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace tunepath;

namespace {

Date day(const char* text) {
  return Date::parse(text).value();
}

/// A price of s3 storage, which has the fewest neighbours.
RateRow row(const char* usd, const char* region = "us-east-1") {
  RateRow made;
  made.service = "s3";
  made.item = "standard";
  made.region = region;
  made.meter = Meter::storage;
  made.unit = Unit::gb_month;
  made.term = Term::first_tier;
  made.usd = Decimal::parse(usd).value();
  made.valid_from = day("2026-01-01");
  made.source = "a page";
  made.source_date = day("2026-02-01");
  made.place = {"mine.yaml", 3, 5};
  return made;
}

std::vector<Finding> findings(const std::vector<RateRow>& rows, const RateTable* beside = nullptr,
                              Claims claims = Claims::none) {
  RateTable table;
  table.add_overlay(rows);
  return audit_rates({table, beside, claims, day("2026-11-28")}, shipped().catalog);
}

/// The rows that the check of prices names when `rows` are all there are.
std::set<std::pair<std::string, int>> suspects(std::vector<RateRow> rows) {
  RateTable table;
  table.add_overlay(std::move(rows));
  const AuditRequest request{table, nullptr, Claims::none, day("2026-11-28")};
  audit::Audit run{request, shipped().catalog};
  audit::check_prices(run);
  std::set<std::pair<std::string, int>> places;
  for (const Finding& finding : run.findings) {
    places.emplace(finding.problem.at.file, finding.problem.at.line);
  }
  return places;
}

/// The shipped rows by unit: prices of different units are never compared.
std::map<Unit, std::vector<RateRow>> rows_by_unit() {
  std::map<Unit, std::vector<RateRow>> groups;
  for (const RateRow& each : shipped().rates) {
    groups[each.unit].push_back(each);
  }
  return groups;
}

struct Slips {
  std::size_t tried = 0;
  std::size_t missed_alone = 0; ///< the only price of their service, meter and unit
  std::size_t missed = 0;       ///< all others that were not caught
  std::size_t accused = 0;      ///< sound rows that were named, too
};

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t k_step = 11; // A share of the rows: instrumented, all would take minutes.
#else
constexpr std::size_t k_step = 1;
#endif

/// Makes each price in turn a thousand times what it is, or a thousandth.
Slips slip_each(bool up) {
  Slips slips;
  for (auto& [unit, rows] : rows_by_unit()) {
    for (std::size_t i = 0; i < rows.size(); i += k_step) {
      const RateRow sound = rows[i];
      if (up) {
        rows[i].usd = rows[i].usd * Decimal::of(1000);
      } else {
        rows[i].per *= 1000;
      }
      const auto named = suspects(rows);
      const bool caught = named.contains({std::string{sound.place.file}, sound.place.line});
      const bool alone = std::count_if(rows.begin(), rows.end(), [&](const RateRow& other) {
                           return other.service == sound.service && other.meter == sound.meter;
                         }) == 1;
      rows[i] = sound;
      ++slips.tried;
      slips.missed_alone += !caught && alone ? 1 : 0;
      slips.missed += !caught && !alone ? 1 : 0;
      slips.accused += named.size() - (caught ? 1 : 0);
    }
  }
  return slips;
}

} // namespace

TEST_CASE("the shipped rates have no findings", "[audit]") {
  const RateTable table{shipped().rates};
  const auto found =
      audit_rates({table, nullptr, Claims::all, day("2026-11-28")}, shipped().catalog);
  for (const Finding& finding : found) {
    UNSCOPED_INFO(render(finding.problem, ""));
  }
  CHECK(found.empty());
}

TEST_CASE("a slip by a thousand in any one shipped price is caught", "[audit][property]") {
  const bool up = GENERATE(true, false);
  const Slips slips = slip_each(up);
  CAPTURE(up, slips.tried, slips.missed_alone, slips.missed, slips.accused);
  CHECK(slips.tried > 1'400 / k_step);
  // What has no neighbour cannot be judged; nor can, among instances of which there is one price
  // only, the dearest made cheap or the cheapest made dear.
  CHECK(slips.missed_alone <= 9);
  CHECK(slips.missed <= 3);
  // Of two prices that have only each other both are named: some 4% of all, which a sample of a
  // tenth need not meet.
  CHECK(slips.accused * (k_step == 1 ? 20 : 10) <= slips.tried);
}

TEST_CASE("every factor that prices are judged by is above one and known", "[audit]") {
  for (const char* id : {"same-meter", "other-meter", "other-item"}) {
    CHECK(shipped().catalog.price_factor(id) != nullptr);
  }
  for (const PriceFactor& each : shipped().catalog.price_factors) {
    CAPTURE(each.id);
    CHECK(each.factor > Decimal::of(1));
  }
}

TEST_CASE("every peer of a meter is a meter of its service or of the one it names", "[audit]") {
  const auto& meters = shipped().catalog.meters;
  for (const BilledMeter& meter : meters) {
    for (const std::string_view peer : meter.peers) {
      CAPTURE(meter.place.line, peer);
      const auto slash = peer.find('/');
      const auto service = slash == peer.npos ? meter.service : peer.substr(0, slash);
      const auto name = slash == peer.npos ? peer : peer.substr(slash + 1);
      CHECK(std::any_of(meters.begin(), meters.end(), [&](const BilledMeter& other) {
        return other.service == service && name_of(other.meter) == name;
      }));
    }
  }
}

TEST_CASE("what a row acknowledges is not found, and only that", "[audit]") {
  constexpr std::string_view no_change[]{"no-change"};
  constexpr std::string_view hole[]{"hole"};
  std::vector<RateRow> rows{row("0.023"), row("0.023")};
  rows[1].valid_from = day("2026-01-15");
  REQUIRE(findings(rows).size() == 1);
  CHECK(findings(rows)[0].kind == FindingKind::no_change);
  rows[1].acknowledged = no_change;
  CHECK(findings(rows).empty());
  rows[1].acknowledged = hole;
  REQUIRE(findings(rows).size() == 2);
  CHECK(findings(rows)[0].kind == FindingKind::no_change);
  CHECK(findings(rows)[1].kind == FindingKind::acknowledged);
}

TEST_CASE("a mistake cannot be acknowledged", "[audit]") {
  constexpr std::string_view meter[]{"meter"};
  RateRow wrong = row("0.023");
  wrong.unit = Unit::gb;
  wrong.acknowledged = meter;
  const auto found = findings({wrong});
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == FindingKind::meter);
  CHECK(found[1].kind == FindingKind::acknowledged);
}

TEST_CASE("a user's row is judged by the shipped rows, unless it stands alone", "[audit]") {
  const RateTable shipped_rates{shipped().rates};
  const RateRow slip = row("23", "eu-west-1");
  CHECK(findings({slip}).empty()); // No other price is there to compare it with.
  const auto found = findings({slip}, &shipped_rates);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == FindingKind::price);
  CHECK(findings({row("0.025", "eu-west-1")}, &shipped_rates).empty());
}

TEST_CASE("a user's row over a shipped one of the same key and day is no duplicate", "[audit]") {
  const RateTable shipped_rates{shipped().rates};
  RateRow mine = row("0.02");
  mine.valid_from = day("2026-07-09");
  mine.source_date = mine.valid_from;
  CHECK(findings({mine}, &shipped_rates).empty());
  CHECK(findings({mine, mine}, &shipped_rates).size() == 1);
}

TEST_CASE("claims of the catalog are compared only with rates that stand for all", "[audit]") {
  CHECK(findings({row("0.023")}, nullptr, Claims::none).empty());
  CHECK(findings({row("0.023")}, nullptr, Claims::of_priced_models).empty());
  CHECK(findings({row("0.023")}, nullptr, Claims::all).size() > 20); // No model has any rate.
}
