#include "tunepath/report/render.hpp"

#include "report/markdown.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
#include "tunepath/report/describe.hpp"

#include <algorithm>
#include <set>
#include <sstream>

namespace tunepath {
namespace {

using Catch::Matchers::ContainsSubstring;
using test::golden;

TEST_CASE("every format of documents has a word of its own", "[report]") {
  std::set<std::string_view> words;
  for (const DocumentFormat& format : document_formats()) {
    CHECK(words.insert(format.word).second);
    CHECK(document_format(format.word) == &format);
    CHECK_THAT(format.render({Paragraph{"hello"}}, {}), ContainsSubstring("hello"));
  }
  CHECK(document_format("pdf") == nullptr);
}

TEST_CASE("the Markdown report of a sample", "[report][golden]") {
  for (const auto& [name, make] : {std::pair{"fine-tuning", &test::fine_tuning_advice},
                                   std::pair{"blank", &test::blank_advice}}) {
    CAPTURE(name);
    const std::string text = to_markdown(describe_advice(make()));
    CHECK(text == golden("report/" + std::string{name} + ".md", text));
  }
}

TEST_CASE("every row of a table in Markdown has as many cells as its head", "[report]") {
  std::istringstream lines{to_markdown(describe_advice(test::fine_tuning_advice()))};
  std::size_t columns = 0;
  std::string before;
  for (std::string line; std::getline(lines, line); before = line) {
    if (!line.starts_with("|")) {
      continue;
    }
    std::size_t bars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1U : 0U;
    }
    CAPTURE(line);
    columns = before.starts_with("|") ? columns : bars;
    CHECK(bars == columns);
  }
  CHECK(columns > 0);
}

TEST_CASE("raw text makes no markup, no HTML and no mention", "[report]") {
  struct Case {
    const char* raw;
    const char* markdown;
  };
  const std::vector<Case> cases{{"a|b", "a\\|b"},
                                {"`code`", "\\`code\\`"},
                                {"<script>", "\\<script\\>"},
                                {"two\nlines", "two lines"},
                                {"**bold** _it_", "\\*\\*bold\\*\\* \\_it\\_"},
                                {"[a](http://x)", "\\[a\\](http:<!-- -->//x)"},
                                {"snake_case", "snake_case"},
                                {"ask @team", "ask @<!-- -->team"},
                                {"@team", "@<!-- -->team"},
                                {"me@example.org", "me@example.org"},
                                {"# no heading", "\\# no heading"},
                                {"&lt;", "\\&lt;"},
                                {"\x1b[2J", "?\\[2J"}};
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    CHECK(markdown::plain(c.raw) == c.markdown);
  }
  CHECK(markdown::opening("- a list") == "\\- a list");
  CHECK(markdown::opening("1. a list") == "1\\. a list");
  CHECK(markdown::opening("2026) a list") == "2026\\) a list");
  CHECK(markdown::opening("= no line") == "\\= no line");
  CHECK(markdown::opening("7 rates") == "7 rates");
}

TEST_CASE("nothing that a profile says gets into Markdown as it is", "[report]") {
  Advice evil = test::fine_tuning_advice();
  const std::string attack = "x | <img src=1> `y` @all\n\n# z";
  evil.name = attack;
  evil.description = attack;
  evil.warnings.front().text = attack;
  evil.cost.estimate.lines.front().label = attack;
  evil.cost.alternatives.front().label = attack;
  evil.decision.options.front().reasons.front().text = attack;
  const std::string text = to_markdown(describe_advice(evil));
  CHECK(text.find("x | <") == std::string::npos);
  CHECK(text.find(" <img") == std::string::npos);
  CHECK(text.find(" @all") == std::string::npos);
  CHECK(text.find("\n# z") == std::string::npos);
  CHECK_THAT(text, ContainsSubstring("x \\| \\<img src=1\\> \\`y\\` @<!-- -->all \\# z"));
}

TEST_CASE("each kind of block has its Markdown", "[report]") {
  const Document document{
      Title{"case", "us"},
      Headline{"Prove it first"},
      Heading{"Path"},
      Points{{{Mark::chosen, "SageMaker", "yes", "Nothing rules it out.", {"[a: b]"}},
              {Mark::none, "", "", "Only text.", {}}}},
      Amounts{{{"Once", "$3.00", "AWS", false}, {"", "$3.00", "", true}}},
      Table{{{"way", Align::left}, {"month", Align::right}},
            {{{"a"}, Mark::none, {}, false}, {{"b", "$1.00"}, Mark::chosen, {"A note."}, false}}},
      AmountBars{{{Mark::none, "a", Money::dollars(1), "$1.00", false},
                  {Mark::none, "b", std::nullopt, "not priced", false}}}};
  CHECK(to_markdown(document) ==
        "## case\n\nus\n\n**Prove it first**\n\n### Path\n\n"
        "* `>` **SageMaker** (yes): Nothing rules it out.<br>\\[a: b\\]\n* Only text.\n\n"
        "|  | USD |  |\n|---|--:|---|\n| Once | $3.00 | AWS |\n| **sum** | **$3.00** |  |\n\n"
        "| way | month |\n|---|--:|\n| a |  |\n| `>` **b**<br>A note. | $1.00 |\n\n"
        "|  | USD |  |\n|---|--:|---|\n| a | $1.00 | `##############################` |\n"
        "| b | not priced |  |\n");
}

} // namespace
} // namespace tunepath
