// Warnings that follow from the whole advice.
#include "support/catch.hpp"
#include "support/scenario.hpp"

#include <algorithm>

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;

namespace {

bool warns(const Advice& advice, std::string_view id) {
  return std::any_of(advice.warnings.begin(), advice.warnings.end(),
                     [&](const Warning& each) { return each.id == id; });
}

} // namespace

TEST_CASE("a choice among few priced instance types is pointed at", "[hosting][advise]") {
  const auto pointed = [](const std::string& region, const std::string& hosting) {
    const Advice advice =
        advise_on("format: tunepath-profile/1\nregion: " + region +
                  "\nproblem: {behaviour_gap: yes, missing_facts: no, weak_prompt: no, "
                  "prompt_effort: exhausted}\n"
                  "data: {labelled_examples: 2000, tokens_per_example: 800}\n"
                  "model: {base: qwen2.5-7b, baseline: claude-sonnet-4.5}\n"
                  "requirements: {weights: full}\nhosting: {" +
                  hosting +
                  "}\ntraffic: {requests_per_month: 60k, input_tokens: 800, output_tokens: 60, "
                  "shape: steady}\n");
    return warns(advice, "few-types");
  };
  CHECK(pointed("eu-west-1", "mode: endpoint"));
  CHECK_FALSE(pointed("us-east-1", "mode: endpoint"));
  CHECK_FALSE(pointed("eu-west-1", "mode: endpoint, instance: ml.p4d.24xlarge")); // No choice.
}

TEST_CASE("a much cheaper mode that is only open is pointed at", "[hosting][advise]") {
  const auto advice = [](const char* requests) {
    const Scenario scenario = scenario_of(fmt::format(
        "format: tunepath-profile/1\nregion: us-east-1\n"
        "problem: {{behaviour_gap: yes, missing_facts: no, weak_prompt: no, prompt_effort: "
        "exhausted, task_stability: stable}}\n"
        "data: {{labelled_examples: 2000, tokens_per_example: 800}}\nmodel: {{base: nova-lite}}\n"
        "traffic: {{requests_per_month: {}, input_tokens: 800, output_tokens: 60, shape: "
        "business-hours}}\n",
        requests));
    return advise(scenario, knowledge());
  };
  CHECK(warns(advice("5M"), "cheaper-if-settled"));
  CHECK_FALSE(
      warns(advice("22k"), "cheaper-if-settled")); // On demand is certain there, and chosen.
}
