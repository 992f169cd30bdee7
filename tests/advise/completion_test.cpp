// What is said while facts are missing holds whatever the missing facts turn out to be.

#include "advise/decide.hpp"
#include "advise/derive.hpp"
#include "advise/outcome.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"

#include <random>

using namespace tunepath;
using namespace tunepath::test;

namespace {

using Random = std::mt19937_64;

template <class T>
const T& one_of(const std::vector<T>& values, Random& random) {
  return values[std::uniform_int_distribution<std::size_t>{0, values.size() - 1}(random)];
}

NumberRange number(std::int64_t value) {
  return NumberRange::point(Decimal::of(value));
}

/// The facts that approach and path rest on, each with values on both sides of every threshold.
std::vector<std::pair<std::string, std::vector<Value>>> domains() {
  const std::vector<Value> flag{true, false};
  const auto words = [](std::initializer_list<const char*> all) {
    std::vector<Value> values;
    for (const char* word : all) {
      values.emplace_back(Word{word});
    }
    return values;
  };
  return {
      {"problem.missing_facts", flag},
      {"problem.weak_prompt", flag},
      {"problem.behaviour_gap", flag},
      {"problem.reduce_latency_or_cost", flag},
      {"problem.prompt_effort", words({"none", "some", "exhausted"})},
      {"problem.rag_effort", words({"none", "some", "exhausted"})},
      {"problem.smaller_model_effort", words({"none", "some", "exhausted"})},
      {"problem.task_stability", words({"stable", "drifting", "changing"})},
      {"data.labelled_examples",
       {number(0), number(49), number(50), number(99), number(100), number(10'001), number(50'000),
        NumberRange{Decimal::of(40), Decimal::of(60), Decimal::of(20'000)}}},
      {"data.training_tokens", {number(1'000'000), number(10'000'000), number(200'000'000)}},
      {"data.longest_example_tokens", {number(500), number(20'000), number(40'000)}},
      {"model.base", words({"nova-micro", "nova-2-lite", "nova-premier", "llama-3.1-8b",
                            "llama-3.3-70b", "mistral-7b", "claude-3-haiku", "claude-haiku-4.5",
                            "gpt-oss-20b", "titan-text-lite", "qwen3-8b", "any"})},
      {"model.already_tuned", flag},
      {"model.on_bedrock_list", flag},
      {"model.on_jumpstart_list", flag},
      {"requirements.weights", words({"none", "artifact", "full"})},
      {"requirements.custom_objective", flag},
      {"requirements.managed_only", flag},
      {"requirements.technique", words({"any", "sft", "lora", "qlora", "full", "dpo", "rft",
                                        "distillation", "continued-pretraining"})},
      {"requirements.regions_allowed",
       {Words{"us-east-1"}, Words{"us-west-2"}, Words{"eu-west-1"},
        Words{"us-west-2", "us-east-1"}}},
      {"hosting.mode", words({"auto", "auto", "provisioned-throughput", "bedrock-on-demand",
                              "custom-model-import", "endpoint"})},
  };
}

/// A complete scenario without answers that contradict each other: tuning is likely, so that the
/// far ends of the rules are reached.
Facts complete(Random& random) {
  static const auto all = domains();
  Facts facts = facts_of("region: us-west-2");
  for (const auto& [id, values] : all) {
    facts.set(id, one_of(values, random), {Origin::Kind::profile, {}, ""});
  }
  const auto mostly = [&](std::string_view id, Value value) {
    if (std::uniform_int_distribution<int>{0, 9}(random) < 6) {
      facts.set(id, std::move(value), {Origin::Kind::profile, {}, ""});
    }
  };
  mostly("model.already_tuned", false);
  mostly("requirements.technique", Word{"any"});
  mostly("problem.behaviour_gap", true);
  mostly("problem.prompt_effort", Word{"exhausted"});
  if (facts.is("problem.prompt_effort", "exhausted")) {
    facts.set("problem.weak_prompt", false, {Origin::Kind::profile, {}, ""});
  }
  return facts;
}

Facts blanked(Facts facts, Random& random) {
  static const auto all = domains();
  const int share = std::uniform_int_distribution<int>{1, 8}(random); // in tenths
  for (const auto& [id, values] : all) {
    if (std::uniform_int_distribution<int>{1, 10}(random) <= share) {
      facts.set(id, Unknown{}, {});
    }
  }
  return facts;
}

Outcome outcome_of(const Facts& facts) {
  Facts derived = derive(facts, knowledge().catalog);
  return resolve(derived, knowledge().rules);
}

std::string text_of(const Facts& facts) {
  static const auto all = domains();
  std::string text;
  for (const auto& [id, values] : all) {
    text += id + ": " + to_string(facts.at(id).value) + "\n";
  }
  return text;
}

} // namespace

TEST_CASE("an answer that is firm while facts are missing is the final one", "[advise][property]") {
  Random random{20'261'122};
  int firm_options = 0;
  int firm_paths = 0;
  for (int i = 0; i < 4'000; ++i) {
    const Facts whole = complete(random);
    const Facts part = blanked(whole, random);
    const Outcome final = outcome_of(whole);
    const Outcome early = outcome_of(part);
    INFO("whole:\n" << text_of(whole) << "part:\n" << text_of(part));
    for (std::size_t id = 0; id < early.options.size(); ++id) {
      if (early.options[id] != OptionVerdict::undecided) {
        ++firm_options;
        CAPTURE(name_of(Approach{static_cast<int>(id)}));
        REQUIRE(name_of(early.options[id]) == name_of(final.options[id]));
      }
    }
    const bool tunes = early.option(Approach::fine_tuning) == OptionVerdict::recommended ||
                       early.option(Approach::fine_tuning) == OptionVerdict::done;
    if (early.firm && tunes) {
      ++firm_paths;
      REQUIRE(early.path == final.path);
    }
    if (early.decided()) {
      REQUIRE(final.decided());
    }
  }
  CHECK(firm_options > 1'000);
  CHECK(firm_paths > 50);
}

TEST_CASE("a path that is ruled out while facts are missing stays ruled out",
          "[advise][property]") {
  Random random{42};
  for (int i = 0; i < 4'000; ++i) {
    const Facts whole = complete(random);
    const Facts part = blanked(whole, random);
    const Outcome final = outcome_of(whole);
    const Outcome early = outcome_of(part);
    INFO("whole:\n" << text_of(whole) << "part:\n" << text_of(part));
    for (std::size_t id = 0; id < early.paths.size(); ++id) {
      CAPTURE(name_of(Path{static_cast<int>(id)}));
      if (early.paths[id] == PathVerdict::ruled_out) {
        REQUIRE(final.paths[id] == PathVerdict::ruled_out);
      } else if (early.paths[id] != PathVerdict::undecided) {
        REQUIRE(final.paths[id] != PathVerdict::ruled_out);
      }
    }
  }
}

TEST_CASE("with every fact known only what the catalog lacks stays open, and it is asked for",
          "[advise][property]") {
  Random random{7};
  for (int i = 0; i < 1'000; ++i) {
    const Facts whole = complete(random);
    const Decision decision = decide(whole, knowledge());
    INFO(text_of(whole));
    REQUIRE((decision.decided || !decision.open_questions.empty()));
  }
}

TEST_CASE("every reason's conditions are what its rule was met with", "[advise][property]") {
  Random random{99};
  for (int i = 0; i < 300; ++i) {
    const Facts part = blanked(complete(random), random);
    const Decision decision = decide(part, knowledge());
    for (const OptionAdvice& option : decision.options) {
      for (const Reason& each : option.reasons) {
        bool unknown = false;
        for (const Condition& condition : each.facts) {
          unknown = unknown || condition.truth == Truth::unknown;
        }
        CAPTURE(each.rule);
        REQUIRE((each.caution || each.effect != Reason::Effect::open || unknown));
      }
    }
  }
}
