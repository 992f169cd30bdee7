#include "tunepath/rules/rule_set.hpp"

#include "rules/facts_for_rules.hpp"
#include "support/catch.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

RuleDecl rule(std::string_view id, Topic topic, std::string_view subject, Effect effect,
              std::string_view when, std::string_view because = "because", int line = 5) {
  RuleDecl decl;
  decl.id = id;
  decl.topic = topic;
  decl.subject = subject;
  decl.effect = effect;
  decl.when = when;
  decl.because = because;
  decl.source = "judgement";
  decl.place = {"rules/mine.yaml", line, 11};
  return decl;
}

Parameter parameter(std::string_view name, std::int64_t value, std::string_view unit = "") {
  return {name, Decimal::of(value), unit, "judgement", {}, "", {}};
}

std::string problems_of(const Result<RuleSet>& result) {
  std::string out;
  for (const Diagnostic& problem : result.problems()) {
    out += (out.empty() ? "" : " / ") + to_string(problem.at) + ": " + problem.message +
           (problem.hint.empty() ? "" : " | " + problem.hint);
  }
  return out;
}

} // namespace

TEST_CASE("rules are found by topic, subject and id, in order", "[rules]") {
  const std::array<RuleDecl, 3> rules{
      rule("A1", Topic::approach, "rag", Effect::recommended, "problem.gap"),
      rule("B1", Topic::path, "bedrock", Effect::ruled_out, "problem.weak"),
      rule("A2", Topic::approach, "rag", Effect::not_needed, "not problem.gap")};
  const auto set = RuleSet::make(rules, {}, small_schema());
  REQUIRE(set);
  const auto about = set.value().about(Topic::approach, "rag");
  REQUIRE(about.size() == 2);
  CHECK(about[0]->decl->id == "A1");
  CHECK(about[1]->decl->id == "A2");
  CHECK(set.value().about(Topic::path).size() == 1);
  CHECK(set.value().find("B1")->decl->subject == "bedrock");
  CHECK(set.value().find("B2") == nullptr);
}

TEST_CASE("a later rule or parameter of the same name replaces the earlier, in its place",
          "[rules]") {
  const std::array<RuleDecl, 3> rules{
      rule("A1", Topic::approach, "rag", Effect::recommended, "data.examples >= $floor"),
      rule("A2", Topic::approach, "rag", Effect::not_needed, "problem.weak"),
      rule("A1", Topic::approach, "rag", Effect::recommended, "data.examples < $floor")};
  const std::array<Parameter, 2> parameters{parameter("floor", 50), parameter("floor", 80)};
  const auto set = RuleSet::make(rules, parameters, small_schema());
  REQUIRE(set);
  REQUIRE(set.value().all().size() == 2);
  CHECK(set.value().all()[0].decl->when == "data.examples < $floor");
  CHECK(set.value().parameters().size() == 1);
  CHECK(set.value().parameter("floor").value == Decimal::of(80));
  Facts facts{small_schema()};
  facts.set("data.examples", NumberRange::point(Decimal::of(60)), {});
  CHECK(set.value().all()[0].when.evaluate(facts) == Truth::yes);
  CHECK_THROWS_AS(set.value().parameter("other"), std::logic_error);
}

TEST_CASE("every rule that does not compile is named", "[rules]") {
  const std::array<RuleDecl, 4> rules{
      rule("A1", Topic::approach, "rag", Effect::recommended, "problem.gep", "because", 5),
      rule("A2", Topic::approach, "rag", Effect::required, "problem.gap", "because", 9),
      rule("A3", Topic::approach, "rag", Effect::done, "problem.gap", "{data.exmples} is few", 13),
      rule("A4", Topic::verdict, "justified", Effect::cap, "problem.gap", "{$floor} is much", 17)};
  CHECK(problems_of(RuleSet::make(rules, {}, small_schema())) ==
        "rules/mine.yaml:5:11: rule A1: unknown fact 'problem.gep' | did you mean 'problem.gap'?"
        " / rules/mine.yaml:9:11: rule A2: effect 'required' has no meaning in topic 'approach' |"
        " use one of done, recommended, reason-for, not-needed, blocked, caution"
        " / rules/mine.yaml:13:11: rule A3: a text names '{data.exmples}', which nothing declares |"
        " write {fact.id} or {$parameter}"
        " / rules/mine.yaml:17:11: rule A4: a text names '{$floor}', which nothing declares |"
        " write {fact.id} or {$parameter}");
}

TEST_CASE("texts are filled in with values as people write them", "[rules]") {
  const std::array<Parameter, 2> parameters{parameter("floor", 200, "examples"),
                                            parameter("least", 50, "USD")};
  Facts facts{small_schema()};
  facts.set("data.examples", NumberRange::point(Decimal::of(3200)), {});
  facts.set("problem.kinds", Words{"format", "style", "skill"}, {});
  facts.set("problem.gap", true, {});
  facts.set("region", Word{"us-east-1"}, {});
  const auto filled = [&](std::string_view text) { return fill_in(text, facts, parameters); };
  CHECK(filled("no braces") == "no braces");
  CHECK(filled("{data.examples} of {data.most}") == "3,200 examples of unknown");
  CHECK(filled("label up to {$floor}.") == "label up to 200 examples.");
  CHECK(filled("{$least}") == "$50.00");
  CHECK(filled("{problem.kinds}; {problem.gap}; {region}") ==
        "format, style and skill; yes; us-east-1");
  facts.set("problem.kinds", Words{}, {});
  CHECK(filled("in {problem.kinds}") == "in none");
  CHECK(filled("{nobody} knows {") == "nobody knows {");
}

TEST_CASE("numbers carry their unit in the way of the unit", "[rules]") {
  struct Case {
    const char* number;
    const char* unit;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"1106.412", "USD", "$1,106.41"},
      {"0.002", "USD", "$0.002"},
      {"-3", "USD", "-$3.00"},
      {"3200", "", "3,200"},
      {"0.64", "share", "64%"},
      {"0.125", "share", "12.5%"},
      {"2.4", "hours", "2.4 h"},
      {"1", "months", "1 month"},
      {"6", "months", "6 months"},
      {"2.3456", "requests/s", "2.35 requests/s"},
      {"4000", "ms", "4,000 ms"},
  }));
  DYNAMIC_SECTION(c.number << " " << c.unit) {
    CHECK(with_unit(NumberRange::point(*Decimal::parse(c.number)), c.unit) == c.expected);
  }
  const NumberRange hours{*Decimal::parse("1.7"), *Decimal::parse("2.4"), *Decimal::parse("3.6")};
  CHECK(with_unit(hours, "hours") == "2.4 h (1.7 to 3.6)");
}
