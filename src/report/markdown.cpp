#include "report/markdown.hpp"

#include "report/wrap.hpp"

#include <algorithm>

namespace tunepath::markdown {
namespace {

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// An underscore between letters is none of Markdown's business.
bool is_inside_word(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && is_of_word(text[at - 1]) && is_of_word(text[at + 1]);
}

} // namespace

std::string plain(std::string_view raw) {
  constexpr std::string_view k_special = "\\`*_[]<>|~&#!";
  const std::string text = wrap::clean(raw, false);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool special = k_special.find(text[i]) != std::string_view::npos;
    if (special && !(text[i] == '_' && is_inside_word(text, i))) {
      out += '\\';
    }
    out += text[i];
    if (text[i] == '@' && (i == 0 || !is_of_word(text[i - 1]))) {
      out += "<!-- -->"; // A backslash does not keep a name behind it from being notified.
    }
  }
  return out;
}

std::string opening(std::string_view raw) {
  std::string out = plain(raw);
  const auto digits = std::min(out.find_first_not_of("0123456789"), out.size());
  const bool dash = !out.empty() && std::string_view{"-+="}.find(out.front()) != std::string::npos;
  const bool number =
      digits > 0 && digits < out.size() && (out[digits] == '.' || out[digits] == ')');
  if (dash || number) {
    out.insert(dash ? 0 : digits, "\\");
  }
  return out;
}

std::string code(std::string_view raw, bool in_table) {
  const std::string text = wrap::clean(raw, false);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string pad = longest > 0 ? " " : "";
  std::string inside;
  for (const char c : text) {
    inside += in_table && c == '|' ? "\\|" : std::string(1, c);
  }
  return fence + pad + inside + pad + fence;
}

} // namespace tunepath::markdown
