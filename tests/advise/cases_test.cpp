// Published decisions and made-up ones, each with the answers that are held to be right.

#include "support/cases.hpp"

#include "advise/decide.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/files.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

std::filesystem::path folder() {
  return source_directory().parent_path() / "shared/data/cases";
}

Scenario scenario_in(const ExampleCase& example) {
  return scenario_of(read_text(example.profile()));
}

} // namespace

TEST_CASE("the decision on every example case is an accepted one", "[advise][cases]") {
  for (const ExampleCase& example : cases_in(folder())) {
    const Decision decision = decide(scenario_in(example).facts, knowledge());
    CAPTURE(example.name());
    CHECK(example.complaints(answer_of(decision)) == std::vector<std::string>{});
    if (!decision.decided) { // An open answer says what it waits for.
      CHECK_FALSE(decision.open_questions.empty());
    }
  }
}

TEST_CASE("priced, every example case gets an accepted answer", "[advise][cases]") {
  for (const ExampleCase& example : cases_in(folder())) {
    CAPTURE(example.name());
    const Advice advice = advise(scenario_in(example), knowledge());
    CHECK(example.complaints(answer_of(advice)) == std::vector<std::string>{});
  }
}

TEST_CASE("while a case is open, it leans to what was chosen in it", "[advise][cases]") {
  int leaning = 0;
  for (const ExampleCase& example : cases_in(folder())) {
    const Decision decision = decide(scenario_in(example).facts, knowledge());
    if (!decision.leaning) {
      continue;
    }
    std::set<std::string> approach;
    for (const Approach id : decision.leaning->approach) {
      approach.emplace(name_of(id));
    }
    CAPTURE(example.name(), text_of(decision.leaning->approach));
    CHECK(example.accepts_approach(approach, {}));
    ++leaning;
  }
  CHECK((leaning > 20 || cases_in(folder()).empty()));
}

TEST_CASE("the checker of cases finds what is wrong", "[advise][cases]") {
  const ExampleCase example{"made-up", "made-up.yaml",
                            "{approach: [[rag], [prompt, rag]], path: [null], status: [decided], "
                            "must: [rag], must_not: [fine-tuning], min_open_questions: 0, "
                            "warnings: [quota], not_verdict: [justified]}"};
  CaseAnswer answer{"decided", {"rag"}, {}, "null", 0, {}, {}, {}, {}};
  answer.options = {{"prompt", "done"}, {"rag", "recommended"}, {"fine-tuning", "not-needed"}};
  CHECK(example.complaints(answer).empty());
  answer.approach = {"prompt", "rag"}; // prompt work is done: it counts or not
  CHECK(example.complaints(answer).empty());
  answer.approach = {"rag", "fine-tuning"};
  answer.options["fine-tuning"] = "recommended";
  answer.path = "bedrock";
  answer.warnings.emplace();
  answer.verdict = "justified";
  CHECK(example.complaints(answer) ==
        std::vector<std::string>{"approach is [fine-tuning, rag]",
                                 "path is bedrock, not one of [null]",
                                 "fine-tuning must not be recommended", "not_verdict: justified",
                                 "lacks a warning of [quota]: has []"});
}
