#include "data/comment_lines.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::data {

std::string comment_lines(std::string_view text, std::string_view indent) {
  constexpr std::size_t k_width = 80;
  const std::string before = fmt::format("{}# ", indent);
  std::string out;
  while (!text.empty()) {
    const std::size_t room = k_width - before.size();
    std::size_t end = text.size() <= room ? text.size() : text.rfind(' ', room);
    end = end == std::string_view::npos ? std::min(text.find(' '), text.size()) : end;
    out += fmt::format("{}{}\n", before, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

} // namespace tunepath::data
