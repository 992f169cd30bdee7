#include "rules/token.hpp"

#include "tunepath/core/date.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>
#include <array>

namespace tunepath::rules {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// How long the word, number or date at the front of `text` is. A hyphen belongs to it when a
/// letter or digit follows directly.
std::size_t word_length(std::string_view text) {
  const auto inside = [](char c) { return is_letter(c) || is_digit(c); };
  std::size_t length = 0;
  while (length < text.size()) {
    const char c = text[length];
    const bool joins = (c == '.' || c == '-') && length > 0 && length + 1 < text.size() &&
                       inside(text[length + 1]);
    if (!inside(c) && !joins) {
      break;
    }
    ++length;
  }
  return length;
}

Token word_token(std::string_view text, std::size_t at) {
  Token token{Token::Kind::word, text, at, {}, 0};
  if (!is_digit(text.front())) {
    return token;
  }
  if (const auto number = parse_number(text)) {
    token.kind = Token::Kind::number;
    token.number = *number;
  } else if (const auto date = Date::parse(text)) {
    token.kind = Token::Kind::date;
    token.count = date->days_since_epoch();
  } else if (const auto month = Month::parse(text)) {
    token.kind = Token::Kind::month;
    token.count = month->year() * 12 + month->number() - 1;
  }
  return token;
}

std::size_t sign_length(std::string_view text) {
  constexpr std::array<std::string_view, 4> k_double{"==", "!=", "<=", ">="};
  return std::find(k_double.begin(), k_double.end(), text.substr(0, 2)) != k_double.end() ? 2 : 1;
}

} // namespace

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at;
      continue;
    }
    const bool parameter = c == '$';
    const std::size_t word = word_length(text.substr(parameter ? at + 1 : at));
    if (parameter && word > 0) {
      tokens.push_back({Token::Kind::parameter, text.substr(at + 1, word), at, {}, 0});
      at += word + 1;
    } else if (!parameter && word > 0) {
      tokens.push_back(word_token(text.substr(at, word), at));
      at += word;
    } else {
      const std::size_t length = sign_length(text.substr(at));
      tokens.push_back({Token::Kind::sign, text.substr(at, length), at, {}, 0});
      at += length;
    }
  }
  tokens.push_back({Token::Kind::end, {}, text.size(), {}, 0});
  return tokens;
}

} // namespace tunepath::rules
