#include "tunepath/report/rule_listing.hpp"

#include "report/markdown.hpp"
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/golden.hpp"
#include "support/scenario.hpp"

namespace tunepath {
namespace {

RuleListing everything() {
  const Knowledge& k = test::knowledge();
  RuleListing listing{{}, {}, k.rules, k.schema, {}};
  for (const Rule& rule : k.rules.all()) {
    listing.rules.push_back(&rule);
  }
  for (const Parameter& each : k.rules.parameters()) {
    listing.parameters.push_back(&each);
  }
  return listing;
}

TEST_CASE("docs/rules.md is what the rules say", "[report][docs]") {
  const std::string text = rules_markdown(everything());
  const auto path = test::source_directory() / "docs/rules.md";
  if (test::updating_golden()) {
    test::write_text(path, text);
  }
  CHECK(text == test::read_text(path));
}

TEST_CASE("Markdown takes no markup from texts", "[report]") {
  CHECK(markdown::plain("a*b_c [d](e) <f> `g` | #h\nnext") ==
        "a\\*b_c \\[d\\](e) \\<f\\> \\`g\\` \\| \\#h next");
  CHECK(markdown::plain("_a_ data.labelled_examples") == "\\_a\\_ data.labelled_examples");
  CHECK(markdown::code("a < b | c") == "`a < b | c`");
  CHECK(markdown::code("a | b", true) == "`a \\| b`");
  CHECK(markdown::code("a ``b` c") == "``` a ``b` c ```");
}

} // namespace
} // namespace tunepath
