#include "tunepath/core/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tunepath {
namespace {

constexpr std::size_t k_longest_excerpt = 120;

std::string_view line_of(std::string_view text, int line) {
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

/// How many bytes the UTF-8 sequence at the front of `text` takes; 0 when it is not valid.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80                     ? 1
                             : first >= 0xC2 && first < 0xE0  ? 2
                             : first >= 0xE0 && first < 0xF0  ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length > text.size()) {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) {
      return 0;
    }
  }
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool outside = (first == 0xED && byte(1) >= 0xA0) || (first == 0xF4 && byte(1) >= 0x90);
  return length > 1 && (overlong || outside) ? 0 : length;
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
  return isolates || (general_punctuation && ((third >= 0x8E && third <= 0x8F) ||
                                              (third >= 0xA8 && third <= 0xAE)));
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
  const std::string_view line = line_of(source, at.line);
  const auto column = static_cast<std::size_t>(std::max(at.column, 1));
  if (!line.empty() && line.size() <= k_longest_excerpt && column <= line.size() + 1) {
    // The caret's indent is as wide as the text before it: one blank per shown character.
    const std::string before = printable(line.substr(0, column - 1));
    const auto width = std::count_if(before.begin(), before.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    out += fmt::format("{:>4} | {}\n     | {}^\n", at.line, printable(line),
                       std::string(static_cast<std::size_t>(width), ' '));
  }
  if (!problem.hint.empty()) {
    out += fmt::format("hint: {}\n", printable(problem.hint));
  }
  return out;
}

} // namespace tunepath
