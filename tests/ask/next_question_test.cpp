// What is asked next in situations that have a name, and why.

#include "tunepath/ask/next_question.hpp"

#include "ask/cost_answers.hpp"
#include "ask/exhaustive.hpp"
#include "ask/worth.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/interview.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <set>

using namespace tunepath;
using namespace tunepath::ask;
using namespace tunepath::test;

namespace {

/// Tuned on Bedrock, whatever else is asked: every fact that decides is stated.
constexpr auto k_decided = R"(
region: us-west-2
problem: {missing_facts: no, weak_prompt: no, prompt_effort: exhausted, rag_effort: none, behaviour_gap: yes,
          reduce_latency_or_cost: no, smaller_model_effort: none, task_stability: stable}
data: {labelled_examples: 3200, longest_example_tokens: 500, training_tokens: 3M}
model: {base: llama-3.3-70b, already_tuned: no, on_bedrock_list: yes, on_jumpstart_list: yes}
requirements: {weights: none, custom_objective: no, managed_only: no, technique: any, regions_allowed: [us-west-2]}
hosting: {mode: auto}
)";

/// Nothing is wrong but missing facts; the prompt is done.
constexpr auto k_retrieval = R"(
problem: {missing_facts: yes, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: no, reduce_latency_or_cost: no}
)";

FactIndex at(std::string_view id) {
  return knowledge().schema.at(id);
}

std::string id_of(const std::optional<Question>& question) {
  return question ? std::string{knowledge().schema[question->fact].id} : "nothing";
}

/// Everything is skipped.
std::vector<std::string> asked_when_skipping(Interview interview) {
  const Facts nothing{knowledge().schema};
  return ids(hold(interview, nothing));
}

/// Everything is answered with the example of its declaration.
std::vector<std::string> asked_with_examples(Interview interview) {
  Facts examples{knowledge().schema};
  for (const FactIndex fact : askable_facts(knowledge().schema)) {
    examples.set(fact, example_answer(knowledge().schema[fact]), {});
  }
  return ids(hold(interview, examples));
}

bool has(const std::vector<std::string>& all, const std::string& id) {
  return std::find(all.begin(), all.end(), id) != all.end();
}

bool any_in(const std::vector<std::string>& all, const std::string& section) {
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& id) { return id.starts_with(section + "."); });
}

} // namespace

TEST_CASE("with nothing known it is first asked whether facts are missing", "[ask]") {
  const auto question = next_question(interview_about(""), knowledge());
  REQUIRE(id_of(question) == "problem.missing_facts");
  CHECK(question->because == "with yes: RAG; with no: nothing to do");
}

TEST_CASE("a question says what its answers lead to", "[ask]") {
  Interview interview = interview_about(k_decided);
  interview.scenario.facts.set("problem.task_stability", Unknown{}, {});
  const auto question = next_question(interview, knowledge());
  REQUIRE(id_of(question) == "problem.task_stability");
  CHECK(question->because ==
        "with stable or drifting: prompt + fine-tuning on bedrock; with "
        "changing: prompt, and fine-tuning is blocked");
}

TEST_CASE("numbers are grouped by what they lead to", "[ask]") {
  Interview interview = interview_about(k_decided);
  interview.scenario.facts.set("data.labelled_examples", Unknown{}, {});
  const auto question = next_question(interview, knowledge());
  REQUIRE(id_of(question) == "data.labelled_examples");
  CHECK_THAT(question->because,
             Catch::Matchers::ContainsSubstring("with up to 49 examples: prompt, and fine-tuning "
                                                "is blocked; with 50 examples"));
}

TEST_CASE("once the decision is settled, questions are about cost and name amounts", "[ask]") {
  const auto question = next_question(interview_about(k_decided), knowledge());
  REQUIRE(question.has_value());
  CAPTURE(id_of(question), question->because);
  CHECK_THAT(question->because, Catch::Matchers::ContainsSubstring("$") ||
                                    Catch::Matchers::ContainsSubstring("it decides"));
}

TEST_CASE("a traffic figure that is missing leaves the cost incomplete and is asked for", "[ask]") {
  const auto asked = asked_with_examples(interview_about(k_retrieval));
  CHECK(has(asked, "traffic.requests_per_month"));
  CHECK(has(asked, "traffic.input_tokens"));
}

TEST_CASE("nothing is asked twice, and an end is reached, when everything is skipped", "[ask]") {
  for (const std::string profile : {"", k_decided, k_retrieval}) {
    const auto asked = asked_when_skipping(interview_about(profile));
    const std::set<std::string> once{asked.begin(), asked.end()};
    CHECK(once.size() == asked.size());
    CHECK(asked.size() < askable_facts(knowledge().schema).size());
  }
}

TEST_CASE("when nothing is left that could change anything, nothing is asked", "[ask]") {
  Interview interview = interview_about(k_retrieval);
  hold(interview, Facts{knowledge().schema});
  CHECK(id_of(next_question(interview, knowledge())) == "nothing");
}

TEST_CASE("a default that matters is asked about, one that does not is not", "[ask]") {
  const auto asked = asked_with_examples(interview_about(k_retrieval));
  CHECK(has(asked, "problem.rag_effort")); // Retrieval that exists is not new.
  CHECK(has(asked, "horizon_months"));
  CHECK_FALSE(has(asked, "requirements.managed_only"));
  CHECK_FALSE(any_in(asked, "training"));
  CHECK_FALSE(any_in(asked, "hosting"));
  CHECK_FALSE(any_in(asked, "value"));
}

TEST_CASE("what is left to tunepath is not asked about where it can choose", "[ask]") {
  const auto asked = asked_with_examples(interview_about(k_retrieval));
  CHECK_FALSE(has(asked, "rag.vector_store"));
}

TEST_CASE("tokens of a request are not asked for when nobody knows how many requests there are",
          "[ask]") {
  const auto asked = asked_when_skipping(interview_about(k_retrieval));
  CHECK(has(asked, "traffic.requests_per_month"));
  CHECK_FALSE(has(asked, "traffic.output_tokens"));
}

TEST_CASE("conventions, credits and derived facts are never asked about", "[ask]") {
  const FactSchema& schema = knowledge().schema;
  for (const FactIndex fact : askable_facts(schema)) {
    CAPTURE(schema[fact].id);
    CHECK_FALSE(schema[fact].derived);
    CHECK(schema[fact].type != FactType::credits);
    CHECK(schema[fact].type != FactType::text);
    CHECK(schema[fact].section() != "organisation");
    CHECK(schema[fact].id != "as_of");
  }
}

TEST_CASE("whether a list holds the model is asked only once the model is known", "[ask]") {
  Interview interview = interview_about("problem: {behaviour_gap: yes, prompt_effort: exhausted}");
  answer(interview, at("model.base"), Unknown{});
  const auto asked = asked_when_skipping(interview);
  CHECK_FALSE(has(asked, "model.on_bedrock_list"));
  CHECK_FALSE(has(asked, "model.on_jumpstart_list"));
}

TEST_CASE("with a model of which no source says where it can be tuned, the list is asked for",
          "[ask]") {
  Interview interview = interview_about(k_decided);
  answer(interview, at("model.base"), Word{"titan-text-lite"});
  interview.scenario.facts.set("model.on_bedrock_list", Unknown{}, {});
  CHECK(id_of(next_question(interview, knowledge())) == "model.on_bedrock_list");
}

TEST_CASE("an answer that was given, or a default that was left, is not asked for again", "[ask]") {
  Interview interview = interview_about(k_decided);
  answer(interview, at("horizon_months"), Unknown{});
  const auto asked = asked_when_skipping(interview);
  CHECK_FALSE(has(asked, "horizon_months"));
  CHECK_FALSE(has(asked, "model.base"));
}

TEST_CASE("how much the cost has to move is a parameter", "[ask]") {
  const FactSchema& schema = knowledge().schema;
  std::vector<Parameter> parameters{shipped().parameters.begin(), shipped().parameters.end()};
  parameters.push_back(knowledge().rules.parameter("question_worth"));
  parameters.back().value = Decimal::of(1);
  const RuleSet rules = RuleSet::make(shipped().rules, parameters, schema).value();
  const Knowledge strict{schema, knowledge().catalog, knowledge().rates, rules};

  Interview interview = interview_about(
      std::string{k_retrieval} +
      "people: {hourly_usd: 90, evaluation_hours: 10}\n"
      "model: {baseline: claude-haiku-4.5}\n"
      "rag: {retrieved_tokens_per_request: 2000, corpus_tokens: 1M, updates_tokens_per_month: 1k}\n"
      "traffic: {requests_per_month: 10k, input_tokens: 1000, output_tokens: 300}\n");
  interview.skipped = {at("problem.rag_effort"), at("model.already_tuned"), at("rag.corpus_gb")};
  CHECK(next_question(interview, knowledge()).has_value());
  CHECK(id_of(next_question(interview, strict)) == "nothing");
}

TEST_CASE("the exhaustive search finds the one fact that decides", "[ask]") {
  Facts facts = interview_about(k_decided).scenario.facts;
  const FactIndex stability = at("problem.task_stability");
  facts.set(stability, Unknown{}, {});
  RulingTrial trial{knowledge(), facts};
  const std::vector<FactIndex> open{stability};
  const auto found = find_difference(trial, open, knowledge(), 100);
  REQUIRE(found.has_value());
  CHECK(to_string(found->first[0]) == "stable");
  CHECK(to_string(found->second[0]) == "changing");
  CHECK_FALSE(find_difference(trial, {}, knowledge(), 100).has_value());
  CHECK_FALSE(find_difference(trial, open, knowledge(), 2).has_value());
}
