#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
#include "support/schema.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/json.hpp"
#include "tunepath/report/text.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

using namespace tunepath;

namespace {

using Json = nlohmann::ordered_json;

Percentile percentile(std::int64_t dollars) {
  return {Money::dollars(5000 + dollars),
          Money::dollars(1000 + dollars),
          Money::dollars(dollars),
          Money::dollars(1000 + 2 * dollars),
          Money::dollars(19'000 + 12 * dollars),
          {}};
}

/// Made up: two facts and a prediction, one of which leads elsewhere.
Uncertainty example(const Advice& advice) {
  Uncertainty u;
  u.draws = 10'000;
  u.inputs = 3;
  u.priced = true;
  u.priced_draws = u.draws;
  u.percentiles = {percentile(40), percentile(60), percentile(120)};
  u.likely = {{true, true, true}, Path::sagemaker, HostingMode::endpoint, Verdict::prove_first};
  Recommendation there = u.likely;
  there.mode = HostingMode::async;
  there.verdict = Verdict::not_justified;
  const Money likely = advice.cost.horizon;
  u.tornado = {{"prediction of hosting capacity",
                true,
                {"", likely, std::nullopt},
                {"", likely + Money::dollars(9000), std::nullopt}},
               {"traffic.requests_per_month",
                false,
                {"20000", likely + Money::dollars(-3000), there},
                {"120000", likely + Money::dollars(4000), std::nullopt}},
               {"data.labelled_examples", false, {"1", likely, {}}, {"2", likely, {}}}};
  u.same_recommendation = 0.9349;
  u.same_mode = 0.9349;
  u.same_path = 0.99999;
  u.gain_pays = 0.714;
  return u;
}

std::string text_of(const Advice& advice) {
  return to_text(describe_advice(advice), {});
}

/// The part of the report about uncertainty.
std::string sections_of(const Advice& advice) {
  const std::string text = text_of(advice);
  const auto from = text.find("WHAT THE RANGES MAKE OF IT");
  const auto to = text.find("COST TO FIND OUT");
  return from == std::string::npos ? "" : text.substr(from, to - from);
}

} // namespace

TEST_CASE("what draws found is said in three sections", "[report][golden]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.uncertainty = example(advice);
  const std::string text = sections_of(advice);
  CHECK(text == test::golden("report/uncertainty.txt", text));
}

TEST_CASE("without ranges and predictions nothing is said of draws", "[report]") {
  Advice advice = test::fine_tuning_advice();
  const std::string without = text_of(advice);
  advice.cost.uncertainty = example(advice);
  advice.cost.uncertainty->inputs = 0;
  CHECK(text_of(advice) == without);
}

TEST_CASE("where a rule turns within a range, it is said that the answer is open", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.uncertainty = example(advice);
  constexpr std::string_view k_said = "since a rule turns within a range";
  advice.decision.decided = false;
  CHECK(sections_of(advice).find(k_said) == std::string::npos); // It leans to the same.
  advice.cost.uncertainty->likely.approach = {true, false, false};
  CHECK(sections_of(advice).find(k_said) != std::string::npos);
  advice.decision.decided = true;
  CHECK(sections_of(advice).find(k_said) == std::string::npos);
}

TEST_CASE("percentiles of a sum with a gap are at least", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.uncertainty = example(advice);
  for (Percentile& each : advice.cost.uncertainty->percentiles) {
    each.gaps.add(LineKind::standing);
  }
  CHECK(sections_of(advice).find("at least $1,040.00") != std::string::npos);
}

TEST_CASE("a sum at an end of an input is at least where something has no price there",
          "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.uncertainty = example(advice);
  Swing& swing = advice.cost.uncertainty->tornado[1];
  CHECK(sections_of(advice).find("at least") == std::string::npos);
  swing.high.gaps.add(LineKind::standing);
  const std::string text = sections_of(advice);
  const auto least = text.find("at least"); // The sum stands below it: there is little room.
  REQUIRE(least != std::string::npos);
  CHECK(text.find(to_string(*swing.high.horizon)) > least);
  CHECK(text.find("at least", least + 1) == std::string::npos);
  Json tornado = Json::parse(to_json(advice, "0.1.0"))["cost"]["tornado"];
  CHECK(tornado[1]["low_complete"] == true);
  CHECK(tornado[1]["high_complete"] == false);
  swing.high.horizon = std::nullopt;
  CHECK(sections_of(advice).find("not priced") != std::string::npos);
  tornado = Json::parse(to_json(advice, "0.1.0"))["cost"]["tornado"];
  CHECK(tornado[1]["high_usd"].is_null());
  CHECK(tornado[1]["high_complete"] == false);
}

TEST_CASE("percentiles that rest on some of the draws say on how many", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.uncertainty = example(advice);
  CHECK(sections_of(advice).find("P90: in 90 of 100 draws it costs no more.") != std::string::npos);
  advice.cost.uncertainty->priced_draws = 9'000;
  CHECK(sections_of(advice).find("of the 9,000 draws in which") != std::string::npos);
  const Json robustness = Json::parse(to_json(advice, "0.1.0"))["cost"]["robustness"];
  CHECK(robustness["draws"] == 10'000);
  CHECK(robustness["priced_draws"] == 9'000);
}

TEST_CASE("percentiles, tornado and robustness are in JSON and meet the schema", "[report]") {
  const std::string schema =
      test::read_text(test::source_directory() / "data/schemas/report.schema.json");
  Advice advice = test::fine_tuning_advice();
  advice.cost.uncertainty = example(advice);
  const std::string text = to_json(advice, "0.1.0");
  CHECK(test::schema_problems(schema, text) == std::vector<std::string>{});
  const Json cost = Json::parse(text)["cost"];
  CHECK(cost["percentiles"]["P90"]["monthly_usd"] == "1240.00");
  CHECK(cost["tornado"][1]["fact"] == "traffic.requests_per_month");
  CHECK(cost["tornado"][1]["at_low"]["mode"] == "async");
  CHECK(cost["tornado"][1]["at_high"].is_null());
  CHECK(cost["robustness"]["same_recommendation"] == "0.9349");
  CHECK(cost["robustness"]["same_path"] == "0.9999"); // not 1: in a draw it is another
  CHECK(cost["robustness"]["gain_pays"] == "0.714");
}

TEST_CASE("what nothing but gaps make up has no percentile in JSON", "[report]") {
  Advice advice = test::retrieval_advice();
  advice.cost.uncertainty = example(advice);
  const Json cost = Json::parse(to_json(advice, "0.1.0"))["cost"];
  REQUIRE(cost["one_time_usd"].is_null());
  CHECK(cost["percentiles"]["P10"]["one_time_usd"].is_null());
  CHECK(cost["percentiles"]["P10"]["monthly_usd"].is_string());
}
