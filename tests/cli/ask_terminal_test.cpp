#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/terminal.hpp"

#include <csignal>

using namespace tunepath::test;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

/// tunepath in a terminal, in `directory`. A minute is far more than any of it takes.
Command asking(const fs::path& directory, std::vector<std::string> arguments = {}) {
  Command command;
  command.argv = {TUNEPATH_BINARY, "ask", "--as-of", "2026-11-22"};
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  command.directory = directory;
  return command;
}

/// The question that is put, when the prompt is next.
std::string question(Terminal& terminal) {
  const std::string shown = terminal.wait_for("\n> ");
  return shown.substr(shown.rfind("Question "));
}

/// Answers what is asked with Enter until the name of a file is asked for.
void take_what_is_offered(Terminal& terminal) {
  for (int i = 0; i < 60; ++i) {
    const std::string shown = terminal.wait_for("\n> ");
    if (shown.find("Save the answers") != std::string::npos) {
      return;
    }
    terminal.type("\n");
  }
  FAIL("the questions do not end");
}

} // namespace

TEST_CASE("a person answers, goes back, asks why, is interrupted and goes on", "[cli][terminal]") {
  const ScratchDirectory scratch;
  const fs::path file = scratch.path() / "case.yaml";
  {
    Terminal terminal{asking(scratch.path(), {"-o", "case.yaml"})};
    const std::string first = question(terminal);
    CHECK_THAT(first, ContainsSubstring("Question 1. Are answers wrong because the model does not "
                                        "know your content?\n  1 yes, 2 no\n"));
    terminal.type("maybe\n");
    CHECK_THAT(terminal.wait_for("\n> "),
               ContainsSubstring("error: missing_facts cannot be 'maybe'\n"
                                 "hint: write yes, no or unknown\n\nQuestion 1."));
    terminal.type("why\n");
    CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("Missing facts call for retrieval"));
    terminal.type("?\n");
    CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("paste the right passage"));
    terminal.type("2\n");
    const std::string second = terminal.wait_for("\n> ");
    CHECK_THAT(second, ContainsSubstring("  taken as no\nSo far: Not enough is known"));
    CHECK_THAT(second, ContainsSubstring("Question 2."));
    terminal.type("back\n");
    CHECK_THAT(question(terminal), ContainsSubstring("Enter: no (your answer before)"));
    terminal.type("yes\n");
    CHECK_THAT(question(terminal), ContainsSubstring("Question 2."));
    terminal.type("skip\n");
    CHECK_THAT(question(terminal), ContainsSubstring("Question 3."));
    terminal.type("half an ans\x03");
    terminal.wait_for(
        "The answers so far are in case.yaml. To go on:\n  tunepath ask --from "
        "case.yaml -o case.yaml\n");
    CHECK(terminal.wait_for_end() == 130);
  }
  const std::string saved = read_text(file);
  CHECK_THAT(saved, ContainsSubstring("  # Are answers wrong because the model does not know your "
                                      "content?\n  missing_facts: yes\n"));
  CHECK_THAT(saved, ContainsSubstring("  behaviour_gap: unknown\n"));

  Terminal terminal{asking(scratch.path(), {"--from", "case.yaml", "-o", "case.yaml"})};
  const std::string third = question(terminal);
  CHECK(third.find("Are answers wrong") == std::string::npos);    // answered
  CHECK(third.find("Is there a behaviour") == std::string::npos); // left unknown
  terminal.type("\n");
  for (int i = 0; terminal.seen().find("Saved in case.yaml.") == std::string::npos && i < 60; ++i) {
    terminal.type("\n");
    terminal.wait_for("\n");
  }
  CHECK(terminal.wait_for_end() == 0);
  CHECK_THAT(terminal.seen(), ContainsSubstring("WHAT, AND WHY"));
  CHECK_THAT(terminal.seen(), ContainsSubstring("Left unknown: "));
  CHECK_THAT(read_text(file), ContainsSubstring("  missing_facts: yes\n"));
}

TEST_CASE("the file's name is asked for at the end, and none is replaced unasked",
          "[cli][terminal]") {
  const ScratchDirectory scratch;
  write_text(scratch.path() / "kept.yaml", "precious\n");
  write_text(scratch.path() / "profile.yaml", "precious\n");
  Terminal terminal{asking(scratch.path(), {"-o", "kept.yaml"})};
  CHECK_THAT(terminal.wait_for("\n> "),
             ContainsSubstring("kept.yaml exists. May the answers replace it?"));
  terminal.type("\n");
  terminal.wait_for("It stays as it is");
  take_what_is_offered(terminal);
  terminal.type("kept.yaml\n");
  terminal.wait_for("May the answers replace it?\n  1 yes, 2 no\n  Enter: no\n> ");
  terminal.type("no\n");
  CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("It stays as it is"));
  terminal.type("no-such-folder/x.yaml\n");
  terminal.wait_for("error: cannot be written: No such file or directory");
  CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("Enter: profile-2.yaml\n"));
  terminal.type("\n");
  terminal.wait_for("Saved in profile-2.yaml.");
  CHECK(terminal.wait_for_end() == 0);
  CHECK(read_text(scratch.path() / "kept.yaml") == "precious\n");
  CHECK(read_text(scratch.path() / "profile.yaml") == "precious\n");
  CHECK_THAT(read_text(scratch.path() / "profile-2.yaml"),
             ContainsSubstring("format: tunepath-profile/1"));
}

TEST_CASE("a closed terminal leaves a draft", "[cli][terminal]") {
  const ScratchDirectory scratch;
  write_text(scratch.path() / "kept.yaml", "precious\n");
  const bool beside = GENERATE(false, true);
  const fs::path draft = scratch.path() / (beside ? "kept.draft.yaml" : "tunepath-draft.yaml");
  CAPTURE(draft);
  Terminal terminal{asking(scratch.path(), beside ? std::vector<std::string>{"-o", "kept.yaml"}
                                                  : std::vector<std::string>{})};
  if (beside) {
    terminal.wait_for("\n> ");
    terminal.type("no\n");
  }
  question(terminal);
  terminal.type("yes\n");
  question(terminal);
  terminal.close_window();
  CHECK(terminal.wait_for_end() == 129);
  CHECK_THAT(read_text(draft), ContainsSubstring("  missing_facts: yes\n"));
  CHECK(read_text(scratch.path() / "kept.yaml") == "precious\n");
}

TEST_CASE("whatever ends the interview, the answers are kept", "[cli][terminal]") {
  struct Case {
    const char* name;
    std::string_view typed;
    int signal;
    int code;
  };
  const Case c = GENERATE(values<Case>({{"Ctrl-D", "\x04", 0, 0},
                                        {"Ctrl-C", "\x03", 0, 130},
                                        {"a request to end", "", SIGTERM, 143},
                                        {"a hang-up", "", SIGHUP, 129}}));
  DYNAMIC_SECTION(c.name) {
    const ScratchDirectory scratch;
    Terminal terminal{asking(scratch.path())};
    question(terminal);
    terminal.type("yes\n");
    question(terminal);
    terminal.type(c.typed);
    if (c.signal != 0) {
      terminal.send(c.signal);
    }
    CHECK(terminal.wait_for_end() == c.code);
    CHECK_THAT(
        terminal.seen(),
        ContainsSubstring("The answers so far are in tunepath-draft.yaml. To go on:\n  tunepath "
                          "ask --from tunepath-draft.yaml -o tunepath-draft.yaml\n"));
    CHECK_THAT(read_text(scratch.path() / "tunepath-draft.yaml"),
               ContainsSubstring("  missing_facts: yes\n"));
  }
}

TEST_CASE("before any answer there is nothing to save", "[cli][terminal]") {
  const ScratchDirectory scratch;
  Terminal terminal{asking(scratch.path(), {"-o", "case.yaml"})};
  question(terminal);
  terminal.type("\x03");
  terminal.wait_for("Nothing was answered, and nothing is saved.\n");
  CHECK(terminal.wait_for_end() == 130);
  CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("quit saves, and says how to go on", "[cli][terminal]") {
  const ScratchDirectory scratch;
  Terminal terminal{asking(scratch.path())};
  question(terminal);
  terminal.type("yes\n");
  question(terminal);
  terminal.type("QUIT\n");
  CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("Save the answers in which file?"));
  terminal.type("my case.yaml\n");
  terminal.wait_for(
      "Saved in my case.yaml.\n"
      "To go on:\n  tunepath ask --from 'my case.yaml' -o 'my case.yaml'\n");
  CHECK(terminal.wait_for_end() == 0);
  CHECK(terminal.seen().find("WHAT, AND WHY") == std::string::npos);
}

TEST_CASE("what is typed cannot steer the terminal, and long lines are bounded",
          "[cli][terminal]") {
  const ScratchDirectory scratch;
  Terminal terminal{asking(scratch.path())};
  question(terminal);
  // Ctrl-V lets the next character through; the terminal itself echoes it as ^[.
  terminal.type("\x16\x1b]0;title\n");
  CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("cannot be '?]0;title'"));
  CHECK(terminal.seen().find('\x1b') == std::string::npos);
  terminal.type(std::string(4050, 'x') + "\n");
  CHECK_THAT(terminal.wait_for("\n> "),
             ContainsSubstring("error: that line is longer than 4000 bytes\nhint: type less\n"));
  terminal.type("yes\n");
  CHECK_THAT(question(terminal), ContainsSubstring("Question 2."));
}

TEST_CASE("answers may be pasted all at once, and nothing need be saved", "[cli][terminal]") {
  const ScratchDirectory scratch;
  Terminal terminal{asking(scratch.path())};
  terminal.type("no\nyes\n3\nback\nsome\nquit\nno\n");
  CHECK(terminal.wait_for_end() == 0);
  CHECK_THAT(terminal.seen(), ContainsSubstring("  taken as exhausted\n"));
  CHECK_THAT(terminal.seen(), ContainsSubstring("Enter: exhausted (your answer before)\n"));
  CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("a file that may be replaced is, and one that cannot be written leaves a draft elsewhere",
          "[cli][terminal]") {
  const ScratchDirectory scratch;
  write_text(scratch.path() / "old.yaml", "old\n");
  {
    Terminal terminal{asking(scratch.path(), {"-o", "old.yaml"})};
    terminal.wait_for("\n> ");
    terminal.type("maybe\n");
    CHECK_THAT(terminal.wait_for("\n> "), ContainsSubstring("Answer with yes or no.\n"));
    terminal.type("1\n");
    question(terminal);
    terminal.type("yes\n");
    question(terminal);
    terminal.type("\x03");
    CHECK(terminal.wait_for_end() == 130);
    CHECK_THAT(read_text(scratch.path() / "old.yaml"), ContainsSubstring("missing_facts: yes"));
  }
  Terminal terminal{asking(scratch.path(), {"-o", "no-such-folder/x.yaml"})};
  question(terminal);
  terminal.type("yes\n");
  question(terminal);
  terminal.type("\x03");
  terminal.wait_for("The answers so far are in tunepath-draft.yaml.");
  CHECK(terminal.wait_for_end() == 130);
}
