// The base model as a lever: the same job on another model, tuned on Bedrock, served on demand.
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/scenario.hpp"
#include "tunepath/data/read_rules.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string schema_extractor() {
  return read_text(source_directory() / "data/profiles/schema-extractor.yaml");
}

/// A profile like it that is bound to us-east-1; `requirements` completes the section.
std::string in_us_east_1(const std::string& requirements) {
  return fmt::format(R"(format: tunepath-profile/1
region: us-east-1
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [format], reduce_latency_or_cost: no, task_stability: stable}}
data: {{labelled_examples: 1800, tokens_per_example: 700, longest_example_tokens: 2500}}
model: {{base: llama-3.1-8b}}
requirements: {{{}}}
training: {{epochs: 2}}
traffic: {{requests_per_month: 1.2M, input_tokens: 900, output_tokens: 250, shape: steady}}
)",
                     requirements);
}

std::vector<const Alternative*> elsewhere(const Advice& advice) {
  std::vector<const Alternative*> found;
  for (const Alternative& way : advice.cost.alternatives) {
    if (way.id.find('@') != std::string::npos) {
      found.push_back(&way);
    }
  }
  return found;
}

const Warning* warning(const Advice& advice) {
  for (const Warning& each : advice.warnings) {
    if (each.id == "cheaper-elsewhere") {
      return &each;
    }
  }
  return nullptr;
}

} // namespace

TEST_CASE("the invoice extractor is pointed at Nova Micro, tuned and served on demand",
          "[elsewhere]") {
  const Advice advice = advise_on(schema_extractor());
  const auto found = elsewhere(advice);
  REQUIRE(found.size() == 1);
  const Alternative& way = *found.front();
  CHECK(way.id == "fine-tuned:bedrock-on-demand@nova-micro");
  CHECK(way.label == "tuned nova-micro, on demand, us-east-1");
  CHECK(plain(way.standing()) == "1.950191");
  CHECK(plain(way.per_use()) == "79.80");
  CHECK(plain(way.monthly()) == "81.750191");
  CHECK(plain(way.estimate.total(LineKind::one_time, "training.")) == "2.52");
  CHECK_THAT(way.note, ContainsSubstring("moves training data and prompts to us-east-1. "
                                         "[requirements.regions_allowed: us-west-2]"));
  CHECK_FALSE(way.chosen);
  CHECK_FALSE(way.reference);
  CHECK(advice.cost.way != way.id);
  REQUIRE(warning(advice) != nullptr);
  CHECK_THAT(warning(advice)->text, ContainsSubstring("you have not allowed"));
}

TEST_CASE("in a region that is allowed nothing moves, and nobody is warned of that",
          "[elsewhere]") {
  const Advice advice = advise_on(in_us_east_1("ml_engineering: some"));
  const auto found = elsewhere(advice);
  REQUIRE(found.size() == 1);
  CHECK(found.front()->note ==
        "The same job on another base model; whether it does it as well is not known.");
  REQUIRE(warning(advice) != nullptr);
  CHECK(warning(advice)->text.find("not allowed") == std::string::npos);
}

TEST_CASE("what closes Bedrock for the scenario closes it for every model", "[elsewhere]") {
  const char* requirements =
      GENERATE("weights: artifact", "custom_objective: yes", "technique: qlora");
  CAPTURE(requirements);
  const Advice advice = advise_on(in_us_east_1(requirements));
  REQUIRE(advice.hosting);
  CHECK(elsewhere(advice).empty());
  CHECK(warning(advice) == nullptr);
}

TEST_CASE("a model that is served on demand already is not pointed elsewhere", "[elsewhere]") {
  std::string profile = in_us_east_1("ml_engineering: some");
  profile.replace(profile.find("llama-3.1-8b"), 12, "nova-micro");
  const Advice advice = advise_on(profile);
  CHECK(advice.hosting == HostingMode::bedrock_on_demand);
  CHECK(elsewhere(advice).empty());
}

TEST_CASE("a rule decides from which idle bill on another model is shown", "[elsewhere]") {
  const Knowledge& k = knowledge();
  std::vector<Parameter> parameters{shipped().parameters.begin(), shipped().parameters.end()};
  for (Parameter& parameter : parameters) {
    if (parameter.name == "idle_material_usd") {
      parameter.value = Decimal::of(1'000'000);
    }
  }
  const RuleSet rules = RuleSet::make(shipped().rules, parameters, k.schema).value();
  const Advice advice =
      advise(scenario_of(schema_extractor()), {k.schema, k.catalog, k.rates, rules});
  CHECK(elsewhere(advice).empty());
}
