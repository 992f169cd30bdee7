#include "support/transcript.hpp"

#include "support/catch.hpp"

#include <string>
#include <vector>

using namespace tunepath::test;

namespace {

Transcript transcript(const std::string& text) {
  return parse_transcript(text, "t", Notation::transcript);
}

Outcome outcome(int code, std::string out, std::string err = "") {
  return {code, std::move(out), std::move(err), false};
}

} // namespace

TEST_CASE("a command is split as a shell would", "[support]") {
  const auto line =
      split_command(R"(NO_COLOR=1 tunepath a 'b  c' "d \"e\"" f\ g '' --x=y # why; echo $?)");
  CHECK(line.argv ==
        std::vector<std::string>{"tunepath", "a", "b  c", "d \"e\"", "f g", "", "--x=y"});
  CHECK(line.environment.at("NO_COLOR") == "1");
  CHECK(line.shows_code);
  CHECK_FALSE(split_command("tunepath facts").shows_code);
}

TEST_CASE("what takes a shell is refused", "[support]") {
  const std::string text = GENERATE("tunepath | cat", "tunepath > f", "tunepath *.yaml",
                                    "tunepath $HOME", "tunepath \"$HOME\"", "tunepath 'a", "A=1");
  CAPTURE(text);
  CHECK_THROWS_AS(split_command(text), std::runtime_error);
}

TEST_CASE("a transcript says what goes in and what comes out", "[support]") {
  const auto parsed = transcript(
      "# A file, then two commands.\n"
      "= p.yaml\n"
      "| format: x\n"
      "|\n"
      "$ tunepath ask\n"
      "< yes\n"
      "first\n"
      "\\! second\n"
      "! oops\n"
      "? 2\n"
      "\n"
      "# The next one goes on in a second line.\n"
      "$ tunepath \\\n"
      "  facts\n");
  REQUIRE(parsed.steps.size() == 2);
  const Step& step = parsed.steps[0];
  CHECK(step.line == 5);
  CHECK(step.files.at("p.yaml") == "format: x\n\n");
  CHECK(step.in == "yes\n");
  CHECK(step.expected.out == std::vector<std::string>{"first", "! second"});
  CHECK(step.expected.err == std::vector<std::string>{"oops"});
  CHECK(step.expected.code == 2);
  CHECK(parsed.steps[1].command.argv == std::vector<std::string>{"tunepath", "facts"});
  CHECK(parsed.steps[1].files.empty());
}

TEST_CASE("a step is compared in all that it does", "[support]") {
  struct Case {
    const char* name;
    const char* text;
    Outcome actual;
    bool same;
  };
  const Case c = GENERATE(values<Case>({
      {"the same text", "$ tunepath\na\nb\n", outcome(0, "a\nb\n"), true},
      {"another text", "$ tunepath\na\nb\n", outcome(0, "a\nc\n"), false},
      {"a line too many", "$ tunepath\na\n", outcome(0, "a\nb\n"), false},
      {"a line too few", "$ tunepath\na\nb\n", outcome(0, "a\n"), false},
      {"nothing where something is due", "$ tunepath\na\n", outcome(0, ""), false},
      {"dots for many lines", "$ tunepath\na\n...\nd\n", outcome(0, "a\nb\nc\nd\n"), true},
      {"dots for no line", "$ tunepath\na\n...\n", outcome(0, "a\n"), true},
      {"dots that must not reach too far", "$ tunepath\n...\nb\nd\n", outcome(0, "b\nc\nb\nd\n"),
       true},
      {"dots before a line that is absent", "$ tunepath\n...\nz\n", outcome(0, "a\nb\n"), false},
      {"an exit code nobody asked for", "$ tunepath\n", outcome(1, ""), false},
      {"stderr nobody asked for", "$ tunepath\n", outcome(0, "", "oops\n"), false},
      {"the stderr that was asked for", "$ tunepath\n! oops\n", outcome(0, "", "oops\n"), true},
      {"an exit code that is shown", "$ tunepath; echo $?\na\n3\n", outcome(3, "a\n"), true},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto parsed = transcript(c.text);
    REQUIRE(parsed.steps.size() == 1);
    CHECK(difference(parsed, parsed.steps[0], c.actual).empty() == c.same);
  }
}

TEST_CASE("a difference is told with its place", "[support]") {
  const auto parsed = transcript("\n$ tunepath x\na\n");
  CHECK(difference(parsed, parsed.steps[0], outcome(2, "b\n")) ==
        "t:2: $ tunepath x\n"
        "expected stdout:\n"
        "  | a\n"
        "actual stdout:\n"
        "  | b\n"
        "expected exit code 0, actual 2\n");
}

TEST_CASE("a document shows what a terminal shows", "[support]") {
  const auto parsed = parse_transcript(
      "Text\n"
      "```sh\n$ rm -rf /\n```\n"
      "- item\n"
      "  ```console\n"
      "  $ tunepath x; echo $?\n"
      "  ! out\n"
      "\n"
      "  error\n"
      "  2\n"
      "  ```\n"
      "$ not a command\n",
      "README.md", Notation::document);
  REQUIRE(parsed.steps.size() == 1);
  CHECK(parsed.steps[0].line == 7);
  CHECK(difference(parsed, parsed.steps[0], outcome(2, "! out\n\n", "error\n")).empty());
}

TEST_CASE("a transcript that cannot be read says where", "[support]") {
  struct Case {
    const char* text;
    const char* message;
  };
  const Case c = GENERATE(values<Case>({
      {"hello\n", "t:1: expected a line that starts with '$ '"},
      {"\n$ rm x\n", "t:2: only tunepath, cat and scripts/ can be run here, not 'rm'"},
      {"$ tunepath | cat\n", "t:1: '|' takes a shell, and there is none here"},
      {"$ tunepath\n? two\n", "t:2: '? ' is followed by an exit code"},
  }));
  CAPTURE(c.text);
  CHECK_THROWS_WITH(transcript(c.text), c.message);
}

TEST_CASE("an update writes what was seen, and only where it differs", "[support]") {
  const auto parsed = transcript("$ tunepath a\n...\n\n# Two.\n$ tunepath b\nold\n\n# End.\n");
  const std::vector<Outcome> seen{outcome(0, "one\ntwo\n"), outcome(2, "! x\n\n# y\n", "oops\n")};
  const std::string text = updated(parsed, seen);
  CHECK(text ==
        "$ tunepath a\n...\n\n# Two.\n$ tunepath b\n\\! x\n\n\\# y\n! oops\n? 2\n\n# End.\n");

  const auto again = transcript(text);
  CHECK(difference(again, again.steps[1], seen[1]).empty());
}
