#include "tunepath/data/read_case.hpp"

#include "support/catch.hpp"
#include "support/scenario.hpp"

using namespace tunepath;

namespace {

Result<Case> read(const std::string& text) {
  return read_case(text, "cases/my-case.yaml", test::knowledge().schema, test::knowledge().catalog);
}

std::string problems_of(const std::string& text) {
  std::string out;
  for (const Diagnostic& problem : read(text).problems()) {
    out += to_string(problem.at) + ": " + problem.message + " / " + problem.hint + "\n";
  }
  return out;
}

constexpr const char* k_sound = R"yaml(format: tunepath-case/1
source: "a page (2026)"
why: "facts are missing"
expected:
  approach: [[rag], [prompt, rag], []]
  path: [bedrock, none]
  status: [decided]
  must: [rag]
  must_not: [fine-tuning]
  must_not_path: [sagemaker]
  options: {fine-tuning: [blocked, undecided]}
  verdict: [prove-first]
  not_verdict: [justified]
  modes: {multi-adapter: [yes, unknown]}
  must_not_mode: [async]
  warnings: [quota]
  warnings_any: [standing-cost, idle-hosting]
  min_open_questions: 2
profile:
  as_of: 2026-11-22
  problem:
    missing_facts: yes
)yaml";

} // namespace

TEST_CASE("a case is read with its profile in place", "[data][cases]") {
  const auto result = read(k_sound);
  REQUIRE(result);
  const Case& one = result.value();
  CHECK(one.name == "my-case");
  CHECK(one.source == "a page (2026)");
  CHECK(one.why == "facts are missing");
  CHECK(one.expected.approach.size() == 3);
  CHECK(one.expected.approach[1] == std::vector{Approach::prompt, Approach::rag});
  CHECK(one.expected.path == std::vector<std::optional<Path>>{Path::bedrock, std::nullopt});
  CHECK(one.expected.options.front().second ==
        std::vector{OptionVerdict::blocked, OptionVerdict::undecided});
  CHECK(one.expected.modes.front().second == std::vector{Truth::yes, Truth::unknown});
  CHECK(one.expected.warnings_any == std::vector<std::string>{"standing-cost", "idle-hosting"});
  CHECK(one.expected.min_open_questions == 2);
  const Fact& fact = one.scenario.facts.at("problem.missing_facts");
  CHECK(fact.value == Value{true});
  CHECK(to_string(fact.origin) == "cases/my-case.yaml:22:20");
  CHECK(one.scenario.facts.yes_no("model.already_tuned") == Truth::no); // completed
}

TEST_CASE("everything that is wrong with a case is said at once", "[data][cases]") {
  CHECK(problems_of(R"(format: tunepath-case/1
sorce: "a page"
why: [a, b]
expected:
  aproach: [[rag]]
  approach: [rag]
  path: [bedrok]
  must: rag
  options: [fine-tuning]
  modes: {endpont: [yes]}
  warnings: [[quota]]
  min_open_questions: few
profile:
  format: tunepath-profile/1
  problem:
    mising_facts: yes
    weak_prompt: perhaps
)") == R"(cases/my-case.yaml:2:1: a case needs 'source' / name the page and its date
cases/my-case.yaml:2:1: unknown key 'sorce' in a case / did you mean 'source'?
cases/my-case.yaml:3:6: why is text, not a list / write it on one line, in quotes
)");
}

TEST_CASE("a case without its parts says which", "[data][cases]") {
  CHECK(problems_of("format: tunepath-profile/1\n") == "?");
  CHECK(problems_of("why: x\n") == "?");
  CHECK(problems_of("format: tunepath-case/1\nsource: a\nwhy: b\nexpected: {}\nprofile: no\n") ==
        "?");
  CHECK(problems_of("- a\n") == "?");
}
