#include "tunepath/data/shipped.hpp"

#include "data/fields_billing.hpp"
#include "data/fields_models.hpp"
#include "data/fields_offers.hpp"
#include "data/fields_rates.hpp"
#include "data/fields_rules.hpp"
#include "data/fields_services.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "tunepath/data/tables.hpp"

#include <algorithm>
#include <set>

using namespace tunepath;

namespace {

namespace fs = std::filesystem;

/// The files under data/ that hold rows, as the build reads them.
std::vector<DataFile> data_files() {
  const fs::path root = test::source_directory() / "data";
  std::vector<fs::path> paths;
  for (const char* folder : {"catalog", "facts", "rates", "rules"}) {
    for (const auto& entry : fs::recursive_directory_iterator{root / folder}) {
      const fs::path& path = entry.path();
      if (path.extension() == ".yaml" && path.parent_path().filename() != "cases") {
        paths.push_back(path.lexically_relative(root));
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<DataFile> files;
  files.reserve(paths.size());
  for (const fs::path& path : paths) {
    files.push_back({path.generic_string(), test::read_text(root / path)});
  }
  return files;
}

template <class T>
bool same(const T& a, const T& b) {
  return a == b;
}
bool same(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}
bool same(const Place& a, const Place& b) {
  return a.file == b.file && a.line == b.line && a.column == b.column;
}

template <class Row, class T>
bool same_member(const data::Field<Row, T>& field, const Row& a, const Row& b) {
  return same(a.*field.member, b.*field.member);
}

/// Checks that both tables hold the same rows, member by member.
template <class Row>
void check_same(std::span<const Row> shipped_rows, const std::vector<Row>& rows) {
  REQUIRE(shipped_rows.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& a = shipped_rows[i];
    const Row& b = rows[i];
    CAPTURE(b.place.file, b.place.line);
    REQUIRE(same(a.place, b.place));
    REQUIRE(std::apply([&](const auto&... field) { return (same_member(field, a, b) && ...); },
                       data::Fields<Row>::k_all));
  }
}

template <class Row, class Key>
bool strictly_sorted(std::span<const Row> rows, Key key) {
  return std::adjacent_find(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
           return key(a) >= key(b);
         }) == rows.end();
}

template <class Row>
void check_sources(std::span<const Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.place.file, row.place.line);
    CHECK_FALSE(row.source.empty());
    CHECK_FALSE(row.place.file.empty());
    CHECK(row.place.line > 0);
  }
}

} // namespace

TEST_CASE("the binary holds exactly what the data folder says", "[data]") {
  const auto tables = read_tables(data_files());
  REQUIRE(tables);
  const Tables& read = tables.value();
  const Shipped& built_in = shipped();
  check_same(built_in.catalog.models, read.models);
  check_same(built_in.catalog.bedrock_models, read.bedrock_models);
  check_same(built_in.catalog.accelerators, read.accelerators);
  check_same(built_in.catalog.instances, read.instances);
  check_same(built_in.catalog.recipes, read.recipes);
  check_same(built_in.catalog.limits, read.limits);
  check_same(built_in.catalog.credit_pools, read.credit_pools);
  check_same(built_in.catalog.coefficients, read.coefficients);
  check_same(built_in.catalog.spot_observations, read.spot_observations);
  check_same(built_in.catalog.meters, read.meters);
  check_same(built_in.catalog.price_factors, read.price_factors);
  check_same(built_in.purposes, read.purposes);
  check_same(built_in.offers.meters, read.offer_meters);
  check_same(built_in.offers.units, read.offer_units);
  check_same(built_in.offers.models, read.offer_models);
  check_same(built_in.rates, read.rates);
  check_same(built_in.facts, read.facts);
  check_same(built_in.rules, read.rules);
  check_same(built_in.parameters, read.parameters);
}

TEST_CASE("texts are shipped as they are in the data folder", "[data]") {
  const auto texts = shipped().texts;
  CHECK_FALSE(texts.empty());
  CHECK(std::is_sorted(texts.begin(), texts.end()));
  for (const auto& [name, text] : texts) {
    CAPTURE(name);
    CHECK(text == test::read_text(test::source_directory() / "data" / name));
  }
}

TEST_CASE("no table is empty and each is sorted for look-up", "[data]") {
  const Catalog& catalog = shipped().catalog;
  const auto by_id = [](const auto& row) { return row.id; };
  CHECK(strictly_sorted(catalog.models, by_id));
  CHECK(strictly_sorted(catalog.accelerators, by_id));
  CHECK(strictly_sorted(catalog.instances, by_id));
  CHECK(strictly_sorted(catalog.limits, by_id));
  CHECK(strictly_sorted(catalog.coefficients, by_id));
  CHECK(strictly_sorted(catalog.credit_pools, [](const CreditPool& row) { return row.pool; }));
  CHECK(strictly_sorted(catalog.bedrock_models, [](const BedrockModel& row) {
    return std::pair{row.model, row.region};
  }));
  CHECK(std::is_sorted(catalog.recipes.begin(), catalog.recipes.end(),
                       [](const Recipe& a, const Recipe& b) { return a.model < b.model; }));
  CHECK(strictly_sorted(catalog.price_factors, by_id));
  CHECK(strictly_sorted(catalog.meters, [](const BilledMeter& row) {
    return std::tuple{row.service, row.meter, row.unit};
  }));
  CHECK(strictly_sorted(shipped().rates, [](const RateRow& row) {
    return std::pair{row.key(), row.valid_from};
  }));
  CHECK(catalog.models.size() > 100);
  CHECK(catalog.instances.size() > 50);
  CHECK(catalog.recipes.size() > 200);
  CHECK(shipped().rates.size() > 1'400);
  CHECK(shipped().facts.size() > 50);
  CHECK(shipped().rules.size() > 50);
  CHECK_FALSE(shipped().parameters.empty());
}

TEST_CASE("every row can be traced to a source", "[data]") {
  const Catalog& catalog = shipped().catalog;
  check_sources(catalog.models);
  check_sources(catalog.bedrock_models);
  check_sources(catalog.accelerators);
  check_sources(catalog.instances);
  check_sources(catalog.recipes);
  check_sources(catalog.limits);
  check_sources(catalog.credit_pools);
  check_sources(catalog.coefficients);
  check_sources(catalog.spot_observations);
  check_sources(catalog.meters);
  check_sources(catalog.price_factors);
  check_sources(shipped().purposes);
  check_sources(shipped().offers.meters);
  check_sources(shipped().offers.units);
  check_sources(shipped().offers.models);
  check_sources(shipped().rates);
  check_sources(shipped().rules);
  check_sources(shipped().parameters);
}

TEST_CASE("every shipped rate is a price with a date", "[data]") {
  const Date first = Date::parse("2022-01-01").value();
  for (const RateRow& row : shipped().rates) {
    CAPTURE(row.place.file, row.place.line);
    CHECK(row.usd > Decimal::of(0));
    CHECK(row.usd.scale() <= 12);
    CHECK(row.per >= 1);
    CHECK(row.valid_from >= first);
    CHECK(row.source_date >= row.valid_from); // No source knows the future.
    CHECK(row.source_date >= shipped().oldest_rate);
    CHECK(row.source_date <= shipped().newest_rate);
    CHECK_FALSE(row.region.empty());
  }
}

TEST_CASE("every shipped rate has a row that says how it is billed", "[data]") {
  for (const RateRow& row : shipped().rates) {
    CAPTURE(row.place.file, row.place.line);
    const BilledMeter* meter = shipped().catalog.meter(row.service, row.meter, row.unit);
    REQUIRE(meter != nullptr);
    CHECK_FALSE(meter->billed.empty());
  }
}

TEST_CASE("no row says how something is billed that has no rate", "[data]") {
  for (const BilledMeter& meter : shipped().catalog.meters) {
    CAPTURE(meter.place.line);
    CHECK(std::any_of(shipped().rates.begin(), shipped().rates.end(), [&](const RateRow& row) {
      return row.service == meter.service && row.meter == meter.meter && row.unit == meter.unit;
    }));
  }
}

TEST_CASE("every fact is declared so that a profile can be asked for it", "[data]") {
  std::set<std::string_view> ids;
  for (const FactDecl& fact : shipped().facts) {
    CAPTURE(fact.id);
    CHECK(ids.insert(fact.id).second);
    CHECK(std::count(fact.id.begin(), fact.id.end(), '.') <= 1);
    CHECK((fact.derived || !fact.question.empty()));
    CHECK_FALSE((!fact.initial.empty() && !fact.initial_from.empty()));
    const bool choice = fact.type == FactType::choice || fact.type == FactType::choices;
    CHECK((!choice || !fact.choices.empty()));
    if (fact.type == FactType::number && !fact.derived) { // a product of these cannot overflow
      REQUIRE(fact.low);
      REQUIRE(fact.high);
      CHECK(*fact.low <= *fact.high);
    }
  }
  for (const FactDecl& fact : shipped().facts) {
    CAPTURE(fact.id);
    CHECK((fact.initial_from.empty() || ids.contains(fact.initial_from)));
  }
}

TEST_CASE("every rule says why, on what grounds and since when", "[data]") {
  std::set<std::string_view> ids;
  for (const RuleDecl& rule : shipped().rules) {
    CAPTURE(rule.id);
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.because.empty());
    CHECK_FALSE(rule.when.empty());
    CHECK_FALSE(rule.subject.empty());
    CHECK(rule.date > Date{});
  }
}

TEST_CASE("derived rates of asynchronous and batch instances are those of hosting",
          "[data][rates]") {
  const auto rates = shipped().rates;
  std::size_t held = 0;
  for (const RateRow& row : rates) {
    const Meter meter = row.meter;
    if (!row.derived || (meter != Meter::async_inference && meter != Meter::batch_transform)) {
      continue;
    }
    CAPTURE(row.item, row.region);
    const RateRow* last = nullptr; // of hosting: rows are sorted by key, then date
    for (const RateRow& other : rates) {
      if (other.item == row.item && other.region == row.region && other.meter == Meter::hosting) {
        last = &other;
      }
    }
    REQUIRE(last != nullptr);
    CHECK(row.usd == last->usd);
    CHECK(row.valid_from == last->valid_from);
    CHECK(row.confidence >= last->confidence); // high comes first
    ++held;
  }
  CHECK(held > 100);
}
