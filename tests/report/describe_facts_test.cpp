#include "tunepath/report/describe_facts.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <sstream>

using namespace tunepath;

namespace {

const FactSchema& schema() {
  static const FactSchema instance{shipped().facts};
  return instance;
}

} // namespace

TEST_CASE("every fact is listed, in ASCII and 80 columns", "[report][facts]") {
  const std::string text = describe_facts(schema());
  for (const FactDecl& fact : schema().all()) {
    CHECK_THAT(text, Catch::Matchers::ContainsSubstring(std::string{fact.id} + "\n"));
  }
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    CAPTURE(line);
    CHECK(line.size() <= 80);
    CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7F; }));
  }
}

TEST_CASE("one fact is described in full", "[report][facts]") {
  CHECK(describe_fact(schema()[schema().at("data.validation_share")]) ==
        "data.validation_share\n"
        "\n"
        "How many examples are held back for validation, as a share of the labelled ones?\n"
        "\n"
        "A share from 0 to 1, on top of data.labelled_examples: 0.1 beside 3,200 examples\n"
        "means 320 more that train nothing. They bill no training tokens.\n"
        "\n"
        "Why         Without examples held back nobody sees whether the tuned model is\n"
        "            better.\n"
        "Values      a number from 0 to 1, a range or unknown\n"
        "Unit        share\n"
        "Default     0.1\n"
        "Example     data: {validation_share: 0.1}\n");
}

TEST_CASE("a presumption and a derived fact are named as such", "[report][facts]") {
  CHECK_THAT(describe_fact(schema()[schema().at("problem.prompt_effort")]),
             Catch::Matchers::ContainsSubstring(
                 "Presumed    some, while it is unknown and the answer is open\n"));
  CHECK_THAT(
      describe_fact(schema()[schema().at("data.kind")]),
      Catch::Matchers::ContainsSubstring("\nWorked out by tunepath; a profile cannot set it.\n"));
}
