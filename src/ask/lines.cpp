#include "tunepath/ask/lines.hpp"

#include "tunepath/core/diagnostic.hpp"

#include <algorithm>

namespace tunepath::ask {
namespace {

constexpr std::size_t k_width = 80;

/// Code points of printable text.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

} // namespace

std::string flow(std::string_view text, std::size_t indent) {
  const std::string clean = printable(text);
  const std::string before(indent, ' ');
  std::string out;
  std::string line;
  for (std::string_view rest = clean; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) {
      continue;
    }
    if (!line.empty() && indent + width(line) + 1 + width(word) > k_width) {
      out += before + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string{word};
  }
  return line.empty() ? out : out + before + line + "\n";
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blanks = " \t\r\n";
  const auto first = text.find_first_not_of(k_blanks);
  return first == std::string_view::npos
             ? std::string_view{}
             : text.substr(first, text.find_last_not_of(k_blanks) - first + 1);
}

} // namespace tunepath::ask
