#include "rules/facts_for_rules.hpp"
#include "support/catch.hpp"
#include "tunepath/rules/expression.hpp"

using namespace tunepath;
using namespace tunepath::test;

TEST_CASE("quantities of different units are neither compared nor added", "[rules]") {
  struct Case {
    const char* text;
    int column;
    const char* message;
  };
  const Case c = GENERATE(values<Case>({
      {"data.examples > training.hours", 17, "'training.hours' mixes examples with hours"},
      {"data.examples + training.hours > 3", 1,
       "'data.examples + training.hours' mixes examples with hours"},
      {"as_of + training.hours > 2026-11-22", 1, "'as_of + training.hours' mixes days with hours"},
  }));
  DYNAMIC_SECTION(c.text) {
    const auto result = compile(c.text, {"rules.yaml", 7, 1}, small_schema(), {});
    REQUIRE(result.problems().size() == 1);
    CHECK(result.problems().front().at == Position{"rules.yaml", 7, c.column});
    CHECK(result.problems().front().message == c.message);
    CHECK(result.problems().front().hint ==
          "add and compare what counts the same, or convert with a factor");
  }
}

TEST_CASE("a factor converts, and what has no unit goes with every unit", "[rules]") {
  for (const char* text :
       {"data.examples > training.hours * 60", "data.examples / 2 < data.most", "data.examples > 3",
        "data.examples + 1 > data.most", "as_of - 2026-11-22 > training.hours / 24"}) {
    CAPTURE(text);
    CHECK(compile(text, {"rules.yaml", 7, 1}, small_schema(), {}).problems().empty());
  }
}
