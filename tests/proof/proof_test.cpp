// The shipped rules are proved sound, and each kind of defect is found when it is planted.

#include "tunepath/proof/proof.hpp"

#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>

using namespace tunepath;
using namespace tunepath::test;

namespace {

RuleDecl rule(std::string_view id, Topic topic, std::string_view subject, Effect effect,
              std::string_view when) {
  RuleDecl decl;
  decl.id = id;
  decl.topic = topic;
  decl.subject = subject;
  decl.effect = effect;
  decl.when = when;
  decl.because = "It holds.";
  decl.source = "judgement";
  decl.place = {"mine.yaml", 7, 11};
  return decl;
}

std::vector<RuleDecl> shipped_rules() {
  return {shipped().rules.begin(), shipped().rules.end()};
}

std::vector<RuleDecl> without(std::string_view id) {
  std::vector<RuleDecl> rules = shipped_rules();
  REQUIRE(std::erase_if(rules, [&](const RuleDecl& each) { return each.id == id; }) == 1);
  return rules;
}

std::vector<RuleDecl> with(const RuleDecl& added) {
  std::vector<RuleDecl> rules = shipped_rules();
  rules.push_back(added);
  return rules;
}

std::vector<RuleDecl> with_condition(std::string_view id, std::string_view when) {
  std::vector<RuleDecl> rules = shipped_rules();
  for (RuleDecl& each : rules) {
    each.when = each.id == id ? when : each.when;
  }
  return rules;
}

RuleProof proof_of(const std::vector<RuleDecl>& decls, std::vector<Topic> topics = {}) {
  const Knowledge& k = knowledge();
  const RuleSet rules = RuleSet::make(decls, shipped().parameters, k.schema).value();
  return prove({k.schema, k.catalog, k.rates, rules}, facts_of("region: us-east-1"), topics);
}

/// "hole: rag: some answers lead to no outcome [problem.missing_facts: no, ...]", one line each.
std::string text_of(const RuleProof& proof) {
  std::string text;
  for (const RuleFinding& each : proof.findings) {
    text += std::string{name_of(each.kind)} + ": " + each.problem.message + "\n";
  }
  return text;
}

const RuleCoverage& coverage_of(const RuleProof& proof, const std::string& subject) {
  const auto found =
      std::find_if(proof.coverage.begin(), proof.coverage.end(),
                   [&](const RuleCoverage& each) { return each.subject == subject; });
  REQUIRE(found != proof.coverage.end());
  return *found;
}

} // namespace

TEST_CASE("the shipped rules have an outcome for all answers and no idle rule", "[proof]") {
  const RuleProof proof = proof_of(shipped_rules());
  CHECK(text_of(proof).empty());
  CHECK(proof.coverage.size() == 23);
  for (const RuleCoverage& each : proof.coverage) {
    CAPTURE(each.subject);
    CHECK_FALSE(each.exhausted);
    CHECK(each.regions > 0);
  }
  CHECK(coverage_of(proof, "rag").outcomes ==
        std::map<std::string, std::uint64_t>{{"done", 1}, {"not-needed", 2}, {"recommended", 2}});
  CHECK(coverage_of(proof, "prompt").open == 0);
}

TEST_CASE("a planted defect is found, and nothing else", "[proof]") {
  struct Planted {
    const char* name;
    Topic topic;
    std::vector<RuleDecl> rules;
    const char* found;
  };
  const Planted planted[] = {
      {"a removed default", Topic::approach, without("A06"),
       "hole: rag: some answers lead to no outcome\n"},
      {"a removed default of the verdict", Topic::verdict, without("E06"),
       "hole: verdict: some answers lead to no outcome\n"},
      {"a rule that another covers", Topic::path,
       with(rule("X1", Topic::path, "bedrock", Effect::ruled_out, "requirements.weights == full")),
       "shadowed: rule X1 changes nothing: every outcome is the same without it\n"},
      {"a choice after the one that always holds", Topic::verdict,
       with(rule("X2", Topic::verdict, "justified", Effect::choose, "value.measured")),
       "shadowed: rule X2 changes nothing: every outcome is the same without it\n"},
      {"an option that nothing leads to", Topic::approach,
       with_condition("A04", "problem.rag_effort == exhausted and problem.rag_effort == none"),
       "unreachable: rag: no answers lead to 'done'\n"
       "never-holds: rule A04 can never hold\n"},
      {"a path that nothing leads to", Topic::path,
       with(rule("X3", Topic::path, "sagemaker", Effect::ruled_out,
                 "problem.task_narrow or not problem.task_narrow")),
       "unreachable: path sagemaker: no answers lead to 'possible'\n"
       "shadowed: rule S01 changes nothing: every outcome is the same without it\n"
       "shadowed: rule S02 changes nothing: every outcome is the same without it\n"
       "shadowed: rule S03 changes nothing: every outcome is the same without it\n"
       "shadowed: rule S04 changes nothing: every outcome is the same without it\n"},
      {"a contradiction", Topic::approach,
       with(rule("X4", Topic::approach, "rag", Effect::not_needed,
                 "problem.knowledge_change == static")),
       "contradiction: rag: rules A05 (recommended) and X4 (not-needed) hold together\n"
       "shadowed: rule X4 changes nothing: every outcome is the same without it\n"},
      {"a condition that nothing meets", Topic::warning,
       with(rule("X5", Topic::warning, "quota", Effect::warn,
                 "data.labelled_examples > 200 and data.labelled_examples < 100")),
       "never-holds: rule X5 can never hold\n"},
  };
  for (const Planted& each : planted) {
    CAPTURE(each.name);
    CHECK(text_of(proof_of(each.rules, {each.topic})) == each.found);
  }
}

TEST_CASE("a witness shows what was found", "[proof]") {
  const RuleProof proof = proof_of(without("A06"), {Topic::approach});
  REQUIRE(proof.findings.size() == 1);
  std::string profile;
  for (const FactValue& answer : proof.findings.front().witness.answers) {
    const auto point = answer.fact.find('.');
    profile += answer.fact.substr(0, point) + ": {" + answer.fact.substr(point + 1) + ": " +
               answer.value + "}\n";
  }
  CHECK(profile == "problem: {missing_facts: no}\nproblem: {rag_effort: none}\n");
}

TEST_CASE("where the order of two rules decides is told with the answers", "[proof]") {
  const RuleProof proof = proof_of(shipped_rules(), {Topic::approach});
  const auto found = std::find_if(
      proof.overlaps.begin(), proof.overlaps.end(),
      [](const RuleOverlap& each) { return each.first == "A04" && each.second == "A05"; });
  REQUIRE(found != proof.overlaps.end());
  CHECK(found->subject == "rag");
  CHECK(found->instead == "recommended");
  CHECK_FALSE(found->witness.empty());
}
