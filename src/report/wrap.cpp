#include "report/wrap.hpp"

#include "tunepath/core/diagnostic.hpp"

#include <algorithm>

namespace tunepath::wrap {
namespace {

bool starts_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// Bytes of the first `count` code points.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (starts_code_point(text[at]) && count-- == 0) {
      break;
    }
  }
  return at;
}

/// Where to cut a word that is wider than a line: after the last joint in the line's second half,
/// else at its end.
std::size_t cut_of(std::string_view word, std::size_t most) {
  const std::size_t end = bytes_of(word, most);
  const auto joint = word.substr(0, end).find_last_of("/-_,.:;=&?+");
  return joint != std::string_view::npos && joint >= end / 2 ? joint + 1 : end;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) {
      return words;
    }
    text.remove_prefix(from);
    words.push_back(text.substr(0, text.find(' ')));
    text.remove_prefix(words.back().size());
  }
}

} // namespace

std::string clean(std::string_view text, bool ascii) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  line.resize(line.ends_with(' ') ? line.size() - 1 : line.size());
  std::string shown = printable(line);
  if (!ascii) {
    return shown;
  }
  std::string out;
  for (const char c : shown) {
    if (static_cast<unsigned char>(c) < 0x80U) {
      out += c;
    } else if (starts_code_point(c)) {
      out += '?';
    }
  }
  return out;
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  for (const std::string_view word : words_of(text)) {
    longest = std::max(longest, width(word));
  }
  return longest;
}

std::vector<std::string> lines(std::string_view text, std::size_t most) {
  most = std::max<std::size_t>(most, 1);
  std::vector<std::string> out{""};
  for (std::string_view word : words_of(text)) {
    const std::size_t used = width(out.back());
    if (used > 0 && used + 1 + width(word) <= most) {
      out.back().append(" ").append(word);
      continue;
    }
    if (used > 0) {
      out.emplace_back();
    }
    while (width(word) > most) {
      const std::size_t cut = cut_of(word, most);
      out.back() = std::string{word.substr(0, cut)};
      out.emplace_back();
      word.remove_prefix(cut);
    }
    out.back() = std::string{word};
  }
  return out;
}

std::string pad_right(std::string_view text, std::size_t to) {
  const std::size_t used = width(text);
  return std::string{text} + std::string(to > used ? to - used : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t to) {
  const std::size_t used = width(text);
  return std::string(to > used ? to - used : 0, ' ') + std::string{text};
}

} // namespace tunepath::wrap
