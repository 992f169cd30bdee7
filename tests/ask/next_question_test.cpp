#include "tunepath/ask/next_question.hpp"

#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "tunepath/ask/dialogue.hpp"

#include <algorithm>

using namespace tunepath;

namespace {

Interview interview(const std::string& profile) {
  return begin_interview(test::scenario_of("format: tunepath-profile/1\n" + profile));
}

} // namespace

TEST_CASE("no question is about what is answered, skipped or worked out", "[ask]") {
  const Knowledge& knowledge = test::knowledge();
  Interview held = interview("problem: {missing_facts: yes, behaviour_gap: unknown}\n");
  std::vector<FactIndex> asked;
  while (const auto question = next_question(held, knowledge)) {
    const FactDecl& fact = knowledge.schema[question->fact];
    CAPTURE(fact.id);
    CHECK_FALSE(fact.derived);
    CHECK(fact.id != "problem.missing_facts");
    CHECK(std::find(held.skipped.begin(), held.skipped.end(), question->fact) ==
          held.skipped.end());
    asked.push_back(question->fact);
    held.skipped.push_back(question->fact);
    REQUIRE(asked.size() <= knowledge.schema.size());
  }
  CHECK_FALSE(asked.empty());
}

TEST_CASE("the same interview leads to the same question", "[ask]") {
  const Interview held = interview("");
  const auto first = next_question(held, test::knowledge());
  const auto again = next_question(held, test::knowledge());
  REQUIRE((first && again));
  CHECK(first->fact == again->fact);
  CHECK(first->because == again->because);
}

TEST_CASE("what the profile calls unknown has been put already", "[ask]") {
  const FactSchema& schema = test::knowledge().schema;
  const Interview held =
      interview("problem: {missing_facts: yes, behaviour_gap: unknown}\ndata: {grader: }\n");
  CHECK(held.skipped ==
        std::vector<FactIndex>{schema.at("problem.behaviour_gap"), schema.at("data.grader")});
}
