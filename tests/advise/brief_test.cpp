#include "tunepath/advise/brief.hpp"

#include "advise/decide.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/random_facts.hpp"

using namespace tunepath;
using namespace tunepath::test;

TEST_CASE("brief advice comes to the same as the whole of it", "[advise][property]") {
  RandomFacts random{facts_of("region: us-west-2\ntraffic: {requests_per_month: 60k, "
                              "input_tokens: 1800, output_tokens: 350, shape: business-hours}"),
                     17};
  for (int i = 0; i < 60; ++i) {
    const Scenario scenario{"", "", "", random.blanked(random.complete())};
    INFO(random.text_of(scenario.facts));
    const Advice brief = advise_briefly(scenario, knowledge());
    const Advice whole = advise(scenario, knowledge());
    CHECK(brief.decision.decided == whole.decision.decided);
    CHECK(brief.decision.approach == whole.decision.approach);
    CHECK(brief.decision.path == whole.decision.path);
    CHECK(brief.decision.technique == whole.decision.technique);
    CHECK(brief.decision.verdict == whole.decision.verdict);
    CHECK(brief.hosting == whole.hosting);
    CHECK(brief.cost.way == whole.cost.way);
    CHECK(brief.cost.horizon == whole.cost.horizon);
    CHECK(brief.cost.estimate.gaps.size() == whole.cost.estimate.gaps.size());
  }
}

TEST_CASE("fine-tuning that something blocks is blocked, with or without a reason for it",
          "[advise]") {
  const Decision decision = decide_on(
      "problem: {behaviour_gap: no, reduce_latency_or_cost: yes, "
      "prompt_effort: none, weak_prompt: no}");
  CHECK(decision.option(Approach::fine_tuning).verdict == OptionVerdict::blocked);
}

TEST_CASE("a model that no source rules out may be tuned somewhere while the regions are unknown",
          "[advise]") {
  const Decision decision = decide_on(
      "model: {base: titan-text-lite}\n"
      "requirements: {regions_allowed: unknown}");
  CHECK(decision.paths[0].verdict != PathVerdict::ruled_out);
}
