#include "tunepath/core/diagnostic.hpp"

#include "tunepath/core/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::size_t k_longest_excerpt = 100;

std::string_view line_of(std::string_view text, int line) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    text.remove_prefix(3); // A byte order mark is no part of the first line.
  }
  for (int at = 1; at < line; ++at) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) {
      return {};
    }
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  return line > 0 ? text.substr(0, text.find('\r')) : std::string_view{};
}

/// True for control characters: C0, DEL, C1 and the marks that reorder text on screen.
bool is_control(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) {
    return first < 0x20 || first == 0x7F;
  }
  const auto second = static_cast<unsigned char>(sequence[1]);
  if (sequence.size() == 2) {
    return first == 0xC2 && second < 0xA0;
  }
  const auto third = static_cast<unsigned char>(sequence[2]);
  const bool general_punctuation = first == 0xE2 && second == 0x80;
  const bool isolates = first == 0xE2 && second == 0x81 && third >= 0xA6 && third <= 0xA9;
  return isolates || (general_punctuation &&
                      ((third >= 0x8E && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE)));
}

/// Moves `at` back to where a UTF-8 sequence of `text` starts.
std::size_t sequence_start(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
    --at;
  }
  return at;
}

/// The line and a caret below the column; of a long line only what is around the column. Empty
/// when there is nothing to show.
std::string excerpt(std::string_view line, const Position& at) {
  const std::size_t column = static_cast<std::size_t>(std::max(at.column, 1)) - 1;
  if (line.empty() || column > line.size()) {
    return {};
  }
  const std::size_t wanted = column > k_longest_excerpt / 2 ? column - k_longest_excerpt / 2 : 0;
  const std::size_t from =
      line.size() <= k_longest_excerpt
          ? 0
          : sequence_start(line, std::min(wanted, line.size() - k_longest_excerpt));
  const std::size_t to = sequence_start(line, std::min(from + k_longest_excerpt, line.size()));
  const auto shown = [&](std::size_t first, std::size_t last) {
    std::string text{line.substr(first, last - first)};
    std::replace(text.begin(), text.end(), '\t', ' ');
    return printable(text);
  };
  // The caret's indent is as wide as the text before it: one blank per shown character.
  const std::string before = (from > 0 ? "..." : "") + shown(from, std::max(column, from));
  const auto width = std::count_if(before.begin(), before.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  const std::string number = fmt::format("{:>4}", at.line);
  return fmt::format("{} | {}{}{}\n{} | {}^\n", number, from > 0 ? "..." : "", shown(from, to),
                     to < line.size() ? "..." : "", std::string(number.size(), ' '),
                     std::string(static_cast<std::size_t>(width), ' '));
}

} // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0 || is_control(text.substr(0, length))) {
      out += '?';
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string to_string(const Position& at) {
  return at.line > 0 ? fmt::format("{}:{}:{}", at.file, at.line, at.column) : at.file;
}

std::string render(const Diagnostic& problem, std::string_view source) {
  const Position& at = problem.at;
  const bool error = problem.level == Diagnostic::Level::error;
  std::string out = at.file.empty() ? "" : printable(to_string(at)) + ": ";
  out += fmt::format("{}: {}\n", error ? "error" : "warning", printable(problem.message));
  out += excerpt(line_of(source, at.line), at);
  if (!problem.hint.empty()) {
    out += fmt::format("hint: {}\n", printable(problem.hint));
  }
  return out;
}

} // namespace tunepath
