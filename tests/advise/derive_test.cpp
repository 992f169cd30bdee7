#include "advise/derive.hpp"

#include "support/catch.hpp"
#include "support/deciding.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

Facts derived(const std::string& profile) {
  return derive(facts_of(profile), knowledge().catalog);
}

std::string value_of(const Facts& facts, std::string_view id) {
  return to_string(facts.at(id).value);
}

} // namespace

TEST_CASE("what Bedrock does is looked up in the allowed regions", "[advise]") {
  struct Case {
    const char* name;
    const char* profile;
    const char* tunable;
    const char* technique;
    const char* region;
  };
  const Case c = GENERATE(values<Case>({
      {"on the list", "model: {base: nova-micro}", "yes", "yes", "us-east-1"},
      {"listed elsewhere", "model: {base: llama-3.1-8b}", "no", "no", "unknown"},
      {"in the second region",
       "model: {base: llama-3.1-8b}\nrequirements: {regions_allowed: [us-east-1, us-west-2]}",
       "yes", "yes", "us-west-2"},
      {"the home region first",
       "region: us-west-2\nmodel: {base: titan-text-lite}\nrequirements: {regions_allowed: "
       "[us-east-1, us-west-2]}",
       "unknown", "unknown", "us-west-2"},
      {"on no list at all", "model: {base: qwen3-8b}", "no", "no", "unknown"},
      {"listed without a region", "model: {base: gpt-oss-20b}\nrequirements: {technique: rft}",
       "unknown", "unknown", "us-east-1"},
      {"seen on the list by the user",
       "model: {base: gpt-oss-20b, on_bedrock_list: yes}\nrequirements: {technique: rft}", "yes",
       "yes", "us-east-1"},
      {"a listed technique", "model: {base: nova-micro}\nrequirements: {technique: distillation}",
       "yes", "yes", "us-east-1"},
      {"a technique of one's own", "model: {base: nova-micro}\nrequirements: {technique: lora}",
       "yes", "no", "us-east-1"},
      {"no model", "region: us-east-1", "unknown", "unknown", "unknown"},
      {"any model", "model: {base: any}", "unknown", "unknown", "unknown"},
      {"no model, a technique that is listed for none", "requirements: {technique: dpo}", "unknown",
       "no", "unknown"},
      {"regions unknown", "model: {base: nova-micro}\nrequirements: {regions_allowed: unknown}",
       "unknown", "unknown", "unknown"},
      {"regions unknown, on no list",
       "model: {base: qwen3-8b}\nrequirements: {regions_allowed: unknown}", "no", "unknown",
       "unknown"},
  }));
  DYNAMIC_SECTION(c.name) {
    const Facts facts = derived(c.profile);
    CHECK(value_of(facts, "bedrock.fine_tunable") == c.tunable);
    CHECK(value_of(facts, "bedrock.technique_offered") == c.technique);
    CHECK(value_of(facts, "bedrock.region") == c.region);
  }
}

TEST_CASE("limits, hosting and retirement come from the row of that region", "[advise]") {
  const Facts llama = derived("region: us-west-2\nmodel: {base: llama-3.3-70b}");
  CHECK(value_of(llama, "bedrock.min_records") == "100");
  CHECK(value_of(llama, "bedrock.max_records") == "10000"); // training and validation together
  CHECK(value_of(llama, "bedrock.max_tokens_per_record") == "16000");
  CHECK(value_of(llama, "bedrock.epochs_max") == "10");
  CHECK(value_of(llama, "bedrock.custom_on_demand") == "yes");
  CHECK(value_of(llama, "bedrock.custom_requests_per_minute") == "4");
  CHECK(value_of(llama, "bedrock.import_listed") == "yes");
  CHECK(value_of(llama, "bedrock.tunable_regions") == "[us-west-2]");
  CHECK(value_of(llama, "bedrock.retired") == "no");
  CHECK(to_string(llama.at("bedrock.max_records").origin)
            .starts_with("derived from catalog/bedrock_customization/meta.yaml:"));

  const Facts nova = derived("model: {base: nova-micro}");
  CHECK(value_of(nova, "bedrock.max_tokens_per_record") == "unknown");
  CHECK(value_of(nova, "model.nova") == "yes");
  CHECK(value_of(nova, "sagemaker.trainable") == "yes"); // by recipe
  CHECK(value_of(nova, "jumpstart.recipe") == "no");

  const Facts haiku = derived("region: us-west-2\nmodel: {base: claude-3-haiku}");
  CHECK(value_of(haiku, "bedrock.retired") == "unknown"); // the date is not confirmed
  CHECK(value_of(haiku, "bedrock.retirement_date") == "2026-04-20");
  CHECK(value_of(haiku, "model.base_retirement_confirmed") == "no");
  CHECK(value_of(haiku, "sagemaker.trainable") == "no");
  const Facts before =
      derived("region: us-west-2\nas_of: 2026-01-01\nmodel: {base: claude-3-haiku}");
  CHECK(value_of(before, "bedrock.retired") == "no");
}

TEST_CASE("JumpStart's list is a sample: absent open models are unknown", "[advise]") {
  struct Case {
    const char* name;
    const char* profile;
    const char* recipe;
  };
  const Case c = GENERATE(values<Case>({
      {"listed", "model: {base: mistral-7b}", "yes"},
      {"listed with the technique", "model: {base: llama-3-8b}\nrequirements: {technique: lora}",
       "yes"},
      {"listed without the technique", "model: {base: mistral-7b}\nrequirements: {technique: lora}",
       "no"},
      {"listed for hosting only", "model: {base: gpt-oss-20b}", "no"},
      {"an open model that is not listed", "model: {base: llama-3.1-8b}", "unknown"},
      {"seen by the user", "model: {base: llama-3.1-8b, on_jumpstart_list: yes}", "yes"},
      {"not found by the user", "model: {base: llama-3.1-8b, on_jumpstart_list: no}", "no"},
      {"the list wins", "model: {base: mistral-7b, on_jumpstart_list: no}", "yes"},
      {"closed weights", "model: {base: claude-haiku-4.5}", "no"},
      {"a technique without any recipe",
       "model: {base: llama-3.1-8b}\nrequirements: {technique: continued-pretraining}", "no"},
      {"no model", "region: us-east-1", "unknown"},
      {"no model, a technique without any recipe",
       "requirements: {technique: continued-pretraining}", "no"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(value_of(derived(c.profile), "jumpstart.recipe") == c.recipe);
  }
}

TEST_CASE("the kind of data follows from the technique, and what is wrong from the flags",
          "[advise]") {
  CHECK(value_of(derived("region: us-east-1"), "data.kind") == "pairs");
  CHECK(value_of(derived("requirements: {technique: dpo}"), "data.kind") == "preference-pairs");
  CHECK(value_of(derived("requirements: {technique: unknown}"), "data.kind") == "unknown");
  CHECK(value_of(derived("region: us-east-1"), "gap.any") == "unknown");
  CHECK(value_of(derived("problem: {missing_facts: yes}"), "gap.any") == "yes");
  CHECK(value_of(derived("problem: {missing_facts: no, weak_prompt: no, behaviour_gap: no, "
                         "reduce_latency_or_cost: no}"),
                 "gap.any") == "no");
}

TEST_CASE("two answers that contradict each other are read as one", "[advise]") {
  const Facts thin = derived("problem: {weak_prompt: yes, prompt_effort: exhausted}");
  CHECK(value_of(thin, "problem.prompt_effort") == "some");
  CHECK(to_string(thin.at("problem.prompt_effort").origin) ==
        "derived from problem.weak_prompt, since a thin prompt is not exhausted");
  const Facts exhausted = derived("problem: {prompt_effort: exhausted}");
  CHECK(value_of(exhausted, "problem.weak_prompt") == "no");
  CHECK(to_string(exhausted.at("problem.weak_prompt").origin) ==
        "derived from problem.prompt_effort");
}

TEST_CASE("deriving twice changes nothing", "[advise][property]") {
  for (const char* profile :
       {"model: {base: nova-micro}", "problem: {weak_prompt: yes, prompt_effort: exhausted}",
        "region: us-west-2\nmodel: {base: claude-3-haiku}\nrequirements: {technique: rft}"}) {
    const Facts once = derived(profile);
    const Facts twice = derive(once, knowledge().catalog);
    for (FactIndex i = 0; i < once.schema().size(); ++i) {
      CAPTURE(profile, once.schema()[i].id);
      CHECK(once[i].value == twice[i].value);
    }
  }
}
