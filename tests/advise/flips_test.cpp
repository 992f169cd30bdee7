#include "advise/flips.hpp"

#include "advise/decide.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/random_facts.hpp"
#include "tunepath/advise/values.hpp"
#include "tunepath/facts/complete.hpp"
#include "tunepath/facts/parse_value.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// "data.labelled_examples: 3200 -> 49: prompt, null", one line each.
std::string text_of(const std::vector<Flip>& flips) {
  std::string text;
  for (const Flip& flip : flips) {
    for (const FactChange& change : flip.changes) {
      text += change.fact + ": " + change.from + " -> " + change.to + "; ";
    }
    text += test::text_of(flip.approach) + " on " + test::text_of(flip.path) + "\n";
  }
  return text;
}

Facts with(const Facts& stated, const Flip& flip) {
  Facts facts = stated;
  for (const FactChange& change : flip.changes) {
    const FactIndex fact = facts.schema().at(change.fact);
    const auto value = parse_value(
        change.to, facts.schema()[fact],
        KnownNames{[](std::string_view id) { return std::optional{id}; }, {}, {}, {}, {}});
    REQUIRE(value);
    facts.set(fact, value.value(), {Origin::Kind::command_line, {}, ""});
  }
  complete(facts, facts.date("as_of").value());
  return facts;
}

std::vector<Flip> flips_of(const Facts& stated) {
  return find_flips(stated, decide(stated, knowledge()).leaning, knowledge());
}

constexpr const char* k_open = "problem: {behaviour_gap: yes}\nmodel: {base: nova-micro}\n";
constexpr const char* k_tuned = R"(
problem: {missing_facts: no, weak_prompt: no, behaviour_gap: yes, prompt_effort: exhausted,
          reduce_latency_or_cost: no, task_stability: stable}
data: {labelled_examples: 2000, longest_example_tokens: 1000}
model: {base: nova-micro}
)";

} // namespace

TEST_CASE("a flip names one change, the nearest number, and the answer it leads to", "[advise]") {
  const std::string text = text_of(flips_of(facts_of(k_tuned)));
  CAPTURE(text);
  CHECK(text.find("problem.behaviour_gap: yes -> no; prompt on null\n") != std::string::npos);
  CHECK(text.find("data.labelled_examples: 2000 -> 49; prompt on null\n") != std::string::npos);
  CHECK(text.find("data.labelled_examples: 2000 -> 20001; prompt, fine-tuning on sagemaker\n") !=
        std::string::npos);
}

TEST_CASE("where no single change leads, two that do nothing alone are named", "[advise]") {
  const std::string text = text_of(flips_of(facts_of(R"(
problem: {missing_facts: no, weak_prompt: no, behaviour_gap: no, prompt_effort: exhausted,
          reduce_latency_or_cost: no, task_stability: stable}
data: {labelled_examples: 10}
model: {base: nova-micro}
)")));
  CAPTURE(text);
  CHECK(text.find("problem.behaviour_gap: no -> yes; data.labelled_examples: 10 -> ") !=
        std::string::npos);
}

TEST_CASE("an open answer flips from where it leans", "[advise]") {
  const Decision decision = decide_on(k_open);
  REQUIRE(decision.leaning);
  const std::string text = text_of(flips_of(facts_of(k_open)));
  CAPTURE(text);
  CHECK(text.find("problem.missing_facts: unknown -> yes; rag, fine-tuning on bedrock\n") !=
        std::string::npos);
  CHECK(flips_of(facts_of("region: us-east-1")).empty()); // Nothing is known: it leans nowhere.
}

TEST_CASE("every flip does what it says, and no part of it does", "[advise][property]") {
  RandomFacts random{facts_of("region: us-west-2"), 11};
  std::size_t flips = 0;
  std::size_t pairs = 0;
  for (int i = 0; i < 150; ++i) {
    const Facts stated = random.complete();
    const Decision before = decide(stated, knowledge());
    INFO(random.text_of(stated));
    if (!before.decided) {
      continue; // Then flips start from the leaning.
    }
    const std::vector<Flip> found = flips_of(stated);
    REQUIRE(found.size() <= 16);
    for (const Flip& flip : found) {
      const Decision after = decide(with(stated, flip), knowledge());
      CAPTURE(text_of({flip}));
      REQUIRE(after.approach == flip.approach);
      REQUIRE(after.path == flip.path);
      REQUIRE((after.approach != before.approach || after.path != before.path));
      ++flips;
      if (flip.changes.size() == 2) {
        ++pairs;
        for (const FactChange& change : flip.changes) {
          const Decision half = decide(with(stated, {{change}, {}, {}}), knowledge());
          REQUIRE(half.approach == before.approach);
          REQUIRE(half.path == before.path);
        }
      }
    }
  }
  CHECK(flips > 300);
  CHECK(pairs > 20);
}
