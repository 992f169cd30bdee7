#include "support/transcript.hpp"

#include "support/files.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tunepath::test {

namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view k_any_lines = "...";

/// The lines of a text; empty ones at the end do not count.
Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

Lines without_blank_end(Lines lines) {
  while (!lines.empty() && lines.back().empty()) {
    lines.pop_back();
  }
  return lines;
}

/// The rest of `line` after a mark such as "! ". The mark alone is an empty line.
std::optional<std::string> after(std::string_view mark, const std::string& line) {
  if (line.starts_with(mark)) {
    return line.substr(mark.size());
  }
  return line == mark.substr(0, 1) ? std::optional<std::string>{""} : std::nullopt;
}

bool is_comment(const std::string& line) {
  return line == "#" || line.starts_with("# ");
}

/// Walks the lines of one block, or of a whole transcript, and adds its steps.
class BlockReader {
public:
  BlockReader(Transcript& transcript, std::size_t begin, std::size_t end, std::string indent)
      : transcript_(transcript), at_(begin), end_(end), indent_(std::move(indent)) {}

  void read() {
    while (at_ < end_) {
      const std::string text = line();
      if (const auto command = after("$ ", text)) {
        read_step(*command);
      } else if (const auto name = after("= ", text); name && in_transcript()) {
        read_file(*name);
      } else if (text.empty() || (in_transcript() && is_comment(text))) {
        ++at_;
      } else {
        fail("expected a line that starts with '$ '");
      }
    }
  }

private:
  bool in_transcript() const { return transcript_.notation == Notation::transcript; }

  std::string line() const {
    const std::string& whole = transcript_.lines[at_];
    return whole.starts_with(indent_) ? whole.substr(indent_.size()) : whole;
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw std::runtime_error(transcript_.file + ":" + std::to_string(at_ + 1) + ": " + message);
  }

  void read_file(const std::string& name) {
    std::string text;
    for (++at_; at_ < end_; ++at_) {
      const auto content = after("| ", line());
      if (!content) {
        break;
      }
      text += *content + "\n";
    }
    files_[name] = text;
  }

  void read_step(std::string command) {
    Step step;
    step.line = static_cast<int>(at_) + 1;
    step.indent = indent_;
    step.files = std::exchange(files_, {});
    for (++at_; command.ends_with("\\") && at_ < end_; ++at_) {
      command.pop_back(); // It goes on in the next line.
      command += line();
    }
    step.text = command;
    try {
      step.command = split_command(command);
    } catch (const std::runtime_error& error) {
      --at_;
      fail(error.what());
    }
    const std::string& program = step.command.argv.front();
    if (program != "tunepath" && program != "cat" && !program.starts_with("scripts/")) {
      --at_;
      fail("only tunepath, cat and scripts/ can be run here, not '" + program + "'");
    }
    read_expectation(step);
    transcript_.steps.push_back(std::move(step));
  }

  bool step_ends() const {
    return at_ >= end_ || after("$ ", line()) || (in_transcript() && after("= ", line()));
  }

  void read_expectation(Step& step) {
    for (; in_transcript() && at_ < end_; ++at_) {
      const auto typed = after("< ", line());
      if (!typed) {
        break;
      }
      step.in += *typed + "\n";
    }
    step.begin = at_;
    for (; !step_ends(); ++at_) {
      expect_line(step.expected, line());
    }
    step.end = at_;
    // What is blank, or a comment, before the next command belongs to that one.
    const auto is_between = [&](const std::string& text) {
      return text.find_first_not_of(" \t") == std::string::npos ||
             (in_transcript() && is_comment(text));
    };
    while (step.end > step.begin && is_between(transcript_.lines[step.end - 1])) {
      --step.end;
    }
    step.expected.out = without_blank_end(std::move(step.expected.out));
  }

  void expect_line(Expectation& expected, const std::string& text) const {
    if (!in_transcript()) {
      expected.out.push_back(text);
    } else if (const auto error = after("! ", text)) {
      expected.err.push_back(*error);
    } else if (const auto code = after("? ", text)) {
      if (code->empty() || code->find_first_not_of("0123456789") != std::string::npos) {
        fail("'? ' is followed by an exit code");
      }
      expected.code = std::stoi(*code);
    } else if (!is_comment(text)) {
      expected.out.push_back(text.starts_with("\\") ? text.substr(1) : text);
    }
  }

  Transcript& transcript_;
  std::size_t at_;
  std::size_t end_;
  std::string indent_;
  std::map<std::string, std::string> files_;
};

/// Finds the ```console blocks of a Markdown text.
void read_document(Transcript& transcript) {
  const Lines& lines = transcript.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto fence = lines[i].find("```");
    if (fence == std::string::npos || lines[i].find_first_not_of(' ') != fence) {
      continue;
    }
    const std::string indent = lines[i].substr(0, fence);
    const bool is_console = lines[i].substr(fence) == "```console";
    const std::size_t begin = ++i;
    while (i < lines.size() && lines[i] != indent + "```") {
      ++i;
    }
    if (is_console) {
      BlockReader{transcript, begin, i, indent}.read();
    }
  }
}

/// Glob matching on lines, with k_any_lines for the star.
bool matches(const Lines& pattern, const Lines& lines) {
  std::size_t p = 0;
  std::size_t i = 0;
  std::optional<std::pair<std::size_t, std::size_t>> retry;
  while (i < lines.size()) {
    if (p < pattern.size() && pattern[p] == k_any_lines) {
      retry = {++p, i};
    } else if (p < pattern.size() && pattern[p] == lines[i]) {
      ++p;
      ++i;
    } else if (retry) {
      p = retry->first;
      i = ++retry->second; // Let the last "..." take one line more.
    } else {
      return false;
    }
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(),
                     [](const std::string& line) { return line == k_any_lines; });
}

/// What came, in the form in which it would have been written down.
Expectation observed(const Transcript& transcript, const Step& step, const Outcome& actual) {
  Expectation result{lines_of(actual.out), lines_of(actual.err), actual.code};
  if (transcript.notation == Notation::document) {
    std::move(result.err.begin(), result.err.end(), std::back_inserter(result.out));
    result.err.clear();
  }
  if (step.command.shows_code) {
    result.out.push_back(std::to_string(actual.code));
    result.code = 0;
  }
  result.out = without_blank_end(std::move(result.out));
  return result;
}

std::string block(std::string_view title, const Lines& lines) {
  std::string text = std::string{title} + ":\n";
  for (const std::string& line : lines) {
    text += "  | " + line + "\n";
  }
  return text;
}

std::string versus(std::string_view name, const Lines& expected, const Lines& actual) {
  if (matches(expected, actual)) {
    return "";
  }
  return block("expected " + std::string{name}, expected) +
         block("actual " + std::string{name}, actual);
}

/// A line of stdout, so marked that it is not read as anything else.
std::string written(const std::string& line, Notation notation) {
  constexpr std::string_view k_marks = "$=!?<#";
  const bool ambiguous = line == k_any_lines || line.starts_with("\\") ||
                         (!line.empty() && k_marks.find(line[0]) != std::string_view::npos &&
                          (line.size() == 1 || line[1] == ' '));
  return ambiguous && notation == Notation::transcript ? "\\" + line : line;
}

Lines written(const Expectation& expectation, Notation notation) {
  Lines lines;
  for (const std::string& line : expectation.out) {
    lines.push_back(written(line, notation));
  }
  for (const std::string& line : expectation.err) {
    lines.push_back(line.empty() ? "!" : "! " + line);
  }
  if (expectation.code != 0) {
    lines.push_back("? " + std::to_string(expectation.code));
  }
  return lines;
}

} // namespace

Transcript parse_transcript(const std::string& text, const std::string& file, Notation notation) {
  Transcript transcript{file, notation, lines_of(text), {}};
  if (notation == Notation::document) {
    read_document(transcript);
  } else {
    BlockReader{transcript, 0, transcript.lines.size(), ""}.read();
  }
  return transcript;
}

Outcome run_step(const Step& step, const std::filesystem::path& directory) {
  for (const auto& [name, text] : step.files) {
    write_text(directory / name, text);
  }
  Command command;
  command.argv = step.command.argv;
  if (command.argv.front() == "tunepath") {
    command.argv.front() = TUNEPATH_BINARY;
  }
  command.in = step.in;
  command.environment = step.command.environment;
  command.directory = directory;
  return run(command);
}

std::string difference(const Transcript& transcript, const Step& step, const Outcome& actual) {
  const Expectation seen = observed(transcript, step, actual);
  std::string text =
      versus("stdout", step.expected.out, seen.out) + versus("stderr", step.expected.err, seen.err);
  if (seen.code != step.expected.code) {
    text += "expected exit code " + std::to_string(step.expected.code) + ", actual " +
            std::to_string(seen.code) + "\n";
  }
  if (actual.timed_out) {
    text += "it did not end and was killed\n";
  }
  if (text.empty()) {
    return "";
  }
  return transcript.file + ":" + std::to_string(step.line) + ": $ " + step.text + "\n" + text;
}

std::string updated(const Transcript& transcript, const std::vector<Outcome>& actual) {
  Lines lines = transcript.lines;
  for (std::size_t i = transcript.steps.size(); i-- > 0;) { // From the end: indices stay true.
    const Step& step = transcript.steps[i];
    if (difference(transcript, step, actual[i]).empty()) {
      continue;
    }
    const auto at = [&](std::size_t index) {
      return lines.begin() + static_cast<std::ptrdiff_t>(index);
    };
    lines.erase(at(step.begin), at(step.end));
    Lines fresh = written(observed(transcript, step, actual[i]), transcript.notation);
    for (std::string& line : fresh) {
      line.insert(0, line.empty() ? "" : step.indent);
    }
    lines.insert(at(step.begin), fresh.begin(), fresh.end());
  }
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

} // namespace tunepath::test
