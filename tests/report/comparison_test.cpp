#include "report/comparison_words.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
#include "support/schema.hpp"
#include "tunepath/report/comparison_listing.hpp"
#include "tunepath/report/render.hpp"

#include <sstream>

#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::ordered_json;
using test::golden;

/// The sample as it is, with a longer run and another instance type, and as retrieval.
Comparison sample() {
  Advice changed = test::fine_tuning_advice();
  changed.file = "profiles/changed.yaml";
  for (Line& line : changed.cost.estimate.lines) {
    if (line.id == "training.run") {
      line.quantity = line.quantity + line.quantity;
      line.amount = multiply(line.quantity, line.usd, line.per);
    }
  }
  changed.cost.horizon += Money::of(Rational::quotient(8641, 1200) * Rational::quotient(303, 200));
  return compare({comparable(test::fine_tuning_advice()), comparable(changed),
                  comparable(test::retrieval_advice())});
}

TEST_CASE("a comparison as text, Markdown and JSON", "[report][golden][compare]") {
  const Comparison comparison = sample();
  const Document document = describe_comparison(comparison);
  const std::string text = to_text(document);
  CHECK(text == golden("report/comparison.txt", text));
  const std::string markdown = to_markdown(document);
  CHECK(markdown == golden("report/comparison.md", markdown));
  const std::string json = comparison_json(comparison, "0.1.0");
  CHECK(json == golden("report/comparison.json", json));
}

TEST_CASE("a comparison fits 80 columns, whatever the labels", "[report][compare]") {
  Comparison comparison = sample();
  for (Comparable& each : comparison.all) {
    each.label = "a/very/long/path/to/some/profiles/of/somebody/" + each.label + ".yaml";
  }
  std::istringstream lines{to_text(describe_comparison(comparison))};
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
  }
}

TEST_CASE("comparisons meet the published schema", "[report][compare]") {
  const std::string schema =
      test::read_text(test::source_directory() / "data/schemas/comparison.schema.json");
  CHECK(test::schema_problems(schema, comparison_json(sample(), "0.1.0")) ==
        std::vector<std::string>{});
  const Comparison blank =
      compare({comparable(test::blank_advice()), comparable(test::undecided_advice())});
  CHECK(test::schema_problems(schema, comparison_json(blank, "0.1.0")) ==
        std::vector<std::string>{});
  Json broken = Json::parse(comparison_json(sample(), "0.1.0"));
  broken["differences"][0]["totals"]["horizon_usd"]["difference_usd"] = 1.5;
  broken["answers"][0].erase("decision");
  CHECK(test::schema_problems(schema, broken.dump()).size() == 2);
}

/// The sample, and the same with another region's price for training, of which there is more.
Comparison estimated() {
  Advice elsewhere = test::fine_tuning_advice();
  elsewhere.file = "profiles/elsewhere.yaml";
  for (Line& line : elsewhere.cost.estimate.lines) {
    if (line.id == "training.run") {
      line.stand_in = StandIn{"eu-west-1"};
      line.quantity = line.quantity + line.quantity;
      line.amount = multiply(line.quantity, line.usd, line.per);
    }
  }
  return compare({comparable(test::fine_tuning_advice()), comparable(elsewhere)});
}

TEST_CASE("what rests on another region's price is marked wherever it differs",
          "[report][compare]") {
  const std::string text = to_text(describe_comparison(estimated()), {.width = 200});
  const auto row = text.find("\n  training.run");
  REQUIRE(row != std::string::npos);
  const std::string line = text.substr(row + 1, text.find('\n', row + 1) - row - 1);
  CHECK_THAT(line, ContainsSubstring("$10.91  about $21.82"));
  CHECK_THAT(text, ContainsSubstring("Here: only estimated, with the price of eu-west-1."));
  CHECK(text.find("Base: only estimated") == std::string::npos);
  const std::string written = comparison_json(estimated(), "0.1.0");
  const Json changes = Json::parse(written)["differences"][0]["lines"];
  REQUIRE(changes.size() == 1);
  CHECK(changes[0]["before"]["stand_in"].is_null());
  CHECK(changes[0]["after"]["stand_in"] == "eu-west-1");
  const std::string schema =
      test::read_text(test::source_directory() / "data/schemas/comparison.schema.json");
  CHECK(test::schema_problems(schema, written) == std::vector<std::string>{});
}

TEST_CASE("a percentage in JSON is nothing only where the difference is", "[report][compare]") {
  Comparable more = comparable(test::fine_tuning_advice());
  more.name = "more";
  more.horizon += Money::micros(1);
  const std::string written =
      comparison_json(compare({comparable(test::fine_tuning_advice()), more}), "0.1.0");
  const Json totals = Json::parse(written)["differences"][0]["totals"];
  CHECK(totals["horizon_usd"]["difference_usd"] == "0.000001");
  CHECK(totals["horizon_usd"]["percent"] == "0.00000001"); // Of $19,059.83, half of that.
  CHECK(totals["monthly_usd"]["percent"] == "0");
}

TEST_CASE("a difference of totals that are not complete says so", "[report][compare]") {
  const std::string text = to_text(describe_comparison(sample()), {.width = 200});
  CHECK_THAT(text, ContainsSubstring("not known"));
  CHECK_THAT(text, ContainsSubstring("Not known: not everything is priced. A difference of such "
                                     "totals is no number."));
  CHECK_THAT(text, ContainsSubstring("NOT PRICED"));
}

TEST_CASE("a difference is signed, and never reads as nothing when it is something",
          "[report][compare]") {
  CHECK(comparison::by(Money::dollars(3)) == "+$3.00");
  CHECK(comparison::by(Money{} - Money::dollars(1234)) == "-$1,234.00");
  CHECK(comparison::by(Money{}) == "same");
  CHECK(comparison::by(Money::micros(12)) == "+$0.000012");
  CHECK(comparison::by(Money{} - Money::micros(12)) == "-$0.000012");
  CHECK(comparison::percent(Rational::quotient(1, 8)) == "+12.5%");
  CHECK(comparison::percent(Rational::quotient(-1, 3)) == "-33.3%");
  CHECK(comparison::percent(Rational::quotient(1, 100'000)) == "+0.001%");
  CHECK(comparison::percent(Rational::quotient(1, 1'000'000'000)) == "+<0.0001%");
  CHECK(comparison::percent(Rational::quotient(-1, 1'000'000'000)) == "-<0.0001%");
  CHECK(comparison::percent(Rational{}).empty());
  CHECK(comparison::percent(std::nullopt).empty());
}

} // namespace
} // namespace tunepath
