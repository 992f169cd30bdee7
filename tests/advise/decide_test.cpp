#include "advise/decide.hpp"

#include "advise/derive.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// A case for fine-tuning in which nothing is left to decide; `more` completes or adds sections.
std::string tuning(const std::string& problem = "", const std::string& more = "") {
  std::string given = problem.empty() ? "" : ", " + problem;
  if (problem.find("prompt_effort") == std::string::npos) {
    given += ", prompt_effort: exhausted";
  }
  if (problem.find("task_stability") == std::string::npos) {
    given += ", task_stability: stable";
  }
  return fmt::format(
      "region: us-west-2\n"
      "problem: {{missing_facts: no, weak_prompt: no, behaviour_gap: yes, "
      "reduce_latency_or_cost: no{}}}\n{}",
      given, more);
}

const std::string k_llama = "model: {base: llama-3.1-8b}\n";
const std::string k_data = "data: {labelled_examples: 1800, longest_example_tokens: 2500}\n";

std::string verdicts(const Decision& decision) {
  std::string text;
  for (const OptionAdvice& option : decision.options) {
    text += (text.empty() ? "" : ", ") + std::string{name_of(option.verdict)};
  }
  return text;
}

std::string path_verdicts(const Decision& decision) {
  std::string text;
  for (const PathAdvice& path : decision.paths) {
    text += (text.empty() ? "" : ", ") + std::string{name_of(path.verdict)};
  }
  return text;
}

/// Ids of the rules, those that speak first in front.
std::string first_rule(const std::vector<Reason>& reasons) {
  return reasons.empty() ? "" : reasons.front().rule;
}

} // namespace

TEST_CASE("each option takes the first verdict that applies", "[advise]") {
  struct Case {
    const char* name;
    std::string profile;
    const char* verdicts; ///< prompt, rag, fine-tuning
  };
  const Case c = GENERATE(values<Case>({
      {"nothing is known", "region: us-east-1", "undecided, undecided, undecided"},
      {"a thin prompt", "problem: {weak_prompt: yes}", "recommended, undecided, undecided"},
      {"an exhausted prompt", "problem: {prompt_effort: exhausted}", "done, undecided, undecided"},
      {"thin and exhausted: read as some", "problem: {weak_prompt: yes, prompt_effort: exhausted}",
       "recommended, undecided, undecided"},
      {"no effort, something wrong", "problem: {prompt_effort: none, missing_facts: yes}",
       "recommended, recommended, undecided"},
      {"no effort, nothing known to be wrong", "problem: {prompt_effort: none, weak_prompt: no}",
       "undecided, undecided, undecided"},
      {"nothing wrong",
       "problem: {prompt_effort: none, weak_prompt: no, missing_facts: no, behaviour_gap: no, "
       "reduce_latency_or_cost: no}",
       "not-needed, not-needed, not-needed"},
      {"retrieval in place", "problem: {rag_effort: exhausted}", "undecided, done, undecided"},
      {"retrieval in place, facts do not arrive",
       "problem: {rag_effort: exhausted, missing_facts: yes}", "undecided, done, undecided"},
      {"retrieval not known", "problem: {rag_effort: unknown, missing_facts: yes}",
       "undecided, undecided, undecided"},
      {"a gap and all that it takes", tuning("", k_llama + k_data),
       "done, not-needed, recommended"},
      {"a model that exists", "model: {already_tuned: yes}", "undecided, undecided, done"},
      {"no reason for it",
       "problem: {missing_facts: yes, behaviour_gap: no, reduce_latency_or_cost: no}",
       "undecided, recommended, not-needed"},
      {"prompt work first", tuning("prompt_effort: none", k_llama + k_data),
       "recommended, not-needed, blocked"},
      {"a thin prompt without a known reason",
       "problem: {weak_prompt: yes, behaviour_gap: unknown}", "recommended, undecided, undecided"},
      {"too few examples", tuning("", k_llama + "data: {labelled_examples: 30}"),
       "done, not-needed, blocked"},
      {"examples between few and enough",
       tuning("", k_llama + "data: {labelled_examples: {low: 40, high: 60}}"),
       "done, not-needed, undecided"},
      {"a task that changes", tuning("task_stability: changing", k_llama + k_data),
       "done, not-needed, blocked"},
      {"a task that drifts", tuning("task_stability: drifting", k_llama + k_data),
       "done, not-needed, recommended"},
      {"no path", tuning("", k_llama + k_data + "requirements: {weights: full, managed_only: yes}"),
       "done, not-needed, blocked"},
      {"prompts to grade instead of labels",
       tuning("",
              "model: {base: nova-2-lite}\nrequirements: {technique: rft, regions_allowed: "
              "[us-east-1]}\ndata: {labelled_examples: 60}"),
       "done, not-needed, blocked"},
      {"distillation needs no labels",
       tuning("",
              "model: {base: nova-micro}\nrequirements: {technique: distillation, "
              "regions_allowed: [us-east-1]}\ndata: {labelled_examples: 12}"),
       "done, not-needed, recommended"},
      {"continued pre-training needs text",
       tuning("", k_llama + "requirements: {technique: continued-pretraining}\n"
                            "data: {labelled_examples: 0, training_tokens: 1M}"),
       "done, not-needed, blocked"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(verdicts(decide_on(c.profile)) == c.verdicts);
  }
}

TEST_CASE("a smaller model is tried untuned before it is tuned", "[advise]") {
  const auto profile = [](const std::string& effort) {
    return "region: us-west-2\nproblem: {missing_facts: no, weak_prompt: no, prompt_effort: "
           "exhausted, behaviour_gap: no, reduce_latency_or_cost: yes, task_stability: stable, "
           "smaller_model_effort: " +
           effort + "}\n" + k_llama + k_data;
  };
  CHECK(verdicts(decide_on(profile("none"))) == "done, not-needed, blocked");
  CHECK(verdicts(decide_on(profile("some"))) == "done, not-needed, blocked");
  CHECK(verdicts(decide_on(profile("unknown"))) == "done, not-needed, undecided");
  const Decision tried = decide_on(profile("exhausted"));
  CHECK(verdicts(tried) == "done, not-needed, recommended");
  CHECK(tried.technique == "distillation");
}

TEST_CASE("the ladder takes the first path that nothing rules out", "[advise]") {
  struct Case {
    const char* name;
    std::string more;
    const char* path;
    const char* verdicts; ///< bedrock, jumpstart, sagemaker
    bool decided;
  };
  const Case c = GENERATE(values<Case>({
      {"managed", k_llama + k_data + "requirements: {managed_only: yes}", "bedrock",
       "chosen, ruled-out, ruled-out", true},
      {"an artifact of a listed model",
       "model: {base: mistral-7b}\n" + k_data + "requirements: {weights: artifact}", "jumpstart",
       "ruled-out, chosen, possible", true},
      {"full ownership", "model: {base: mistral-7b}\n" + k_data + "requirements: {weights: full}",
       "sagemaker", "ruled-out, ruled-out, chosen", true},
      {"an objective of one's own", k_llama + k_data + "requirements: {custom_objective: yes}",
       "sagemaker", "ruled-out, ruled-out, chosen", true},
      {"a model that JumpStart may or may not train",
       k_llama + k_data + "requirements: {weights: artifact}", "null",
       "ruled-out, undecided, possible", false},
      {"the user has looked",
       "model: {base: llama-3.1-8b, on_jumpstart_list: no}\n" + k_data +
           "requirements: {weights: artifact}",
       "sagemaker", "ruled-out, ruled-out, chosen", true},
      {"too many records for Bedrock",
       "model: {base: llama-3.1-8b, on_jumpstart_list: yes}\ndata: {labelled_examples: 20000}",
       "jumpstart", "ruled-out, chosen, possible", true},
      {"a record too long for Bedrock",
       "model: {base: llama-3.1-8b, on_jumpstart_list: yes}\n"
       "data: {labelled_examples: 2000, longest_example_tokens: 20k}",
       "jumpstart", "ruled-out, chosen, possible", true},
      {"a requirement not stated: named, but not decided",
       k_llama + k_data + "requirements: {weights: unknown}", "bedrock",
       "undecided, undecided, possible", false},
      {"a limit that the user's data may exceed", k_llama + "data: {labelled_examples: 1800}",
       "bedrock", "undecided, undecided, possible", false},
      {"a limit that nobody publishes does not stand in the way",
       "model: {base: nova-micro}\n" + k_data + "requirements: {regions_allowed: [us-east-1]}",
       "bedrock", "chosen, ruled-out, possible", true},
      {"no model", k_data, "null", "undecided, undecided, undecided", false},
      {"no model, but only one path left",
       k_data + "requirements: {technique: continued-pretraining}", "sagemaker",
       "ruled-out, ruled-out, undecided", false},
      {"an endpoint is asked for",
       "model: {base: mistral-7b}\n" + k_data + "hosting: {mode: endpoint}", "jumpstart",
       "ruled-out, chosen, possible", true},
      {"an open model cannot be provisioned after SageMaker",
       "model: {base: mistral-7b}\n" + k_data + "hosting: {mode: provisioned-throughput}", "null",
       "ruled-out, ruled-out, ruled-out", true},
      {"Nova's weights cannot be had",
       "model: {base: nova-micro}\n" + k_data +
           "requirements: {weights: artifact, regions_allowed: [us-east-1]}",
       "null", "ruled-out, ruled-out, ruled-out", true},
      {"Nova with a method of one's own",
       "model: {base: nova-micro}\n" + k_data +
           "requirements: {technique: lora, regions_allowed: [us-east-1]}",
       "sagemaker", "ruled-out, ruled-out, chosen", true},
  }));
  DYNAMIC_SECTION(c.name) {
    const Decision decision = decide_on(tuning("", c.more));
    CHECK(text_of(decision.path) == c.path);
    CHECK(path_verdicts(decision) == c.verdicts);
    CHECK(decision.decided == c.decided);
  }
}

TEST_CASE("without fine-tuning there is no path, and nothing about paths is open", "[advise]") {
  const Decision decision = decide_on(
      "problem: {missing_facts: yes, weak_prompt: no, prompt_effort: some, behaviour_gap: no, "
      "reduce_latency_or_cost: no}");
  CHECK(decision.decided);
  CHECK(text_of(decision.approach) == "rag");
  CHECK(text_of(decision.path) == "null");
  CHECK(decision.technique.empty());
  CHECK(decision.open_questions.empty());
  CHECK_FALSE(decision.leaning);
}

TEST_CASE("a model that exists is part of the solution, and its path follows its hosting",
          "[advise]") {
  const Decision decision = decide_on(
      tuning("", "model: {base: mistral-7b, already_tuned: yes}\nhosting: {mode: endpoint}"));
  CHECK(verdicts(decision) == "done, not-needed, done");
  CHECK(text_of(decision.approach) == "prompt, fine-tuning");
  CHECK(text_of(decision.path) == "jumpstart");
  CHECK(decision.decided);
}

TEST_CASE("each path says where it would run", "[advise]") {
  const Decision decision =
      decide_on(tuning("", "model: {base: nova-micro}\n" + k_data +
                               "requirements: {regions_allowed: [eu-west-1, us-east-1]}"));
  CHECK(decision.paths[0].region == "us-east-1");
  CHECK(decision.paths[1].region.empty()); // ruled out
  CHECK(decision.paths[2].region == "eu-west-1");
  const Reason* move = reason(decision.paths[0].reasons, "L01");
  REQUIRE(move != nullptr);
  CHECK(move->caution);
  CHECK(move->text ==
        "Bedrock tunes nova-micro in us-east-1, not in us-west-2: training data and "
        "prompts would move there.");
}

TEST_CASE("the deciding reasons come first, with conditions and unblocks", "[advise]") {
  const Decision few = decide_on(tuning("", k_llama + "data: {labelled_examples: 30}"));
  const OptionAdvice& blocked = few.option(Approach::fine_tuning);
  REQUIRE(first_rule(blocked.reasons) == "A13");
  const Reason& why = blocked.reasons.front();
  CHECK(why.effect == Reason::Effect::opposes);
  CHECK(why.text ==
        "30 examples are too few to teach a behaviour, but enough to show it: put them "
        "into the prompt.");
  CHECK(why.unblock == "Label up to 200 examples.");
  REQUIRE(why.facts.size() == 2);
  CHECK(why.facts[1].fact == "data.labelled_examples");
  CHECK(why.facts[1].value == "30");
  CHECK(why.facts[1].needs == "< 50");
  CHECK(why.facts[1].origin == "profile.yaml:5:27");
  CHECK(reason(blocked.reasons, "A08")->effect == Reason::Effect::supports);
  CHECK(reason(blocked.reasons, "A15")->effect == Reason::Effect::supports);

  const Decision dear = decide_on(tuning("", k_llama + k_data + "requirements: {weights: full}"));
  const Reason& out = dear.paths[0].reasons.front();
  CHECK(out.rule == "B03");
  CHECK(out.text == "You want to own the weights. A Bedrock custom model stays in Bedrock.");
  CHECK(out.effect == Reason::Effect::opposes);
  CHECK(dear.paths[2].reasons.front().effect == Reason::Effect::supports);
  for (const PathAdvice& path : dear.paths) { // losers too are explained in full
    for (const Reason& each : path.reasons) {
      CAPTURE(each.rule);
      CHECK_FALSE(each.text.empty());
      CHECK_FALSE(each.facts.empty());
      CHECK_FALSE(each.source.empty());
    }
  }
}

TEST_CASE("where no path is left, the shortest way out is named", "[advise]") {
  const Decision decision =
      decide_on(tuning("", k_llama + k_data + "requirements: {weights: full, managed_only: yes}"));
  CHECK(decision.decided);
  CHECK(text_of(decision.path) == "null");
  const Reason* dead_end = reason(decision.option(Approach::fine_tuning).reasons, "A16");
  REQUIRE(dead_end != nullptr);
  CHECK(dead_end->text == "No path meets everything that you require.");
  CHECK(dead_end->unblock == "For bedrock: Let the weights stay in the service (weights: none).");
}

TEST_CASE("cautions are said beside the verdict and change nothing", "[advise]") {
  const Decision decision = decide_on(tuning("gap_kinds: [format]", k_llama + k_data));
  CHECK(verdicts(decision) == "done, not-needed, recommended");
  CHECK(decision.decided);
  const Reason* caution = reason(decision.option(Approach::fine_tuning).reasons, "A17");
  REQUIRE(caution != nullptr);
  CHECK(caution->caution);
  CHECK(caution->effect == Reason::Effect::open);
  CHECK(questions(decision) == "problem.structured_output_tried");
  const Decision tried =
      decide_on(tuning("gap_kinds: [format], structured_output_tried: yes", k_llama + k_data));
  CHECK(reason(tried.option(Approach::fine_tuning).reasons, "A17") == nullptr);
  CHECK(questions(tried).empty());
}

TEST_CASE("what is open is asked for, the most telling first", "[advise]") {
  CHECK(questions(decide_on("region: us-east-1")) ==
        "problem.missing_facts, problem.behaviour_gap, problem.prompt_effort, "
        "problem.weak_prompt, problem.reduce_latency_or_cost, data.labelled_examples, "
        "problem.smaller_model_effort, problem.task_stability, model.base");
  const Decision list =
      decide_on(tuning("", k_llama + k_data + "requirements: {weights: artifact}"));
  REQUIRE(questions(list) == "model.on_jumpstart_list");
  CHECK_FALSE(list.open_questions[0].question.empty());
  CHECK_FALSE(list.open_questions[0].why.empty());
  CHECK(questions(decide_on(tuning("", k_data + "model: {base: any}"))) == "model.base");
  CHECK(questions(decide_on(tuning("", k_llama + k_data + "requirements: {technique: unknown}"))) ==
        "data.training_tokens, requirements.technique, model.on_jumpstart_list");
}

TEST_CASE("while undecided it says where it is heading, and on what that rests", "[advise]") {
  const Decision decision = decide_on(
      "region: us-east-1\nproblem: {behaviour_gap: yes, prompt_effort: exhausted}\n"
      "model: {base: nova-micro}");
  REQUIRE(decision.leaning);
  CHECK(text_of(decision.leaning->approach) == "prompt, fine-tuning");
  CHECK(text_of(decision.leaning->path) == "bedrock");
  std::string presumed;
  for (const FactValue& each : decision.leaning->presumed) {
    presumed += each.fact + "=" + each.value + " ";
  }
  CHECK(presumed ==
        "problem.missing_facts=no problem.task_stability=stable "
        "data.labelled_examples=200 ");
  CHECK_FALSE(decide_on("region: eu-central-1").leaning); // nothing is known
  CHECK_FALSE(decide_on("requirements: {technique: sft}").leaning);
}

TEST_CASE("the technique follows what is asked for, else what is wrong", "[advise]") {
  struct Case {
    const char* requirements;
    const char* technique;
  };
  const Case c = GENERATE(values<Case>({{"any", "sft"},
                                        {"sft", "sft"},
                                        {"lora", "sft"},
                                        {"dpo", "dpo"},
                                        {"rft", "rft"},
                                        {"distillation", "distillation"},
                                        {"continued-pretraining", "continued-pretraining"},
                                        {"unknown", ""}}));
  DYNAMIC_SECTION(c.requirements) {
    const Decision decision =
        decide_on(tuning("", k_llama + "requirements: {technique: " + c.requirements + "}\n" +
                                 "data: {labelled_examples: 5k, training_tokens: 200M}"));
    CHECK(decision.technique == c.technique);
  }
}

TEST_CASE("offers stand beside the technique", "[advise]") {
  const Decision decision = decide_on(
      tuning("gap_kinds: [skill]", k_llama + "data: {labelled_examples: 120, grader: yes}"));
  CHECK(decision.technique == "sft");
  CHECK(reason(decision.technique_reasons, "T03") != nullptr);
  CHECK(reason(decision.technique_reasons, "T04") == nullptr);
}

TEST_CASE("later rules are told what was decided", "[advise]") {
  const auto noted = [](const std::string& profile) {
    Facts facts = derive(facts_of(profile), knowledge().catalog);
    note_decision(facts, decide(facts, knowledge()));
    return facts;
  };
  const Facts tuned = noted(tuning("", k_llama + k_data));
  CHECK(tuned.is("decision.path", "bedrock"));
  CHECK(tuned.is("decision.technique", "sft"));
  CHECK(tuned.yes_no("approach.fine_tuning_in_play") == Truth::yes);
  CHECK(tuned.yes_no("approach.fine_tuning_recommended") == Truth::yes);
  CHECK(tuned.yes_no("approach.rag_in_play") == Truth::no);
  const Facts leaning = noted("problem: {behaviour_gap: yes}\nmodel: {base: nova-micro}");
  CHECK(leaning.is("decision.path", "bedrock"));
  CHECK(leaning.yes_no("approach.fine_tuning_in_play") == Truth::yes);
  CHECK(leaning.yes_no("approach.fine_tuning_recommended") == Truth::no);
  const Facts blank = noted("region: us-east-1");
  CHECK_FALSE(blank.at("decision.path").known());
  CHECK(blank.yes_no("approach.fine_tuning_in_play") == Truth::no);
}

TEST_CASE("every rule has its texts, a source and conditions that something can meet",
          "[advise][data]") {
  for (const Rule& rule : knowledge().rules.all()) {
    CAPTURE(rule.decl->id);
    CHECK_FALSE(rule.decl->because.empty());
    CHECK_FALSE(rule.decl->source.empty());
    CHECK_FALSE(rule.when.facts().empty());
    const bool says_why_not = rule.decl->effect == Effect::ruled_out ||
                              rule.decl->effect == Effect::blocked ||
                              rule.decl->effect == Effect::recommended;
    if (says_why_not) {
      CHECK_FALSE(rule.decl->otherwise.empty());
    }
    if (rule.decl->effect == Effect::ruled_out || rule.decl->effect == Effect::blocked) {
      CHECK((!rule.decl->unblock.empty() || rule.decl->id == "A16")); // worked out from the paths
    }
  }
}
