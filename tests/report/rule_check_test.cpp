#include "tunepath/report/rule_check.hpp"

#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/scenario.hpp"

#include <nlohmann/json.hpp>

using namespace tunepath;
using namespace tunepath::test;

namespace {

constexpr std::array<Topic, 2> k_topics{Topic::approach, Topic::technique};

const RuleProof& shipped_proof() {
  static const RuleProof proof = prove(knowledge(), facts_of("region: us-east-1"), k_topics);
  return proof;
}

} // namespace

TEST_CASE("a witness is written as a profile, what pricing finds as a comment", "[report]") {
  const Witness witness{{{"problem.missing_facts", "no"},
                         {"requirements.weights", "full"},
                         {"problem.rag_effort", "none"}},
                        {{"hosting.fits", "yes"}}};
  CHECK(witness_profile(witness) ==
        "format: tunepath-profile/1\n"
        "problem:\n"
        "  missing_facts: no\n"
        "  rag_effort: none\n"
        "requirements:\n"
        "  weights: full\n"
        "# where tunepath finds hosting.fits: yes\n");
}

TEST_CASE("every witness is a profile that estimate reads", "[report]") {
  REQUIRE(shipped_proof().overlaps.size() > 3);
  for (const RuleOverlap& each : shipped_proof().overlaps) {
    const std::string profile = witness_profile(each.witness);
    CAPTURE(each.first, each.second, profile);
    const Scenario scenario = scenario_of(profile); // Fails the test where it does not read.
    for (const FactValue& answer : each.witness.answers) {
      CHECK(scenario.facts.at(answer.fact).known());
    }
  }
}

TEST_CASE("the check of rules in JSON holds what the text says", "[report]") {
  CaseRun run;
  run.name = "made-01";
  run.complaints = {"the path is bedrock"};
  const auto json = nlohmann::json::parse(proof_json(shipped_proof(), std::span{&run, 1}));
  CHECK(json["format"] == "tunepath-rule-check/1");
  CHECK(json["findings"].empty());
  CHECK(json["coverage"].size() == shipped_proof().coverage.size());
  CHECK(json["coverage"][1]["subject"] == "rag");
  CHECK(json["coverage"][1]["outcomes"]["not-needed"] == 2);
  CHECK(json["overlaps"].size() == shipped_proof().overlaps.size());
  CHECK(json["cases"][0]["complaints"][0] == "the path is bedrock");
}

TEST_CASE("where the order decides is counted, and listed when asked", "[report]") {
  const auto headings = [](const Document& document) {
    std::size_t points = 0;
    for (const Block& block : document) {
      points += std::holds_alternative<Points>(block) ? std::get<Points>(block).rows.size() : 0;
    }
    return points;
  };
  CHECK(headings(describe_proof(shipped_proof(), false)) == 0);
  CHECK(headings(describe_proof(shipped_proof(), true)) == shipped_proof().overlaps.size());
}
