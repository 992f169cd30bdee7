// Published decisions and made-up ones, each with the answers that are held to be right.

#include "support/cases.hpp"

#include "advise/decide.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/files.hpp"
#include "tunepath/data/read_profile.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

std::filesystem::path folder() {
  return source_directory().parent_path() / "shared/data/cases";
}

Facts facts_in(const ExampleCase& example) {
  ProfileRequest request;
  request.file = example.name() + ".yaml";
  request.text = read_text(example.profile());
  request.read = [](const std::string&) { return std::optional<std::string>{}; };
  request.today = Date::parse("2026-11-22").value();
  const ProfileReading reading = read_profile(request, knowledge().schema, knowledge().catalog);
  for (const Diagnostic& problem : reading.problems()) {
    UNSCOPED_INFO(render(problem, request.text));
  }
  REQUIRE(reading);
  return reading.value().facts;
}

} // namespace

TEST_CASE("the decision on every example case is an accepted one", "[advise][cases]") {
  for (const ExampleCase& example : cases_in(folder())) {
    const Decision decision = decide(facts_in(example), knowledge());
    CAPTURE(example.name());
    CHECK(example.complaints(answer_of(decision)) == std::vector<std::string>{});
    if (!decision.decided) { // An open answer says what it waits for.
      CHECK_FALSE(decision.open_questions.empty());
    }
  }
}

TEST_CASE("while a case is open, it leans to what was chosen in it", "[advise][cases]") {
  int leaning = 0;
  for (const ExampleCase& example : cases_in(folder())) {
    const Decision decision = decide(facts_in(example), knowledge());
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
