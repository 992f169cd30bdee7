#include "tunepath/data/read_offer.hpp"

#include "data/offer_classifier.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/synthetic_offer.hpp"
#include "tunepath/data/read_rates.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/data/write_rates.hpp"

#include <map>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

using namespace tunepath;
using nlohmann::json;
using test::SyntheticProduct;

namespace {

namespace fs = std::filesystem;

const test::SyntheticOffer k_sagemaker{.code = "AmazonSageMaker"};
const test::SyntheticOffer k_bedrock{.code = "AmazonBedrock"};

Result<OfferReading> read(const std::string& text, std::optional<Date> published = {}) {
  return read_offer({.file = "offer",
                     .text = text,
                     .rules = shipped().offers,
                     .catalog = shipped().catalog,
                     .published = published,
                     .progress = {}});
}

std::string line(const RateKey& key, Decimal usd, std::int64_t per, Date from) {
  return to_string(key) + " " + to_string(usd) + "/" + std::to_string(per) + " " + to_string(from);
}

std::vector<std::string> lines(const OfferReading& reading) {
  std::vector<std::string> out;
  for (const RateRow& row : reading.rows) {
    out.push_back(line(row.key(), row.usd, row.per, row.valid_from));
  }
  return out;
}

/// The rates of a bulk offer the slow way: all of it in memory, one look-up after another.
std::vector<std::string> plainly(const std::string& text) {
  const json offer = json::parse(text);
  data::TextPool pool;
  const data::OfferClassifier classifier{shipped().offers, shipped().catalog, pool};
  const Date published = *Date::parse(offer["publicationDate"].get<std::string>().substr(0, 10));
  std::map<RateKey, std::map<std::string, std::string>> found; // By key: the lines by price.
  for (const auto& [sku, terms] : offer["terms"]["OnDemand"].items()) {
    data::OfferAttributes attributes;
    for (const auto& [name, value] : offer["products"][sku]["attributes"].items()) {
      if (const auto known = data::offer_attribute(name)) {
        attributes.set(*known, value.get<std::string>());
      }
    }
    const data::OfferKind kind = classifier.classify(attributes);
    const json& term = *terms.begin();
    const json& dimension = *term["priceDimensions"].begin();
    const Date from = *Date::parse(term["effectiveDate"].get<std::string>().substr(0, 10));
    if (kind.meter == nullptr || from > published || !dimension["pricePerUnit"].contains("USD") ||
        dimension["beginRange"] != "0" || dimension["endRange"] != "Inf") {
      continue;
    }
    const auto per = classifier.per(dimension["unit"].get<std::string>(), *kind.meter);
    const Decimal usd = *Decimal::parse(dimension["pricePerUnit"]["USD"].get<std::string>());
    if (!per || usd.is_zero()) {
      continue;
    }
    RateKey key{kind.meter->service, kind.item,          kind.meter->variant, kind.region,
                kind.meter->scope,   *kind.meter->meter, *kind.meter->unit,   kind.meter->term};
    const std::string price = to_string(usd * Decimal::of(1'000'000 / *per));
    found[key].try_emplace(price, line(key, usd, *per, from));
    if (kind.meter->also) {
      key.variant = *kind.meter->also;
      found[key].try_emplace(price, line(key, usd, *per, from));
    }
  }
  std::vector<std::string> out;
  for (const auto& [key, prices] : found) {
    if (prices.size() == 1) { // Else they contradict each other.
      out.push_back(prices.begin()->second);
    }
  }
  return out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::vector<SyntheticProduct> one_product() {
  return {test::sagemaker_product("USE1-Host:ml.g5.2xlarge", "Hosting", "ml.g5.2xlarge",
                                  "1.5150000000")};
}

std::map<std::string, std::size_t> skipped(const OfferReading& reading) {
  std::map<std::string, std::size_t> out;
  for (const OfferTally& tally : reading.skipped) {
    out[tally.what] = tally.count;
  }
  return out;
}

} // namespace

TEST_CASE("every form of a list gives the rates that a slow reader finds", "[data][import]") {
  struct Case {
    const char* name;
    test::SyntheticOffer offer;
    std::vector<SyntheticProduct> products;
  };
  const Case cases[]{{"SageMaker", k_sagemaker, test::synthetic_sagemaker(600, 20'261'122)},
                     {"Bedrock", k_bedrock, test::synthetic_bedrock(400, 20'261'122)}};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const std::string bulk = test::offer_json(c.offer, c.products);
    const auto expected = plainly(bulk);
    CHECK(expected.size() > 100);
    CHECK(lines(read(bulk).value()) == expected);
    CHECK(lines(read(test::offer_csv(c.offer, c.products)).value()) == expected);
    CHECK(lines(read(test::get_products(c.offer, c.products)).value()) == expected);
    CHECK(lines(read(test::get_products(c.offer, c.products, true)).value()) == expected);
    CHECK(lines(read("\xEF\xBB\xBF" + bulk).value()) == expected);
  }
}

TEST_CASE("prices that come before the products are read in a second pass", "[data][import]") {
  const auto products = test::synthetic_sagemaker(100, 7);
  const std::string bulk = test::offer_json(k_sagemaker, products);
  const auto terms = bulk.find("  \"terms\"");
  const auto list = bulk.find("  \"products\"");
  const auto rest = bulk.find(",\n  \"attributesList\"");
  const std::string turned = bulk.substr(0, list) + bulk.substr(terms, rest - terms) + ",\n" +
                             bulk.substr(list, terms - list) + bulk.substr(rest + 2);
  const auto reading = read(turned).value();
  const auto straight = read(bulk).value();
  CHECK(lines(reading) == lines(straight));
  CHECK(skipped(reading) == skipped(straight));
}

TEST_CASE("what is written is read by read_rates as the same rows", "[data][import]") {
  const auto reading = read(test::offer_csv(k_bedrock, test::synthetic_bedrock(300, 3))).value();
  const std::string text = rates_yaml(reading.rows);
  const auto file = read_rates(text, "out.yaml");
  REQUIRE(file);
  REQUIRE(file.value().rows.size() == reading.rows.size());
  for (std::size_t i = 0; i < reading.rows.size(); ++i) {
    const RateRow& a = reading.rows[i];
    const RateRow& b = file.value().rows[i];
    REQUIRE(a.key() == b.key());
    CHECK((a.usd == b.usd && a.per == b.per && a.valid_from == b.valid_from));
    CHECK((a.source == b.source && a.source_date == b.source_date));
    CHECK(b.confidence == Confidence::high);
  }
  CHECK(reading.rows.front().source == "AWS Price List, AmazonBedrock offer 20260921172504");
}

TEST_CASE("no text can break out of a rate file", "[data][import]") {
  RateRow row;
  row.service = "a: b, c";
  row.item = "x\", usd: 0.01}\n  - {y: \"";
  row.region = "# no";
  row.usd = Decimal::of(1);
  row.source = "line\nbreak: \x01 \\ \" ' {}";
  row.note = "- [x]";
  const auto file = read_rates(rates_yaml(std::vector{row}), "out.yaml");
  REQUIRE(file);
  REQUIRE(file.value().rows.size() == 1);
  CHECK(file.value().rows[0].service == row.service);
  CHECK(file.value().rows[0].item == printable(row.item));
  CHECK(file.value().rows[0].region == row.region);
  CHECK(file.value().rows[0].source == printable(row.source));
  CHECK(file.value().rows[0].note == row.note);
}

TEST_CASE("as many rows as may be written can be read", "[data][import]") {
  RateRow row;
  row.service = "bedrock";
  row.variant = Variant::custom;
  row.region = "r";
  row.usd = Decimal::of(1);
  row.source = "a list";
  row.derived = true;
  row.note = "of all fields";
  std::vector<std::string> items;
  for (std::size_t i = 0; i < k_most_rate_rows; ++i) {
    items.push_back(std::to_string(i));
  }
  std::vector<RateRow> rows(k_most_rate_rows, row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].item = items[i];
  }
  const auto file = read_rates(rates_yaml(rows), "out.yaml");
  REQUIRE(file);
  CHECK(file.value().rows.size() == k_most_rate_rows);
}

TEST_CASE("the same key twice is one rate or none", "[data][import]") {
  auto products = one_product();
  products.push_back(products.front());
  products.back().sku = "OTHER";
  SECTION("the same price, written another way") {
    products.back().price = "1.515";
    const auto reading = read(test::offer_json(k_sagemaker, products)).value();
    CHECK(reading.rows.size() == 1);
    CHECK(reading.conflicts.empty());
  }
  SECTION("the same price by another unit") {
    const std::vector<SyntheticProduct> tokens{
        test::bedrock_product("USE1-Qwen3-32B-input-tokens", "1K tokens", "0.00015", "Qwen3 32B"),
        test::bedrock_product("USE1-qwen.qwen3-32b-mantle-input-tokens-standard", "1M tokens",
                              "0.15")};
    CHECK(read(test::offer_json(k_bedrock, tokens)).value().rows.size() == 1);
  }
  SECTION("another price") {
    products.back().price = "1.6";
    const auto reading = read(test::offer_csv(k_sagemaker, products)).value();
    CHECK(reading.rows.empty());
    REQUIRE(reading.conflicts.size() == 1);
    CHECK(reading.conflicts[0].first.sku == "OTHER");
    CHECK(reading.conflicts[0].second.sku == "SKUUSE1-Host:ml.g5.2xlarge");
  }
}

TEST_CASE("a price that gives no rate says why", "[data][import]") {
  struct Case {
    const char* reason;
    void (*change)(SyntheticProduct&);
  };
  const Case cases[]{
      {"a price of zero", [](SyntheticProduct& p) { p.price = "0.0000000000"; }},
      {"a price in another currency than USD", [](SyntheticProduct& p) { p.currency = "CNY"; }},
      {"a price for a range of quantities", [](SyntheticProduct& p) { p.begin = "100"; }},
      {"a price that takes effect after the list was published",
       [](SyntheticProduct& p) { p.effective = "2026-09-22T00:00:00Z"; }},
      {"a reserved term", [](SyntheticProduct& p) { p.term = "Reserved"; }},
      {"a date that cannot be read", [](SyntheticProduct& p) { p.effective = "soon"; }},
      {"a price that cannot be held exactly",
       [](SyntheticProduct& p) { p.price = "0.1234567890123"; }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.reason);
    auto products = one_product();
    c.change(products.front());
    for (const std::string& text :
         {test::offer_json(k_sagemaker, products), test::offer_csv(k_sagemaker, products),
          test::get_products(k_sagemaker, products)}) {
      const auto reading = read(text).value();
      CHECK(reading.rows.empty());
      CHECK(skipped(reading)[c.reason] == 1);
    }
  }
}

TEST_CASE("a price that cannot be held is an error with its place", "[data][import]") {
  auto products = one_product();
  products.front().price = "1.5150000000001";
  const auto reading = read(test::offer_json(k_sagemaker, products)).value();
  REQUIRE(reading.remarks.size() == 1);
  CHECK(render(reading.remarks[0], "") ==
        "offer:36:25: error: the price '1.5150000000001' of SKU SKUUSE1-Host:ml.g5.2xlarge cannot "
        "be held exactly\nhint: a price is a plain number above zero with at most 12 decimals and "
        "18 digits; this one is left out\n");
}

TEST_CASE("one page of a list says so, and its date can be given", "[data][import]") {
  std::string text = test::get_products(k_sagemaker, one_product());
  text = replaced(text, "\"PriceList\"", "\"NextToken\": \"abc\", \"PriceList\"");
  const auto reading = read(text).value();
  REQUIRE(reading.remarks.size() == 1);
  CHECK(reading.remarks[0].message == "holds a NextToken: it is one page of a longer list");

  auto products = one_product();
  products.front().effective = "";
  const std::string undated =
      test::get_products({.code = "AmazonSageMaker", .version = "", .published = ""}, products);
  CHECK(read(undated).value().rows.empty());
  const auto dated = read(undated, Date::parse("2026-09-25")).value();
  REQUIRE(dated.rows.size() == 1);
  CHECK(to_string(dated.rows[0].valid_from) == "2026-09-25");
  CHECK(dated.rows[0].source == "AWS Price List, AmazonSageMaker offer");
}

TEST_CASE("what is no price list is refused with its place", "[data][import]") {
  const std::string bulk = test::offer_json(k_sagemaker, one_product());
  const std::string csv = test::offer_csv(k_sagemaker, one_product());
  const std::string deep(100, '[');
  struct Case {
    const char* name;
    std::string text;
    const char* expected;
  };
  const Case cases[]{
      {"nothing", "", "offer: error: is empty"},
      {"only blanks", " \n\t", "offer: error: is empty"},
      {"gzip", "\x1F\x8B\x08", "offer: error: is compressed"},
      {"UTF-16", "\xFF\xFE{", "offer: error: is UTF-16, not UTF-8"},
      {"another JSON", "{\"a\": 1}", "offer: error: holds neither 'products' nor a 'PriceList'"},
      {"prose", "hello\nworld\n",
       "offer:1:1: error: this is neither JSON nor the CSV of an AWS price list"},
      {"another offer", replaced(bulk, "\"AmazonSageMaker\"", "\"AmazonEC2\""),
       "offer:4:17: error: this is a price list of the offer 'AmazonEC2'"},
      {"another offer, CSV", replaced(csv, "\"AmazonSageMaker\"", "\"AmazonEC2\""),
       "offer:5:1: error: this is a price list of the offer 'AmazonEC2'"},
      {"a Savings Plan list", "{\"terms\": {\"savingsPlan\": []}}",
       "offer:1:12: error: this is a list of Savings Plan prices, not an offer"},
      {"cut short", bulk.substr(0, bulk.size() / 2), "offer:24:5: error: the file ends too early"},
      {"cut at the end", bulk.substr(0, bulk.size() - 3),
       "offer:49:25: error: the file ends too early"},
      {"a stray word", replaced(bulk, "\"terms\"", "terms"),
       "offer:21:3: error: this is no valid JSON"},
      {"a NUL byte", replaced(bulk, "\"terms\"", std::string{"\0", 1}),
       "offer:21:3: error: a NUL byte"},
      {"too deep", deep, "offer:1:66: error: nested more than 64 deep"},
      {"a broken entry", "{\"PriceList\": [\n\"{broken\"]}",
       "offer:2:1: error: this entry of the PriceList is no valid JSON"},
      {"an entry that is no product", "{\"PriceList\": [ 5]}",
       "offer:1:17: error: this entry of the PriceList is no product"},
      {"a CSV without a price", replaced(csv, "\"PricePerUnit\"", "\"Price\""),
       "offer:6:1: error: the header has no column 'PricePerUnit'"},
      {"a CSV whose last row is short", csv.substr(0, csv.rfind(',')),
       "offer:7:1: error: this row has 26 cells, the header 27"},
      {"a CSV that ends within a cell", csv.substr(0, csv.rfind("Hosting")),
       "offer:7:255: error: the file ends too early"},
      {"a CSV that ends before its header", csv.substr(0, csv.find("\"SKU\"")),
       "offer:6:1: error: the file ends before its header"},
      {"a quotation mark too many", replaced(csv, "\"Hrs\"", "\"H\"rs\""),
       "offer:7:156: error: a quotation mark where none can be"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto reading = read(c.text);
    REQUIRE_FALSE(reading);
    REQUIRE(reading.problems().size() == 1);
    const std::string said = render(reading.problems()[0], "");
    CHECK(said.substr(0, said.find('\n')) == c.expected);
    CHECK_FALSE(reading.problems()[0].hint.empty());
  }
}

TEST_CASE("a text of any length is refused before it fills the memory", "[data][import]") {
  const std::string text = "{\"products\": {\"" + std::string(9U << 20U, 'x') + "\": 1}}";
  const auto reading = read(text);
  REQUIRE_FALSE(reading);
  CHECK(reading.problems()[0].message == "a text of more than 8 MiB");
  const auto csv = read("\"FormatVersion\",\"" + std::string(9U << 20U, 'x') + "\"\n");
  REQUIRE_FALSE(csv);
  CHECK(csv.problems()[0].message == "a text of more than 8 MiB");
}

TEST_CASE("published excerpts give the prices that were measured", "[data][import]") {
  const fs::path folder = test::source_directory() / "../shared/data/pricelist_samples";
  if (!fs::exists(folder / "p4d_shape_test_fixture.json")) {
    WARN("no excerpts here");
    return;
  }
  const auto p4d =
      read(test::read_text(folder / "p4d_shape_test_fixture.json"), Date::parse("2026-07-27"))
          .value();
  REQUIRE(p4d.rows.size() == 2);
  CHECK(to_string(p4d.rows[0].usd) == "25.251");
  CHECK(p4d.rows[1].meter == Meter::hyperpod_cluster);
  CHECK(to_string(p4d.rows[1].usd) == "25.91");
  CHECK_FALSE(read(test::read_text(folder / "savings_plan_rate_sample.json")));

  // The figures of an offer that others have read, as an offer again.
  const YAML::Node mumbai = YAML::LoadFile(
      (folder / "aws_prices_ap_south_1.yaml").string())["regions"]["ap-south-1"]["components"];
  std::map<std::string, std::string> expected;
  std::vector<SyntheticProduct> products;
  for (const auto& [component, usage] :
       std::map<std::string, std::string>{{"training", "Train:"}, {"processing", "Processing:"}}) {
    for (const auto& one : mumbai[component]) {
      const auto instance = one.first.as<std::string>();
      const auto usd = one.second.Scalar();
      products.push_back(test::sagemaker_product("APS3-" + usage + instance, component, "", usd));
      products.back().attributes[2].second = "ap-south-1";
      expected[component + instance] = usd;
    }
  }
  const auto reading = read(test::offer_csv(k_sagemaker, products)).value();
  CHECK(reading.rows.size() == expected.size());
  for (const RateRow& row : reading.rows) {
    const std::string name = std::string{name_of(row.meter)} + std::string{row.item};
    CHECK(to_string(row.usd) == expected[name]);
    CHECK(row.region == "ap-south-1");
  }
}
