#include "tunepath/rules/expression.hpp"

#include "rules/facts_for_rules.hpp"
#include "support/catch.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

const std::array<Parameter, 2> k_parameters{
    {{"floor", Decimal::of(50), "examples", "judgement", {}, "", {}},
     {"ratio", Decimal::scaled(25, 1), "", "judgement", {}, "", {}}}};

Result<Expression> compiled(std::string_view text, int column = 1) {
  return compile(text, {"rules.yaml", 7, column}, small_schema(), k_parameters);
}

/// "7:12: message | hint" for each problem.
std::string problems_of(std::string_view text) {
  std::string out;
  const auto result = compiled(text);
  for (const Diagnostic& problem : result.problems()) {
    out += (out.empty() ? "" : " / ") + std::to_string(problem.at.line) + ":" +
           std::to_string(problem.at.column) + ": " + problem.message +
           (problem.hint.empty() ? "" : " | " + problem.hint);
  }
  return out;
}

Origin origin(int line) {
  return {Origin::Kind::profile, {"p.yaml", line, 3}, ""};
}

NumberRange point(std::int64_t number) {
  return NumberRange::point(Decimal::of(number));
}

NumberRange between(std::int64_t low, std::int64_t high) {
  return {Decimal::of(low), Decimal::of((low + high) / 2), Decimal::of(high)};
}

/// gap yes, weak no, effort some, kinds [style, format], 120 examples, dates; the rest unknown.
Facts some_facts() {
  Facts facts{small_schema()};
  facts.set("region", Word{"us-west-2"}, origin(1));
  facts.set("as_of", *Date::parse("2026-11-22"), origin(2));
  facts.set("start", *Month::parse("2026-12"), origin(3));
  facts.set("problem.gap", true, origin(4));
  facts.set("problem.weak", false, origin(5));
  facts.set("problem.effort", Word{"some"}, origin(6));
  facts.set("problem.kinds", Words{"style", "format"}, origin(7));
  facts.set("data.examples", point(120), origin(8));
  facts.set("training.hours", Word{"auto"}, origin(9));
  facts.set("model.base", Word{"llama"}, origin(10));
  return facts;
}

Truth value_of(std::string_view text, const Facts& facts) {
  const auto expression = compiled(text);
  INFO(problems_of(text));
  REQUIRE(expression);
  return expression.value().evaluate(facts);
}

} // namespace

TEST_CASE("conditions over known facts", "[rules]") {
  struct Case {
    const char* text;
    Truth expected;
  };
  const Case c = GENERATE(values<Case>({
      {"problem.gap", Truth::yes},
      {"not problem.gap", Truth::no},
      {"not not problem.gap", Truth::yes},
      {"problem.gap and not problem.weak", Truth::yes},
      {"problem.weak or problem.gap", Truth::yes},
      {"problem.weak and problem.weak or problem.gap", Truth::yes}, // and binds before or
      {"problem.weak and (problem.weak or problem.gap)", Truth::no},
      {"not problem.weak and problem.weak", Truth::no}, // not binds before and
      {"problem.effort == some", Truth::yes},
      {"problem.effort != some", Truth::no},
      {"problem.effort in [none, some]", Truth::yes},
      {"not problem.effort in [none, some]", Truth::no},
      {"problem.kinds has style", Truth::yes},
      {"problem.kinds has skill", Truth::no},
      {"problem.kinds in [skill, format]", Truth::yes},
      {"problem.kinds == [format]", Truth::no},
      {"problem.kinds == [format, style]", Truth::yes},
      {"problem.kinds == [style, format, style]", Truth::yes},
      {"problem.kinds != [format]", Truth::yes},
      {"data.examples >= 120", Truth::yes},
      {"data.examples > 120", Truth::no},
      {"data.examples < $floor", Truth::no},
      {"$floor < data.examples", Truth::yes},
      {"data.examples * 2 + 10 == 250", Truth::yes},
      {"data.examples / 2 - 10 <= $floor", Truth::yes},
      {"data.examples - 20 - 50 == $floor", Truth::yes}, // from the left
      {"(data.examples + 5) / $ratio == 50", Truth::yes},
      {"data.examples <= 40k", Truth::yes},
      {"data.examples < 1_000", Truth::yes},
      {"data.examples > 0.12k", Truth::no},
      {"as_of >= 2026-11-22", Truth::yes},
      {"as_of - 2026-11-20 == 2", Truth::yes},
      {"as_of + 30 < 2026-12-22", Truth::no},
      {"as_of + 29 < 2026-12-22", Truth::yes},
      {"start == 2026-12", Truth::yes},
      {"start > 2026-12", Truth::no},
      {"training.hours == auto", Truth::yes},
      {"region == us-west-2", Truth::yes},
      {"region in [us-east-1, eu-west-1]", Truth::no},
      {"model.base == llama", Truth::yes},
      {"data.examples is known", Truth::yes},
      {"data.most is known", Truth::no},
      {"data.most is unknown", Truth::yes},
      {"not data.most is unknown", Truth::no},
  }));
  DYNAMIC_SECTION(c.text) {
    CHECK(value_of(c.text, some_facts()) == c.expected);
  }
}

TEST_CASE("what is not known gives unknown, and only what depends on it", "[rules]") {
  struct Case {
    const char* text;
    Truth expected;
  };
  const Case c = GENERATE(values<Case>({
      {"data.most > 10", Truth::unknown},
      {"data.most + data.examples > 10", Truth::unknown},
      {"data.most * 0 == 0",
       Truth::unknown}, // unknown stays unknown, whatever it is multiplied with
      {"data.examples < data.most", Truth::unknown},
      {"data.examples / (data.examples - 120) > 1", Truth::unknown}, // by zero
      {"training.hours > 2", Truth::unknown},                        // a word is no number
      {"hosting.term == 1-month", Truth::unknown},
      {"model.baseline == model.base", Truth::unknown},
      {"hosting.term in [none, 1-month]", Truth::unknown},
      {"problem.gap or data.most > 10", Truth::yes},
      {"problem.weak and data.most > 10", Truth::no},
      {"problem.gap and data.most > 10", Truth::unknown},
      {"problem.weak or data.most > 10", Truth::unknown},
      {"not (problem.weak and data.most > 10)", Truth::yes},
      {"not (data.most > 10)", Truth::unknown},
  }));
  DYNAMIC_SECTION(c.text) {
    CHECK(value_of(c.text, some_facts()) == c.expected);
  }
}

TEST_CASE("and, or and not follow Kleene's truth tables", "[rules]") {
  const std::array<Truth, 3> all{Truth::no, Truth::unknown, Truth::yes};
  const auto set = [](Facts& facts, std::string_view id, Truth truth) {
    facts.set(id, truth == Truth::unknown ? Value{Unknown{}} : Value{truth == Truth::yes}, {});
  };
  for (const Truth a : all) {
    for (const Truth b : all) {
      Facts facts{small_schema()};
      set(facts, "problem.gap", a);
      set(facts, "problem.weak", b);
      CAPTURE(name_of(a), name_of(b));
      CHECK(value_of("problem.gap and problem.weak", facts) == std::min(a, b));
      CHECK(value_of("problem.gap or problem.weak", facts) == std::max(a, b));
      CHECK(value_of("not (problem.gap and problem.weak)", facts) == opposite(std::min(a, b)));
      CHECK(value_of("not (problem.gap or problem.weak)", facts) == opposite(std::max(a, b)));
    }
  }
}

TEST_CASE("a range that straddles a threshold is unknown", "[rules]") {
  struct Case {
    const char* text;
    NumberRange examples;
    Truth expected;
  };
  const Case c = GENERATE(values<Case>({
      {"data.examples >= 50", between(50, 90), Truth::yes},
      {"data.examples >= 50", between(49, 90), Truth::unknown},
      {"data.examples >= 50", between(10, 49), Truth::no},
      {"data.examples > 50", between(50, 90), Truth::unknown},
      {"data.examples > 50", between(10, 50), Truth::no},
      {"data.examples < 50", between(50, 90), Truth::no},
      {"data.examples <= 50", between(10, 50), Truth::yes},
      {"not (data.examples >= 50)", between(49, 90), Truth::unknown},
      {"data.examples == 50", between(40, 60), Truth::unknown},
      {"data.examples == 50", between(60, 90), Truth::no},
      {"data.examples != 50", between(60, 90), Truth::yes},
      {"200 - data.examples >= 110", between(50, 90), Truth::yes},
      {"200 - data.examples >= 111", between(50, 90), Truth::unknown},
      {"data.examples * data.examples <= 8100", between(-10, 90), Truth::yes},
      {"(0 - data.examples) * 2 <= 0 - 100", between(50, 90), Truth::yes},
      {"100 / data.examples <= 2", between(50, 90), Truth::yes},
      {"100 / data.examples <= 2", between(-1, 90), Truth::unknown}, // might be by zero
  }));
  DYNAMIC_SECTION(c.text << " of " << to_string(Value{c.examples})) {
    Facts facts{small_schema()};
    facts.set("data.examples", c.examples, {});
    CHECK(value_of(c.text, facts) == c.expected);
  }
}

TEST_CASE("every comparison is explained: what was found, what was needed, from where", "[rules]") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"problem.gap", "problem.gap: yes, needs yes, yes, p.yaml:4:3"},
      {"not problem.gap", "problem.gap: yes, needs no, no, p.yaml:4:3"},
      {"data.examples >= $floor", "data.examples: 120, needs >= 50, yes, p.yaml:8:3"},
      {"not (data.examples < 200)", "data.examples: 120, needs >= 200, no, p.yaml:8:3"},
      {"200 <= data.examples", "data.examples: 120, needs >= 200, no, p.yaml:8:3"},
      {"data.examples > data.most", "data.examples: 120, needs > data.most, unknown, p.yaml:8:3"},
      {"data.most < data.examples",
       "data.most: unknown, needs < 120 (data.examples), unknown, not stated"},
      {"data.examples * 2 > 100", "data.examples * 2: 240, needs > 100, yes, p.yaml:8:3"},
      {"data.examples + data.most > 100",
       "data.examples + data.most: unknown, needs > 100, unknown, p.yaml:8:3; not stated"},
      {"as_of < 2026-11-01 + 30",
       "as_of: 2026-11-22, needs < 2026-12-01 (2026-11-01 + 30), yes, p.yaml:2:3"},
      {"start != 2026-12", "start: 2026-12, needs != 2026-12, no, p.yaml:3:3"},
      {"problem.effort == exhausted", "problem.effort: some, needs exhausted, no, p.yaml:6:3"},
      {"problem.effort != exhausted", "problem.effort: some, needs not exhausted, yes, p.yaml:6:3"},
      {"problem.effort in [none, some]",
       "problem.effort: some, needs in [none, some], yes, p.yaml:6:3"},
      {"problem.kinds has skill",
       "problem.kinds: [style, format], needs has skill, no, p.yaml:7:3"},
      {"problem.kinds == [style]",
       "problem.kinds: [style, format], needs exactly [style], no, p.yaml:7:3"},
      {"model.baseline == model.base",
       "model.baseline: unknown, needs the same as llama (model.base), unknown, not stated"},
      {"data.most is known", "data.most: unknown, needs known, no, not stated"},
  }));
  DYNAMIC_SECTION(c.text) {
    const auto expression = compiled(c.text);
    REQUIRE(expression);
    const auto conditions = expression.value().conditions(some_facts());
    REQUIRE(conditions.size() == 1);
    const Condition& found = conditions.front();
    CHECK(found.fact + ": " + found.value + ", needs " + found.needs + ", " +
              std::string{name_of(found.truth)} + ", " + found.origin ==
          c.expected);
  }
}

TEST_CASE("conditions and facts come in the order of the text, facts once", "[rules]") {
  const auto expression =
      compiled("data.examples < 50 or (problem.gap and data.examples < data.most)");
  REQUIRE(expression);
  std::vector<std::string> conditions;
  for (const Condition& condition : expression.value().conditions(some_facts())) {
    conditions.push_back(condition.fact + " " + condition.needs);
  }
  CHECK(conditions == std::vector<std::string>{"data.examples < 50", "problem.gap yes",
                                               "data.examples < data.most"});
  std::vector<std::string_view> facts;
  for (const FactIndex index : expression.value().facts()) {
    facts.push_back(small_schema()[index].id);
  }
  CHECK(facts == std::vector<std::string_view>{"data.examples", "problem.gap", "data.most"});
}

TEST_CASE("an expression that was never compiled is unknown", "[rules]") {
  const Expression none;
  CHECK(none.evaluate(some_facts()) == Truth::unknown);
  CHECK(none.conditions(some_facts()).empty());
  CHECK(none.facts().empty());
}

TEST_CASE("what does not compile is named with its place and a way out", "[rules]") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"problem.gep", "7:1: unknown fact 'problem.gep' | did you mean 'problem.gap'?"},
      {"problem.gap and problem.zzzzzzzz",
       "7:17: unknown fact 'problem.zzzzzzzz' | list them with: tunepath facts"},
      {"problem.gep or data.exampels > 3",
       "7:1: unknown fact 'problem.gep' | did you mean 'problem.gap'? / "
       "7:16: unknown fact 'data.exampels' | did you mean 'data.examples'?"},
      {"problem.effort == exhuasted",
       "7:19: 'exhuasted' is no answer to problem.effort | did you mean 'exhausted'?"},
      {"problem.effort in [some, lots]",
       "7:26: 'lots' is no answer to problem.effort | it is one of none, some, exhausted"},
      {"problem.kinds has stile",
       "7:19: 'stile' is no answer to problem.kinds | did you mean 'style'?"},
      {"training.hours == often",
       "7:19: 'often' is no answer to training.hours | it is one of auto"},
      {"data.examples < $flor", "7:17: unknown parameter '$flor' | did you mean '$floor'?"},
      {"data.examples < $other",
       "7:17: unknown parameter '$other' | declare it under 'parameters'"},
      {"data.examples",
       "7:1: data.examples is a number, not a yes-no fact | compare it with a "
       "number, as in 'data.examples >= 40k'"},
      {"data.examples > many",
       "7:17: data.examples is a number and cannot be compared with 'many' | compare it with a "
       "number, as in 'data.examples >= 40k'"},
      {"problem.effort == 3",
       "7:19: problem.effort is a word and cannot be compared with '3' | write 'problem.effort == "
       "a' or 'problem.effort in [a, b]'"},
      {"problem.effort < some",
       "7:1: problem.effort is a word, which is neither more nor less | write 'problem.effort == "
       "a' or 'problem.effort in [a, b]'"},
      {"problem.effort == data.examples",
       "7:19: problem.effort is a word and cannot be compared with data.examples, which is a "
       "number | write 'problem.effort == a' or 'problem.effort in [a, b]'"},
      {"problem.gap == yes",
       "7:1: problem.gap stands alone, without a comparison | write "
       "'problem.gap' or 'not problem.gap'"},
      {"problem.kinds == style",
       "7:1: problem.kinds is a list and cannot be compared so | write 'problem.kinds has a', "
       "'problem.kinds in [a, b]' for any of them, or 'problem.kinds == [a, b]' for exactly these"},
      {"problem.effort has some",
       "7:1: problem.effort is a word, not a list | write "
       "'problem.effort == a' or 'problem.effort in [a, b]'"},
      {"data.examples in [some]",
       "7:1: data.examples is a number, which 'in' does not take | compare it with a number, as in "
       "'data.examples >= 40k'"},
      {"as_of > 3",
       "7:9: 'as_of' and '3' are not counted in the same way | compare numbers with "
       "numbers, dates with dates, months with months"},
      {"as_of * 2 > 2026-11-22",
       "7:1: 'as_of * 2' counts nothing | dates and months can only be subtracted, or moved by a "
       "number"},
      {"data.examples + problem.effort > 3",
       "7:17: problem.effort is no number | compare numbers, dates or months"},
      {"200",
       "7:1: '200' alone is no condition | compare it with something, as in "
       "'data.labelled_examples >= 200'"},
  }));
  DYNAMIC_SECTION(c.text) {
    CHECK(problems_of(c.text) == c.expected);
  }
}

TEST_CASE("a slip of syntax is named where it is", "[rules]") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"", "7:1: expected a fact, a number or '(', found the end"},
      {"problem.gap and", "7:16: expected a fact, a number or '(', found the end"},
      {"and problem.gap", "7:1: expected a fact, a number or '(', found 'and'"},
      {"problem.gap problem.weak", "7:13: expected 'and', 'or' or the end, found 'problem.weak'"},
      {"problem.effort = some", "7:16: '=' compares nothing | write '=='"},
      {"1 < data.examples < 3",
       "7:19: a comparison cannot be chained | join two comparisons with 'and'"},
      {"(problem.gap or problem.weak", "7:1: this '(' is not closed: expected ')', found the end"},
      {"problem.gap)", "7:12: expected 'and', 'or' or the end, found ')'"},
      {"problem.effort in some",
       "7:19: expected a list after 'in', found 'some' | write words in brackets, as in [sft, "
       "dpo]"},
      {"problem.effort in []", "7:20: expected a word in the list, found ']'"},
      {"problem.effort in [some, 3]", "7:26: expected a word in the list, found '3'"},
      {"problem.effort in [some", "7:24: expected ',' or ']' in the list, found the end"},
      {"data.most is some",
       "7:14: expected 'known' or 'unknown' after 'is', found 'some' | write '==' to compare"},
      {"data.examples & 3", "7:15: expected 'and', 'or' or the end, found '&'"},
      {"data.examples > $", "7:17: expected a fact, a number or '(', found '$'"},
      {"problem.gap\n  or problem.gep",
       "8:6: unknown fact 'problem.gep' | did you mean 'problem.gap'?"},
  }));
  DYNAMIC_SECTION(c.text) {
    CHECK(problems_of(c.text) == c.expected);
  }
}

TEST_CASE("positions count from where the condition starts in its file", "[rules]") {
  const auto result = compiled("problem.gap and data.exampels > 3", 11);
  REQUIRE(result.problems().size() == 1);
  CHECK(to_string(result.problems().front().at) == "rules.yaml:7:27");
}

TEST_CASE("a condition without measure is refused, not crashed on", "[rules]") {
  std::string deep(60, '(');
  CHECK(problems_of(deep + "problem.gap" + std::string(60, ')')) ==
        "7:51: nested too deeply | split the rule into several");
  std::string negated;
  for (int i = 0; i < 60; ++i) {
    negated += "not ";
  }
  CHECK(problems_of(negated + "problem.gap") ==
        "7:201: nested too deeply | split the rule into several");
  std::string chain = "problem.gap";
  for (int i = 0; i < 600; ++i) {
    chain += " or problem.gap";
  }
  CHECK(problems_of(chain) == "7:1: the condition is too long | split the rule into several");
}
