#include "tunepath/core/diagnostic.hpp"

#include "support/catch.hpp"

using namespace tunepath;

namespace {

constexpr std::string_view k_source = "first: 1\nusd: 0,15\nlast: 3\n";

Diagnostic at(int line, int column) {
  return {Diagnostic::Level::error, {"p.yaml", line, column}, "what is wrong", "what to do"};
}

} // namespace

TEST_CASE("a diagnostic shows the line, a caret and what to do", "[core]") {
  CHECK(render(at(2, 6), k_source) ==
        "p.yaml:2:6: error: what is wrong\n"
        "   2 | usd: 0,15\n"
        "     |      ^\n"
        "hint: what to do\n");
}

TEST_CASE("a diagnostic leaves out what it has not got", "[core]") {
  struct Case {
    const char* name;
    Diagnostic problem;
    const char* source;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"no hint",
       {Diagnostic::Level::error, {"p.yaml", 1, 1}, "odd", ""},
       "a\n",
       "p.yaml:1:1: error: odd\n   1 | a\n     | ^\n"},
      {"no source",
       {Diagnostic::Level::error, {"p.yaml", 1, 1}, "odd", "mend it"},
       "",
       "p.yaml:1:1: error: odd\nhint: mend it\n"},
      {"no line",
       {Diagnostic::Level::error, {"p.yaml", 0, 0}, "odd", ""},
       "a\n",
       "p.yaml: error: odd\n"},
      {"no file", {Diagnostic::Level::warning, {}, "odd", ""}, "a\n", "warning: odd\n"},
      {"a line beyond the end",
       {Diagnostic::Level::error, {"p.yaml", 9, 1}, "odd", ""},
       "a\n",
       "p.yaml:9:1: error: odd\n"},
      {"a column beyond the end",
       {Diagnostic::Level::error, {"p.yaml", 1, 9}, "odd", ""},
       "a\n",
       "p.yaml:1:9: error: odd\n"},
      {"an empty line",
       {Diagnostic::Level::error, {"p.yaml", 1, 1}, "odd", ""},
       "\na\n",
       "p.yaml:1:1: error: odd\n"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(render(c.problem, c.source) == c.expected);
  }
}

TEST_CASE("the caret stands below the character also after tabs, umlauts and a byte order mark",
          "[core]") {
  Diagnostic problem{Diagnostic::Level::error, {"p.yaml", 1, 8}, "odd", ""};
  CHECK(render(problem, "gr\xC3\xB6\xC3\x9F: 1\r\n") ==
        "p.yaml:1:8: error: odd\n"
        "   1 | gr\xC3\xB6\xC3\x9F: 1\n"
        "     |      ^\n");
  problem.at.column = 2;
  CHECK(render(problem, "\tb: 1") ==
        "p.yaml:1:2: error: odd\n"
        "   1 |  b: 1\n"
        "     |  ^\n");
  problem.at.column = 1;
  CHECK(render(problem,
               "\xEF\xBB\xBF"
               "a: 1") ==
        "p.yaml:1:1: error: odd\n"
        "   1 | a: 1\n"
        "     | ^\n");
}

TEST_CASE("of a long line the part around the column is shown", "[core]") {
  const std::string line = std::string(120, 'a') + "X" + std::string(120, 'b');
  Diagnostic problem{Diagnostic::Level::error, {"p.yaml", 12345, 121}, "odd", ""};
  const std::string source = std::string(12344, '\n') + line + "\n";
  CHECK(render(problem, source) ==
        "p.yaml:12345:121: error: odd\n"
        "12345 | ..." +
            std::string(50, 'a') + "X" + std::string(49, 'b') +
            "...\n"
            "      |    " +
            std::string(50, ' ') + "^\n");
  problem.at = {"p.yaml", 1, 1};
  CHECK(render(problem, line) ==
        "p.yaml:1:1: error: odd\n"
        "   1 | " +
            std::string(100, 'a') +
            "...\n"
            "     | ^\n");
  problem.at = {"p.yaml", 1, 241};
  CHECK(render(problem, line) ==
        "p.yaml:1:241: error: odd\n"
        "   1 | ..." +
            std::string(100, 'b') +
            "\n"
            "     |    " +
            std::string(99, ' ') + "^\n");
}

TEST_CASE("a long line of wide characters is cut between characters", "[core]") {
  std::string line;
  for (int i = 0; i < 100; ++i) {
    line += "\xE2\x82\xAC"; // a euro sign
  }
  for (int column = 1; column <= 300; column += 3) {
    const Diagnostic problem{Diagnostic::Level::error, {"p.yaml", 1, column}, "odd", ""};
    CAPTURE(column);
    REQUIRE(render(problem, line).find('?') == std::string::npos);
  }
}

TEST_CASE("a file cannot steer the terminal", "[core]") {
  const Diagnostic problem{Diagnostic::Level::error,
                           {"\x1B[2Jp.yaml", 1, 1},
                           "the key '\x1B]0;title\x07' is unknown",
                           "leave '\r' out"};
  CHECK(render(problem, "a\x1B[31m: \x7F\n") ==
        "?[2Jp.yaml:1:1: error: the key '?]0;title?' is unknown\n"
        "   1 | a?[31m: ?\n"
        "     | ^\n"
        "hint: leave '?' out\n");
}

TEST_CASE("printable text keeps every script and no control character", "[core]") {
  struct Case {
    const char* name;
    std::string text;
    std::string expected;
  };
  const Case c = GENERATE(values<Case>({
      {"plain text", "epochs: 3", "epochs: 3"},
      {"two, three and four bytes", "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80",
       "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"},
      {"C0", std::string{"a\0b\nc", 5}, "a?b?c"},
      {"DEL", "a\x7F", "a?"},
      {"C1",
       "a\xC2\x9B"
       "2J",
       "a?2J"},
      {"marks that turn the writing direction",
       "a\xE2\x80\xAE"
       "b",
       "a?b"},
      {"isolates",
       "a\xE2\x81\xA6"
       "b",
       "a?b"},
      {"a stray continuation byte",
       "a\x80"
       "b",
       "a?b"},
      {"a sequence cut short", "a\xE2\x82", "a??"},
      {"an overlong slash", "\xC0\xAF", "??"},
      {"a surrogate", "\xED\xA0\x80", "???"},
      {"beyond Unicode", "\xF4\x90\x80\x80", "????"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(printable(c.text) == c.expected);
  }
}

TEST_CASE("a result holds a value or the reasons there is none", "[core]") {
  const Result<int> good = 7;
  REQUIRE(good);
  CHECK(good.value() == 7);
  CHECK(good.problems().empty());
  const Result<int> bad = at(1, 1);
  REQUIRE_FALSE(bad);
  CHECK(bad.problems().size() == 1);
  CHECK_THROWS_AS(bad.value(), std::logic_error);
}

TEST_CASE("a position names line and column when it has them", "[core]") {
  CHECK(to_string(Position{"p.yaml", 12, 3}) == "p.yaml:12:3");
  CHECK(to_string(Position{"p.yaml", 0, 0}) == "p.yaml");
}
