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
)") == R"(cases/my-case.yaml:1:1: a case needs 'source' / name the page and its date
cases/my-case.yaml:2:1: unknown key 'sorce' in a case / did you mean 'source'?
cases/my-case.yaml:3:6: why is text, not a list / write it on one line, in quotes
cases/my-case.yaml:5:3: unknown key 'aproach' in expected / did you mean 'approach'?
cases/my-case.yaml:6:14: a list is wanted, not 'rag' / put what is accepted in brackets
cases/my-case.yaml:7:10: 'bedrok' is not known here / did you mean 'bedrock'?
cases/my-case.yaml:8:9: a list is wanted, not 'rag' / put what is accepted in brackets
cases/my-case.yaml:9:12: options is a group of keys, not a list / write it as {fine-tuning: [undecided]}
cases/my-case.yaml:10:11: 'endpont' is not known here / did you mean 'endpoint'?
cases/my-case.yaml:11:14: a word is wanted, not a list / write it as in [quota]
cases/my-case.yaml:12:23: 'few' is no whole number / write how many questions have to be open at least
cases/my-case.yaml:14:3: the profile of a case needs 'as_of' / write the day to price with, so that the answer stays the same
cases/my-case.yaml:14:3: the profile of a case has no 'format' / remove it: facts only stand here
cases/my-case.yaml:16:5: unknown key 'mising_facts' in problem / did you mean 'missing_facts'?
cases/my-case.yaml:17:18: weak_prompt cannot be 'perhaps' / write yes, no or unknown
)");
}

TEST_CASE("a case without its parts says which", "[data][cases]") {
  const std::string start = "start the file with 'format: tunepath-case/1'\n";
  CHECK(problems_of("format: tunepath-profile/1\n") ==
        "cases/my-case.yaml:1:9: format is 'tunepath-profile/1', which is no case / " + start);
  CHECK(problems_of("why: x\n") == "cases/my-case.yaml:1:1: the format line is missing / " + start);
  CHECK(problems_of("- a\n") == "cases/my-case.yaml:1:1: the format line is missing / " + start);
  CHECK(problems_of("format: tunepath-case/1\nsource: a\nwhy: b\nexpected: {}\nprofile: no\n") ==
        "cases/my-case.yaml:4:11: a case needs 'expected' / say what is accepted: 'path: "
        "[none]'\n"
        "cases/my-case.yaml:5:10: profile is a group of keys, not 'no' / put the facts of a "
        "profile below it\n");
}
