#include "data/text_check.hpp"

#include "tunepath/core/utf8.hpp"

#include <algorithm>

namespace tunepath::data {

std::optional<Diagnostic> not_a_text(std::string_view text, const std::string& file) {
  constexpr std::size_t k_longest_text = std::size_t{64} << 20U;
  if (text.size() > k_longest_text) {
    return Diagnostic{Diagnostic::Level::error, {file, 0, 0}, "the file is larger than 64 MiB", ""};
  }
  const auto zero = text.find('\0');
  const auto bad = std::min(zero, find_invalid_utf8(text));
  if (bad == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view before = text.substr(0, bad);
  const auto line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  return Diagnostic{Diagnostic::Level::error,
                    {file, line, 1},
                    bad == zero ? "not a text file: a zero byte" : "the text is not UTF-8",
                    "save the file as UTF-8"};
}

} // namespace tunepath::data
