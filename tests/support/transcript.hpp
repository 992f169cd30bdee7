#pragma once

#include "support/process.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tunepath::test {

/// Where commands are written down decides how their output is. tests/cli/README.md has the
/// whole notation.
enum class Notation {
  transcript, ///< tests/cli/*.transcript: stdout, "! " stderr, "? " exit code, "< " stdin
  document,   ///< ```console blocks in Markdown: what a terminal shows, stdout then stderr
};

/// The words of a command line such as `NO_COLOR=1 tunepath facts; echo $?`.
struct CommandLine {
  std::vector<std::string> argv;
  std::map<std::string, std::string> environment;
  bool shows_code = false; ///< ends in `; echo $?`
};

/// Splits as a shell would, with quotes, backslashes and a comment at the end. What takes a real
/// shell (pipes, redirection, variables, patterns) throws std::runtime_error.
CommandLine split_command(const std::string& text);

/// What a command must do. A line "..." stands for any number of lines.
struct Expectation {
  std::vector<std::string> out;
  std::vector<std::string> err; ///< a document has none: there it is part of `out`
  int code = 0;
};

struct Step {
  int line = 0;     ///< of the command, 1-based
  std::string text; ///< the command as written
  CommandLine command;
  std::string in;
  std::map<std::string, std::string> files; ///< to be written first: name and text
  Expectation expected;
  std::string indent;    ///< before every line of the block
  std::size_t begin = 0; ///< the expectation, as indices into Transcript::lines
  std::size_t end = 0;
};

struct Transcript {
  std::string file; ///< for messages, "tests/cli/usage.transcript"
  Notation notation = Notation::transcript;
  std::vector<std::string> lines;
  std::vector<Step> steps;
};

/// Reads the steps. Throws std::runtime_error, "file:line: message", where it cannot.
Transcript parse_transcript(const std::string& text, const std::string& file, Notation notation);

/// Runs one step in `directory`, after writing its files there. The programs are tunepath, which
/// is the one just built, and cat.
Outcome run_step(const Step& step, const std::filesystem::path& directory);

/// Empty when the step did what is written, else what differs, with file and line.
std::string difference(const Transcript& transcript, const Step& step, const Outcome& actual);

/// The transcript's text with the outcomes, one per step, in place of expectations that differ.
std::string updated(const Transcript& transcript, const std::vector<Outcome>& actual);

} // namespace tunepath::test
