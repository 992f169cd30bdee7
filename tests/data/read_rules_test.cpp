#include "tunepath/data/read_rules.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

std::string problems_of(const std::string& text) {
  std::string out;
  for (const Diagnostic& problem : read_rules(text, "my.yaml").problems()) {
    out += render(problem, text);
  }
  return out;
}

constexpr const char* k_sound =
    "format: tunepath-rules/1\n"
    "topic: approach\n"
    "sources: [{id: us, cite: judgement, date: 2026-11-22}]\n"
    "parameters:\n"
    "  - {name: few, value: 200, unit: examples, source: us, note: n}\n"
    "rules:\n"
    "  - id: A08\n"
    "    subject: fine-tuning\n"
    "    effect: blocked\n"
    "    when: data.labelled_examples < $few\n"
    "    because: too few examples\n"
    "    otherwise: enough examples\n"
    "    open: how many are there?\n"
    "    unblock: label more\n"
    "    source: us\n"
    "  - {id: W01, topic: warning, subject: quota, effect: warn,\n"
    "     when: \"traffic.requests_per_month > 9\", because: much,\n"
    "     source: the service page, date: 2026-10-01}\n";

} // namespace

TEST_CASE("rules and parameters are read in the order of the file", "[data]") {
  const auto file = read_rules(k_sound, "my.yaml");
  REQUIRE(file);
  REQUIRE(file.value().rules.size() == 2);
  const RuleDecl& rule = file.value().rules[0];
  CHECK(rule.id == "A08");
  CHECK(rule.subject == "fine-tuning");
  CHECK(rule.effect == Effect::blocked);
  CHECK(rule.when == "data.labelled_examples < $few");
  CHECK(rule.because == "too few examples");
  CHECK(rule.otherwise == "enough examples");
  CHECK(rule.open == "how many are there?");
  CHECK(rule.unblock == "label more");
  CHECK(rule.source == "judgement");
  CHECK(rule.date == Date::parse("2026-11-22"));
  REQUIRE(file.value().parameters.size() == 1);
  const Parameter& parameter = file.value().parameters[0];
  CHECK(parameter.name == "few");
  CHECK(parameter.value == Decimal::of(200));
  CHECK(parameter.unit == "examples");
  CHECK(parameter.source == "judgement");
  CHECK(parameter.date == Date::parse("2026-11-22"));
  CHECK(parameter.note == "n");
  CHECK(parameter.place.line == 5);
}

TEST_CASE("a rule that names no topic has that of its file", "[data]") {
  const auto file = read_rules(k_sound, "my.yaml");
  REQUIRE(file);
  CHECK(file.value().rules[0].topic == Topic::approach);
  CHECK(file.value().rules[1].topic == Topic::warning);
}

TEST_CASE("a rule's place is where its condition starts", "[data]") {
  const auto file = read_rules(k_sound, "my.yaml");
  REQUIRE(file);
  CHECK(file.value().rules[0].place.file == "my.yaml");
  CHECK(file.value().rules[0].place.line == 10);
  CHECK(file.value().rules[0].place.column == 11);
  CHECK(file.value().rules[1].place.line == 17);
  CHECK(file.value().rules[1].place.column == 13); // behind the quote
}

TEST_CASE("what is wrong with a rule file is said where it stands", "[data]") {
  const std::string head = "format: tunepath-rules/1\n";
  const std::string rule =
      "rules:\n"
      "  - {id: A1, topic: approach, subject: rag, effect: done, when: x,\n"
      "     because: y, source: judgement, date: 2026-11-22}\n";
  struct Case {
    const char* name;
    std::string text;
    const char* expected;
  };
  const Case c = GENERATE_COPY(values<Case>({
      {"no topic anywhere",
       head + "rules:\n  - {id: A1, subject: rag, effect: done, when: x,\n"
              "     because: y, source: judgement, date: 2026-11-22}\n",
       "my.yaml:3:5: error: a rule needs 'topic'\n"
       "   3 |   - {id: A1, subject: rag, effect: done, when: x,\n"
       "     |     ^\n"
       "hint: write it as in 'topic: approach'\n"},
      {"an unknown topic of the file",
       head + "topic: aproach\n" +
           "rules:\n"
           "  - {id: A1, subject: rag, effect: done, when: x,\n"
           "     because: y, source: judgement, date: 2026-11-22}\n",
       "my.yaml:2:8: error: 'topic' cannot be 'aproach'\n"
       "   2 | topic: aproach\n"
       "     |        ^\n"
       "hint: did you mean 'approach'?\n"},
      {"an unknown effect",
       head + "rules:\n  - {id: A1, topic: path, subject: bedrock,\n"
              "     effect: rule-out, when: x, because: y,\n"
              "     source: judgement, date: 2026-11-22}\n",
       "my.yaml:4:14: error: 'effect' cannot be 'rule-out'\n"
       "   4 |      effect: rule-out, when: x, because: y,\n"
       "     |              ^\n"
       "hint: did you mean 'ruled-out'?\n"},
      {"no condition",
       head + "rules:\n  - {id: A1, topic: path, subject: bedrock,\n"
              "     effect: ruled-out, when: , because: y,\n"
              "     source: judgement, date: 2026-11-22}\n",
       "my.yaml:4:25: error: 'when' has no value\n"
       "   4 |      effect: ruled-out, when: , because: y,\n"
       "     |                         ^\n"
       "hint: write it as in 'when: problem.missing_facts'\n"},
      {"a rule without a date",
       head + "rules:\n  - {id: A1, topic: path, subject: bedrock,\n"
              "     effect: ruled-out, when: x, because: y,\n"
              "     source: judgement}\n",
       "my.yaml:3:5: error: a rule needs 'date'\n"
       "   3 |   - {id: A1, topic: path, subject: bedrock,\n"
       "     |     ^\n"
       "hint: write it as in 'date: 2026-11-22'\n"},
      {"the same rule twice", head + rule + rule.substr(7),
       "my.yaml:5:65: error: the rule 'A1' is given twice\n"
       "   5 |   - {id: A1, topic: approach, subject: rag, effect: done, when: x,\n"
       "     |                                                                 ^\n"
       "hint: keep one; the other is in line 3\n"},
      {"the same parameter twice",
       head + "parameters:\n"
              "  - {name: few, value: 1, source: judgement, date: 2026-11-22}\n"
              "  - {name: few, value: 2, source: judgement, date: 2026-11-22}\n",
       "my.yaml:4:5: error: the parameter 'few' is given twice\n"
       "   4 |   - {name: few, value: 2, source: judgement, date: 2026-11-22}\n"
       "     |     ^\n"
       "hint: keep one; the other is in line 3\n"},
      {"a parameter that is a word",
       head + "parameters:\n  - {name: few, value: two, source: judgement, date: 2026-11-22}\n",
       "my.yaml:3:24: error: 'value' is 'two', not a number\n"
       "   3 |   - {name: few, value: two, source: judgement, date: 2026-11-22}\n"
       "     |                        ^\n"
       "hint: write a plain number, as in 1500 or 0.15\n"},
      {"rates", "format: tunepath-rates/1\n",
       "my.yaml:1:9: error: 'format' cannot be 'tunepath-rates/1'\n"
       "   1 | format: tunepath-rates/1\n"
       "     |         ^\n"
       "hint: start the file with 'format: tunepath-rules/1'\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(problems_of(c.text) == c.expected);
  }
}
