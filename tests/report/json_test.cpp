#include "tunepath/report/json.hpp"

#include "report/json_parts.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
#include "support/schema.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Json = nlohmann::ordered_json;
using test::golden;

const std::vector<std::pair<std::string, Advice (*)()>> k_samples{
    {"fine-tuning", test::fine_tuning_advice},
    {"undecided", test::undecided_advice},
    {"retrieval", test::retrieval_advice},
    {"idle-endpoint", test::idle_endpoint_advice},
    {"blank", test::blank_advice}};

std::string json_of(const Advice& advice) {
  return to_json(advice, "0.1.0");
}
Json parsed(const Advice& advice) {
  return Json::parse(json_of(advice));
}

TEST_CASE("the JSON report of each sample", "[report][golden]") {
  for (const auto& [name, make] : k_samples) {
    CAPTURE(name);
    const std::string json = json_of(make());
    CHECK(json == golden("report/" + name + ".json", json));
    CHECK(json == json_of(make()));
  }
}

TEST_CASE("reports meet the published schema", "[report]") {
  const std::string schema =
      test::read_text(test::source_directory() / "data/schemas/report.schema.json");
  for (const auto& [name, make] : k_samples) {
    CAPTURE(name);
    CHECK(test::schema_problems(schema, json_of(make())) == std::vector<std::string>{});
  }
}

TEST_CASE("what does not fit is in JSON with what would", "[report]") {
  Advice advice = test::fine_tuning_advice();
  const Candidate fits = advice.training->candidates.front();
  advice.training->refusal =
      TrainingRefusal{"full fine-tuning does not fit", {{"QLoRA there", fits}}};
  const std::string document = json_of(advice);
  CHECK(test::schema_problems(
            test::read_text(test::source_directory() / "data/schemas/report.schema.json"),
            document) == std::vector<std::string>{});
  const Json refusal = Json::parse(document)["training"]["refusal"];
  CHECK(refusal["text"] == "full fine-tuning does not fit");
  CHECK(refusal["remedies"][0]["how"] == "QLoRA there");
  CHECK(refusal["remedies"][0]["candidate"]["usd_high"] == "5.454");
}

TEST_CASE("the schema notices a key that is missing, misspelt or of another type", "[report]") {
  const std::string schema =
      test::read_text(test::source_directory() / "data/schemas/report.schema.json");
  Json report = parsed(test::fine_tuning_advice());
  report["cost"].erase("lines");
  report["decision"]["verdikt"] = "justified";
  report["cost"]["monthly_usd"] = 1167.41;
  CHECK(test::schema_problems(schema, report.dump()).size() == 3);
}

TEST_CASE("the contract's keys come first and in its order", "[report]") {
  const Json report = parsed(test::fine_tuning_advice());
  const auto starts_with = [](const Json& object, const std::vector<std::string>& keys) {
    std::vector<std::string> found;
    for (const auto& [key, value] : object.items()) {
      found.push_back(key);
    }
    REQUIRE(found.size() >= keys.size());
    found.resize(keys.size());
    CHECK(found == keys);
  };
  starts_with(report,
              {"format", "tool", "profile", "as_of", "region", "currency", "hours_per_month",
               "decision", "training", "hosting", "cost", "assumptions", "warnings"});
  starts_with(report["decision"], {"status", "approach", "options", "path", "paths", "verdict",
                                   "leaning", "open_questions", "flips"});
  starts_with(report["training"], {"path", "model", "method", "instance", "instances", "fits",
                                   "hours", "tokens", "candidates"});
  starts_with(report["hosting"]["modes"][0], {"id", "eligible", "complete", "monthly_usd",
                                              "idle_monthly_usd", "units", "reasons"});
  starts_with(report["cost"],
              {"complete", "one_time_usd", "standing_monthly_usd", "per_use_monthly_usd",
               "monthly_usd", "horizon_usd", "lines", "gaps", "alternatives", "break_even", "proof",
               "credits", "timeline", "percentiles", "tornado", "robustness"});
  starts_with(report["cost"]["lines"][0], {"id", "kind", "label", "quantity", "unit", "rate_usd",
                                           "per", "amount_usd", "formula", "rate"});
  starts_with(report["cost"]["lines"][0]["rate"],
              {"service", "item", "variant", "region", "scope", "meter", "unit", "tier_or_term",
               "valid_from", "source", "source_date", "confidence", "derived", "file", "line"});
  starts_with(report["cost"]["break_even"],
              {"against", "requests_per_month", "never", "month", "gain_needed_usd_per_month",
               "gain_needed_usd_per_1000_requests", "accuracy_needed"});
}

TEST_CASE("money is a decimal string with at least two decimals", "[report]") {
  const Json cost = parsed(test::fine_tuning_advice())["cost"];
  CHECK(cost["standing_monthly_usd"] == "1107.41");
  CHECK(cost["one_time_usd"] == "5050.909262");
  CHECK(cost["lines"][1]["rate_usd"] == "1.515");
  CHECK(cost["lines"][0]["rate_usd"] == "90.00");
}

TEST_CASE("a quantity that is no decimal is given as a fraction too", "[report]") {
  const Json lines = parsed(test::fine_tuning_advice())["cost"]["lines"];
  CHECK(lines[1]["quantity"] == "7.200833333333");
  CHECK(lines[1]["quantity_exact"] == "8641/1200");
  CHECK(lines[0]["quantity"] == "40");
  CHECK(lines[0]["quantity_exact"].is_null());
}

TEST_CASE("a quantity without an end has as many decimals as there is room for", "[report]") {
  struct Case {
    std::int64_t numerator;
    std::int64_t denominator;
    const char* expected;
  };
  const Case cases[] = {
      {1, 3, "0.333333333333"},
      {-2, 3, "-0.666666666667"},
      {80'000'000, 3, "26666666.66666666667"},
      {10'000'000'000'000, 3, "3333333333333.333333"},
      {10'000'000'000'000, 7, "1428571428571.428571"},
      {INT64_MAX - 1, 4, "2305843009213693952"}, // No room for the half: to even.
      {INT64_MAX, 3, "3074457345618258602"},
      {INT64_MIN, 7, "-1317624576693539401"},
      {INT64_MAX, INT64_MAX - 1, "1"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.numerator, one.denominator);
    CHECK(json_parts::decimal(Rational::quotient(one.numerator, one.denominator)) == one.expected);
  }
}

TEST_CASE("a quantity without an end is near its decimals, however large", "[report]") {
  for (std::int64_t size = 1; size <= 10'000'000'000'000; size *= 10) {
    for (const std::int64_t divisor : {3, 7, 11, 730}) {
      CAPTURE(size, divisor);
      const Rational exact = Rational::quotient(size + 1, divisor);
      const auto written = Decimal::parse(json_parts::decimal(exact));
      REQUIRE(written);
      CHECK(written->scale() <= 12);
      CHECK(std::abs(written->to_double() - exact.to_double()) <=
            1e-12 * exact.to_double() + 1e-12);
    }
  }
}

TEST_CASE("a line whose quantity has no end is in JSON with its fraction", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.estimate.lines[1].quantity = Rational::quotient(80'000'000, 3);
  const Json line = parsed(advice)["cost"]["lines"][1];
  CHECK(line["quantity"] == "26666666.66666666667");
  CHECK(line["quantity_exact"] == "80000000/3");
}

TEST_CASE("what is made of gaps only is null, never zero", "[report]") {
  const Json retrieval = parsed(test::retrieval_advice())["cost"];
  CHECK(retrieval["complete"] == false);
  CHECK(retrieval["one_time_usd"].is_null());
  CHECK(retrieval["per_use_monthly_usd"] == "366.30");
  const Json blank = parsed(test::blank_advice())["cost"];
  CHECK(blank["complete"] == false);
  CHECK(blank["monthly_usd"].is_null());
  const Json modes = parsed(test::fine_tuning_advice())["hosting"]["modes"];
  CHECK(modes[0]["monthly_usd"].is_null());
  CHECK(modes[0]["complete"] == false);
}

TEST_CASE("text from a profile stays inside its string", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.name = "\"}, \xff \x1b[2J \xc2\x9b K\xC3\xB6ln";
  const std::string json = json_of(advice);
  CHECK(std::all_of(json.begin(), json.end(), [](char c) {
    return c == '\n' ||
           (static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7f);
  }));
  CHECK(Json::parse(json)["profile"]["name"] == "\"}, \xEF\xBF\xBD \x1b[2J \xc2\x9b K\xC3\xB6ln");
}

} // namespace
} // namespace tunepath
