// Published decisions and made-up ones, each with the answers that are held to be right.

#include "advise/decide.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/files.hpp"
#include "tunepath/advise/case.hpp"
#include "tunepath/data/read_case.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/text.hpp"

#include <yaml-cpp/yaml.h>

using namespace tunepath;
using namespace tunepath::test;

namespace {

using Sentences = std::vector<std::string>;

const std::vector<Case>& shipped_cases() {
  static const std::vector<Case> cases =
      read_cases(shipped().texts, knowledge().schema, knowledge().catalog).value();
  return cases;
}

const Case& shipped_case(const std::string& name) {
  for (const Case& each : shipped_cases()) {
    if (each.name == name) {
      return each;
    }
  }
  throw std::runtime_error("no case " + name);
}

Advice made_up_answer() {
  Advice advice;
  advice.decision.decided = true;
  advice.decision.approach = {Approach::prompt, Approach::rag};
  advice.decision.options = {{Approach::prompt, OptionVerdict::done, {}},
                             {Approach::rag, OptionVerdict::recommended, {}},
                             {Approach::fine_tuning, OptionVerdict::not_needed, {}}};
  advice.decision.verdict = Verdict::not_applicable;
  return advice;
}

/// A case of the folder that the shipped ones were taken from, in their form.
Case case_of(const std::string& name, YAML::Node expected, YAML::Node profile) {
  YAML::Node all;
  all["format"] = "tunepath-case/1";
  all["source"] = "elsewhere";
  all["why"] = expected["why"];
  expected.remove("why");
  if (expected["status"] && expected["status"].size() == 2) {
    expected.remove("status"); // Either is no condition.
  }
  for (const auto& [old_key, key] :
       {std::pair{"mode_eligible", "modes"}, std::pair{"must_not_hosting_mode", "must_not_mode"}}) {
    if (expected[old_key]) {
      expected[key] = expected[old_key];
      expected.remove(old_key);
    }
  }
  for (YAML::Node path : expected["path"]) {
    if (path.IsNull()) {
      path = "none";
    }
  }
  all["expected"] = expected;
  profile.remove("format");
  profile.remove("name");
  profile["as_of"] = "2026-11-22";
  all["profile"] = profile;
  const auto read =
      read_case(YAML::Dump(all), name + ".yaml", knowledge().schema, knowledge().catalog);
  for (const Diagnostic& problem : read.problems()) {
    UNSCOPED_INFO(render(problem, ""));
  }
  return read.value();
}

} // namespace

TEST_CASE("every shipped case gets an accepted answer", "[advise][cases]") {
  const auto runs = run_cases(shipped_cases(), knowledge());
  CHECK(runs.size() >= 42);
  for (const CaseRun& run : runs) {
    CAPTURE(run.name);
    CHECK(run.complaints == Sentences{});
  }
}

TEST_CASE("every shipped case says where it is from and why", "[advise][cases]") {
  for (const Case& each : shipped_cases()) {
    CAPTURE(each.name);
    CHECK_FALSE(each.source.empty());
    CHECK_FALSE(each.why.empty());
    CHECK_FALSE(accepted_text(each.expected).empty());
  }
}

TEST_CASE("while a case is open, it asks, and leans to what was chosen in it", "[advise][cases]") {
  int leaning = 0;
  for (const Case& each : shipped_cases()) {
    const Decision decision = decide(each.scenario.facts, knowledge());
    CAPTURE(each.name);
    CHECK(complaints(each.expected, decision) == Sentences{});
    CHECK((decision.decided || !decision.open_questions.empty()));
    if (decision.leaning) {
      CAPTURE(text_of(decision.leaning->approach));
      CHECK(accepts(each.expected, decision.leaning->approach, {}));
      ++leaning;
    }
  }
  CHECK(leaning > 20);
}

TEST_CASE("the checker of cases finds what is wrong", "[advise][cases]") {
  Case example;
  Expected& expected = example.expected;
  expected.approach = {{Approach::rag}, {Approach::prompt, Approach::rag}};
  expected.path = {std::nullopt};
  expected.status = {CaseStatus::decided};
  expected.must = {Approach::rag};
  expected.must_not = {Approach::fine_tuning};
  expected.warnings = {"quota"};
  Advice advice = made_up_answer();
  advice.warnings = {{"quota", "", {}}};
  CHECK(complaints(example, advice).empty());
  advice.decision.approach = {Approach::rag}; // Prompt work is done: it counts or not.
  CHECK(complaints(example, advice).empty());

  expected.must_not_path = {Path::bedrock};
  expected.options = {{Approach::rag, {OptionVerdict::blocked, OptionVerdict::undecided}}};
  expected.not_verdict = {Verdict::justified};
  expected.verdict = {Verdict::prove_first, Verdict::unknown};
  expected.warnings_any = {"standing-cost", "idle-hosting"};
  expected.must_not_mode = {HostingMode::endpoint};
  expected.modes = {{HostingMode::endpoint, {Truth::no}}};
  expected.min_open_questions = 1;
  advice.decision.approach = {Approach::rag, Approach::fine_tuning};
  advice.decision.options[2].verdict = OptionVerdict::recommended;
  advice.decision.path = Path::bedrock;
  advice.decision.verdict = Verdict::justified;
  advice.warnings.clear();
  advice.hosting = HostingMode::endpoint;
  advice.modes.resize(1);
  advice.modes[0].id = HostingMode::endpoint;
  advice.modes[0].eligible = Truth::yes;
  CHECK(complaints(example, advice) ==
        Sentences{
            "the approach is rag + fine-tuning, but rag or prompt + rag is expected",
            "the path is bedrock, but none is expected", "fine-tuning must not be recommended",
            "rag is recommended, but blocked or undecided is expected",
            "the path must not be bedrock", "0 open questions, but at least 1 are expected",
            "the verdict is justified, but prove-first or unknown is expected",
            "the verdict must not be justified", "endpoint is eligible: yes, but no is expected",
            "the hosting mode must not be endpoint", "the warning quota is missing",
            "a warning standing-cost or idle-hosting is missing"});
}

TEST_CASE("an expectation that the rules do not meet is complained about", "[advise][cases]") {
  Case wrong = shipped_case("made-03-brand-voice");
  wrong.expected.approach = {{Approach::rag}};
  wrong.expected.path = {Path::sagemaker};
  const auto runs = run_cases(std::span{&wrong, 1}, knowledge());
  CHECK(runs.front().complaints ==
        Sentences{"the approach is prompt + fine-tuning, but rag is expected",
                  "the path is bedrock, but sagemaker is expected"});
  CHECK(runs.front().choice == "rag; sagemaker");
}

TEST_CASE("what a case accepts is said in a few words", "[advise][cases]") {
  CHECK(accepted_text(shipped_case("r2-doordash").expected) ==
        "rag, with or without prompt; no path");
  CHECK(accepted_text(shipped_case("x2-airtrain").expected) ==
        "fine-tuning, with or without prompt; any path or none yet");
  CHECK(accepted_text(shipped_case("s6-idle-g4dn").expected) ==
        "not justified; warned of standing-cost or idle-hosting");
}

TEST_CASE("the shipped cases say what the collection beside the project says", "[advise][cases]") {
  const auto folder = source_directory().parent_path() / "shared/data/cases";
  if (!std::filesystem::exists(folder / "expected.yaml")) {
    return;
  }
  for (const auto& entry : YAML::LoadFile((folder / "expected.yaml").string())["cases"]) {
    const auto name = entry.first.as<std::string>();
    CAPTURE(name);
    const Case theirs =
        case_of(name, entry.second, YAML::LoadFile((folder / (name + ".yaml")).string()));
    const Case& ours = shipped_case(name);
    CHECK(ours.expected == theirs.expected);
    for (const FactDecl& fact : knowledge().schema.all()) {
      CAPTURE(fact.id);
      CHECK(ours.scenario.facts.at(fact.id).value == theirs.scenario.facts.at(fact.id).value);
    }
  }
}

TEST_CASE("a bill that nobody expected is what the report begins with", "[cases]") {
  struct Story {
    const char* name;
    const char* first; ///< after the title
  };
  for (const Story& story :
       {Story{"s4-g5-48xl-left-on", "! standing-cost  Hosting costs $14,862.80 a month"},
        Story{"s6-idle-g4dn", "! standing-cost  Hosting costs $537.57 a month"},
        Story{"s3-genai-chatbot", "! idle-hosting  An endpoint bills every hour"},
        Story{"s5-aws-doctor", "! idle-hosting  An endpoint bills every hour"}}) {
    const Advice advice = advise(shipped_case(story.name).scenario, knowledge());
    const std::string text = to_text(describe_advice(advice), {});
    const auto title = text.find('\n', text.find("----")) + 1;
    CAPTURE(story.name, text.substr(0, 400));
    CHECK(text.substr(title, std::string{story.first}.size()) == story.first);
  }
}
