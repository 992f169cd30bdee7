#include "tunepath/rules/in_words.hpp"

#include "rules/facts_for_rules.hpp"
#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "tunepath/rules/rule_set.hpp"

using namespace tunepath;

namespace {

std::string words(std::string_view condition) {
  const RuleSet& rules = test::knowledge().rules;
  return in_words(condition, test::knowledge().schema, rules.parameters());
}

} // namespace

TEST_CASE("a condition is put into words", "[rules]") {
  const auto [condition, expected] = GENERATE(table<std::string, std::string>({
      {"problem.prompt_effort == exhausted and not problem.weak_prompt",
       "work on the prompt is exhausted and the prompt is not thin"},
      {"problem.weak_prompt and (problem.prompt_effort != none or gap.any)",
       "the prompt is thin and (work on the prompt is not none or there is something wrong with "
       "the answers)"},
      {"not (problem.weak_prompt and gap.any)",
       "the prompt is not thin or there is nothing wrong with the answers"},
      {"data.labelled_examples < $pairs_floor", "labelled examples are below 50"},
      {"not data.labelled_examples < 40k", "labelled examples are at least 40,000"},
      {"requirements.weights in [artifact, full]",
       "ownership of the weights that you ask for is artifact or full"},
      {"not requirements.technique in [lora, dpo]",
       "the technique that you ask for is none of lora and dpo"},
      {"problem.gap_kinds has skill", "the kind of behaviour includes skill"},
      {"problem.gap_kinds == [format]", "the kind of behaviour is format and nothing else"},
      {"model.tuned_on >= 2025-07-16", "the day of the tuning is on or after 2025-07-16"},
      {"bedrock.retired is known", "whether the model is retired is known"},
      {"model.base is unknown", "the base model is not known"},
      {"traffic.peak_rps * 60 > bedrock.custom_requests_per_minute",
       "requests a second at the peak times 60 are above the measured limit of requests a minute"},
      {"problem.structured_output_tried", "constrained output has been tried"},
      {"not problem.structured_output_tried", "constrained output has not been tried"},
  }));
  CAPTURE(condition);
  CHECK(words(condition) == expected);
}

TEST_CASE("without labels, conditions are worded from the ids", "[rules]") {
  CHECK(in_words("problem.gap and not problem.weak and data.examples >= 20", test::small_schema(),
                 {}) == "gap is yes and weak is no and examples are at least 20");
  CHECK(in_words("a b c", test::small_schema(), {}) == "a b c"); // What does not parse.
}

TEST_CASE("every fact that a shipped rule reads has a name for sentences", "[rules]") {
  const Knowledge& k = test::knowledge();
  for (const Rule& rule : k.rules.all()) {
    for (const FactIndex index : rule.when.facts()) {
      const FactDecl& fact = k.schema[index];
      CAPTURE(fact.id);
      CHECK_FALSE(fact.label.empty());
      if (fact.type == FactType::yes_no) {
        CHECK(flag_in_words(fact, false).find("it is not true that") == std::string::npos);
      }
    }
  }
}

TEST_CASE("texts of rules are readable without a scenario", "[rules]") {
  const Knowledge& k = test::knowledge();
  CHECK(with_names("{data.labelled_examples} are few; label {$pairs_good}, {nothing}", k.schema,
                   k.rules.parameters()) ==
        "<labelled examples> are few; label 200 examples, nothing");
}

TEST_CASE("the parameters of a rule are those of its condition and its texts", "[rules]") {
  CHECK(parameters_of(*test::knowledge().rules.find("A13")->decl) ==
        std::vector<std::string_view>{"pairs_floor", "pairs_good"});
}
