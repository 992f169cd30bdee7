// What reports say of credits and of the months of the horizon.

#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/scenario.hpp"
#include "support/schema.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/json.hpp"
#include "tunepath/report/text.hpp"

#include <algorithm>
#include <sstream>

#include <nlohmann/json.hpp>

using namespace tunepath;
using namespace tunepath::test;
using Json = nlohmann::json;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Retrieval beside a base model for a growing number of requests.
std::string retrieval(const std::string& more) {
  return R"(format: tunepath-profile/1
region: us-east-1
start_month: 2026-12
problem: {missing_facts: yes, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: no, reduce_latency_or_cost: no}
model: {baseline: claude-haiku-4.5}
requirements: {regions_allowed: [us-east-1]}
rag: {corpus_tokens: 40M, corpus_gb: 0.2, retrieved_tokens_per_request: 2000}
traffic: {requests_per_month: 60k, input_tokens: 1800, output_tokens: 350, shape: business-hours}
)" + more;
}

std::string text_of(const Advice& advice) {
  return to_text(describe_advice(advice), {.width = 80, .ascii = true});
}

/// The section under that heading, without it.
std::string section(const std::string& text, const std::string& heading) {
  const auto from = text.find("\n" + heading);
  if (from == std::string::npos) {
    return "";
  }
  const auto start = text.find('\n', from + 1) + 1;
  std::istringstream in{text.substr(start)};
  std::string out;
  for (std::string line; std::getline(in, line);) {
    const bool is_heading = !line.empty() &&
                            line.find_first_of("abcdefghijklmnopqrstuvwxyz ") != 0 &&
                            line[0] >= 'A' && line[0] <= 'Z';
    if (is_heading) {
      break;
    }
    out += line + "\n";
  }
  return out;
}

std::size_t lines_with(const std::string& text, const std::string& part) {
  std::istringstream in{text};
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    count += line.find(part) != std::string::npos ? 1U : 0U;
  }
  return count;
}

} // namespace

TEST_CASE("credits have a section: each grant, what is left to pay, and the day after",
          "[report]") {
  const Advice advice = advise_on(retrieval(
      "credits: [{pool: bedrock-poc, usd: 900, expires: 2027-05-31, covers: [bedrock]}]\n"));
  const std::string text = section(text_of(advice), "CREDITS");
  CHECK_THAT(text, ContainsSubstring("bedrock-poc  $900.00"));
  CHECK_THAT(text, ContainsSubstring("until 2027-05-31; pays for bedrock"));
  CHECK_THAT(text, ContainsSubstring("AWS bill, 2026-12 to 2027-11"));
  CHECK_THAT(text, ContainsSubstring("nothing in the first 2 months"));
  CHECK_THAT(text, ContainsSubstring("Every month from 2027-03"));
  CHECK_THAT(text, ContainsSubstring("? Whether bedrock-poc covers bedrock"));
  CHECK(section(text_of(advise_on(retrieval(""))), "CREDITS").empty());
}

TEST_CASE("no month is called funded while a part of its bill has no price", "[report]") {
  const Advice advice = advise_on(
      "format: tunepath-profile/1\nproblem: {missing_facts: no, weak_prompt: yes, behaviour_gap: "
      "no, "
      "reduce_latency_or_cost: no}\nmodel: {baseline: claude-haiku-4.5}\n"
      "credits: [{pool: bedrock-poc, usd: 900, covers: [bedrock]}]\n");
  const std::string text = section(text_of(advice), "CREDITS");
  CHECK_THAT(text, ContainsSubstring("not priced"));
  CHECK(text.find("nothing in") == std::string::npos);
  CHECK_THAT(text, ContainsSubstring("may be used up sooner"));
  const Json credits = Json::parse(to_json(advice, "0.1.0"))["cost"]["credits"];
  CHECK(credits["months_funded"].is_null());
  CHECK(credits["out_of_pocket_usd"].is_null());
  CHECK(credits["complete"] == false);
}

TEST_CASE("a programme says its amount, whether it is official, what is open and how to apply",
          "[report]") {
  const Advice advice = advise_on(retrieval("organisation: {funding_stage: self-funded}\n"));
  const std::string text = section(text_of(advice), "CREDITS THAT YOU MAY BE ELIGIBLE FOR");
  CHECK_THAT(text, ContainsSubstring("? activate-founders   Up to $5,000.00"));
  CHECK_THAT(text, ContainsSubstring("Official, 2026-08-20."));
  CHECK_THAT(text, ContainsSubstring("Hearsay:"));
  CHECK_THAT(text, ContainsSubstring("The account has to be on the Paid Tier."));
  CHECK_THAT(text, ContainsSubstring("To apply: aws.amazon.com/startups, self-serve."));
}

TEST_CASE("the timeline shows growth, and longer horizons in quarters and years", "[report]") {
  const auto timeline = [](const std::string& more) {
    std::string profile = retrieval(more);
    profile.replace(profile.find("shape:"), 6, "growth_per_month: 0.1, shape:");
    return section(text_of(advise_on(profile)), "TIMELINE");
  };
  const std::string year = timeline("");
  CHECK(lines_with(year, "202") == 12);
  CHECK(lines_with(year, "requests") == 1);
  CHECK_THAT(year, ContainsSubstring("66,000"));
  CHECK(lines_with(year, "#") == 13); // with the legend
  const std::string quarters = timeline("horizon_months: 24\n");
  CHECK_THAT(quarters, ContainsSubstring("3 months from"));
  CHECK(lines_with(quarters, "202") == 8);
  CHECK_THAT(timeline("horizon_months: 60\n"), ContainsSubstring("12 months from"));
  CHECK(timeline("horizon_months: 1\n").empty());
}

TEST_CASE("months that are all the same, with nothing to hold them against, make no timeline",
          "[report]") {
  CHECK(section(text_of(advise_on(retrieval(""))), "TIMELINE").empty());
}

TEST_CASE("the sections are ASCII and at most 80 columns wide", "[report]") {
  std::string profile = read_text(source_directory() / "data/profiles/code-review-assistant.yaml");
  profile += "organisation: {age_years: 3}\nhorizon_months: 120\n";
  std::istringstream in{text_of(advise_on(profile))};
  for (std::string line; std::getline(in, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
    CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7f; }));
  }
}

TEST_CASE("JSON has every member of credits, null without a grant, and passes its schema",
          "[report]") {
  const std::string schema = read_text(source_directory() / "data/schemas/report.schema.json");
  for (const std::string more :
       {"", "credits: [{pool: bedrock-poc, usd: 900, covers: [bedrock]}]\n",
        "organisation: {funding_stage: self-funded}\n"}) {
    const std::string document = to_json(advise_on(retrieval(more)), "0.1.0");
    CHECK(schema_problems(schema, document).empty());
  }
  const auto cost = [](const std::string& more) {
    return Json::parse(to_json(advise_on(retrieval(more)), "0.1.0"))["cost"];
  };
  const Json without = cost("");
  for (const auto& [key, value] : without["credits"].items()) {
    CAPTURE(key);
    CHECK((value.is_null() || (key == "grants" && value.empty())));
  }
  REQUIRE(without["timeline"].size() == 12);
  CHECK(without["timeline"][0]["credits_usd"].is_null());
  CHECK(without["timeline"][0]["out_of_pocket_usd"] == without["timeline"][0]["aws_usd"]);
  CHECK(without["timeline"][11]["cumulative_usd"] == without["horizon_usd"]);
  const Json with = cost("credits: [{pool: bedrock-poc, usd: 900, covers: [bedrock]}]\n");
  CHECK(with["credits"]["granted_usd"] == "900.00");
  CHECK(with["credits"]["used_usd"] == "900.00");
  CHECK(with["credits"]["months_funded"] == 2);
  CHECK(with["credits"]["after"] == "2027-03");
  CHECK(with["horizon_usd"] == without["horizon_usd"]);
}
