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

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether the text before `end` closes with `word`, in any case, and nothing is joined to it.
bool closes_with(std::string_view text, std::size_t end, std::string_view word) {
  const std::size_t from = end < word.size() ? 0 : end - word.size();
  const std::string_view last = text.substr(from, end - from);
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  return std::equal(last.begin(), last.end(), word.begin(), word.end(), same) &&
         (from == 0 || !is_of_word(text[from - 1]));
}

/// "$8.00": what else has a dollar sign may be taken for a formula.
bool is_amount(std::string_view text, std::size_t at) {
  constexpr std::string_view k_before = " (+-";
  return at + 1 < text.size() && is_digit(text[at + 1]) &&
         (at == 0 || k_before.find(text[at - 1]) != std::string_view::npos);
}

/// Whether the text would come out live if it stood in one piece: as a mention, as a link, or as a
/// reference to an issue. Those are looked for in the text that is shown, so that no backslash
/// helps; it has to be cut behind this character.
bool is_cut_behind(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  switch (text[at]) {
  case '@':
    return at == 0 || !is_of_word(text[at - 1]);
  case ':':
    return text.substr(at).starts_with("://");
  case 'w':
  case 'W':
    return next == '.' && closes_with(text, at + 1, "www");
  case '-':
    return is_digit(next) && closes_with(text, at, "gh");
  case '#':
  case '!':
    return is_digit(next);
  default:
    return false;
  }
}

} // namespace

std::string plain(std::string_view raw) {
  constexpr std::string_view k_special = "\\`*_[]<>|~&#!";
  const std::string text = wrap::clean(raw, false);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool special = k_special.find(text[i]) != std::string_view::npos;
    if (text[i] == '$' && !is_amount(text, i)) {
      out += "<span>$</span>"; // As GitHub's manual of Markdown says.
      continue;
    }
    if (special && !(text[i] == '_' && is_inside_word(text, i))) {
      out += '\\';
    }
    out += text[i];
    if (is_cut_behind(text, i)) {
      out += "<!-- -->";
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
