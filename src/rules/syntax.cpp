#include "rules/syntax.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace tunepath::rules {
namespace {

constexpr std::size_t k_most_tokens = 1'000;
constexpr int k_deepest = 50;
constexpr std::array<std::string_view, 6> k_relations{"==", "!=", "<", "<=", ">", ">="};
constexpr std::array<std::string_view, 6> k_keywords{"and", "or", "not", "in", "has", "is"};

/// Recursive descent, one method per level of binding. After the first error every method returns
/// at once, and its result means nothing.
class Parser {
public:
  Parser(std::string_view text, const Position& start)
      : text_(text), start_(start), tokens_(tokens_of(text)) {}

  Result<Syntax> parse() {
    if (tokens_.size() > k_most_tokens) {
      fail(0, "the condition is too long", "split the rule into several");
      return *problem_;
    }
    Syntax whole = disjunction();
    if (!problem_ && !is_end()) {
      refuse_rest();
    }
    return problem_ ? Result<Syntax>{*problem_} : Result<Syntax>{std::move(whole)};
  }

private:
  const Token& now() const { return tokens_[next_]; }
  bool is_end() const { return now().kind == Token::Kind::end; }
  bool at_word(std::string_view word) const {
    return now().kind == Token::Kind::word && now().text == word;
  }
  bool at_sign(std::string_view sign) const {
    return now().kind == Token::Kind::sign && now().text == sign;
  }
  template <std::size_t N>
  bool at_any_sign(const std::array<std::string_view, N>& signs) const {
    return std::any_of(signs.begin(), signs.end(), [&](auto sign) { return at_sign(sign); });
  }
  std::string found() const { return is_end() ? "the end" : fmt::format("'{}'", now().text); }

  void fail(std::size_t offset, std::string message, std::string hint) {
    if (!problem_) {
      problem_ = Diagnostic{Diagnostic::Level::error, position_of(text_, offset, start_),
                            std::move(message), std::move(hint)};
    }
  }

  void refuse_rest() {
    if (at_sign("=")) {
      fail(now().at, "'=' compares nothing", "write '=='");
    } else if (at_any_sign(k_relations)) {
      fail(now().at, "a comparison cannot be chained", "join two comparisons with 'and'");
    } else {
      fail(now().at, fmt::format("expected 'and', 'or' or the end, found {}", found()), "");
    }
  }

  /// Gives `node` the text from its start to the last token read.
  Syntax finished(Syntax node) const {
    const Token& last = tokens_[next_ > 0 ? next_ - 1 : 0];
    const std::size_t dollar = last.kind == Token::Kind::parameter ? 1 : 0;
    node.text = text_.substr(node.at, last.at + dollar + last.text.size() - node.at);
    return node;
  }

  Syntax joined(Syntax::Kind kind, std::string_view word, Syntax (Parser::*part)()) {
    Syntax first = (this->*part)();
    if (problem_ || !at_word(word)) {
      return first;
    }
    Syntax whole{kind, {}, first.at, word, {}, {}};
    whole.parts.push_back(std::move(first));
    while (!problem_ && at_word(word)) {
      ++next_;
      whole.parts.push_back((this->*part)());
    }
    return finished(std::move(whole));
  }

  Syntax disjunction() { return joined(Syntax::Kind::any, "or", &Parser::conjunction); }
  Syntax conjunction() { return joined(Syntax::Kind::all, "and", &Parser::negation); }

  Syntax negation() {
    if (!at_word("not")) {
      return comparison();
    }
    Syntax node{Syntax::Kind::negation, {}, now().at, "not", {}, {}};
    ++next_;
    if (++depth_ > k_deepest) {
      fail(node.at, "nested too deeply", "split the rule into several");
      return node;
    }
    node.parts.push_back(negation());
    --depth_;
    return finished(std::move(node));
  }

  Syntax comparison() {
    Syntax left = sum();
    if (problem_) {
      return left;
    }
    Syntax node{Syntax::Kind::comparison, {}, left.at, now().text, {}, {}};
    if (at_any_sign(k_relations)) {
      ++next_;
      node.parts.push_back(std::move(left));
      node.parts.push_back(sum());
    } else if (at_word("in") || at_word("has")) {
      node.kind = at_word("in") ? Syntax::Kind::in : Syntax::Kind::has;
      ++next_;
      node.parts.push_back(std::move(left));
      node.parts.push_back(node.kind == Syntax::Kind::in ? list() : primary());
    } else if (at_word("is")) {
      ++next_;
      node.kind = Syntax::Kind::is;
      node.sign = now().text;
      if (!at_word("known") && !at_word("unknown")) {
        fail(now().at, fmt::format("expected 'known' or 'unknown' after 'is', found {}", found()),
             "write '==' to compare");
      }
      node.parts.push_back(std::move(left));
      next_ += problem_ ? 0u : 1u;
    } else {
      return left;
    }
    return problem_ ? node : finished(std::move(node));
  }

  template <std::size_t N>
  Syntax chain(const std::array<std::string_view, N>& signs, Syntax (Parser::*part)()) {
    Syntax left = (this->*part)();
    while (!problem_ && at_any_sign(signs)) {
      Syntax node{Syntax::Kind::arithmetic, {}, left.at, now().text, {}, {}};
      ++next_;
      node.parts.push_back(std::move(left));
      node.parts.push_back((this->*part)());
      left = problem_ ? node : finished(std::move(node));
    }
    return left;
  }

  Syntax sum() {
    constexpr std::array<std::string_view, 2> k_signs{"+", "-"};
    return chain(k_signs, &Parser::product);
  }
  Syntax product() {
    constexpr std::array<std::string_view, 2> k_signs{"*", "/"};
    return chain(k_signs, &Parser::primary);
  }

  Syntax list() {
    Syntax node{Syntax::Kind::list, {}, now().at, {}, {}, {}};
    if (!at_sign("[")) {
      fail(now().at, fmt::format("expected a list after 'in', found {}", found()),
           "write words in brackets, as in [sft, dpo]");
      return node;
    }
    do {
      ++next_;
      if (now().kind != Token::Kind::word) {
        fail(now().at, fmt::format("expected a word in the list, found {}", found()), "");
        return node;
      }
      node.parts.push_back(leaf(Syntax::Kind::word));
    } while (at_sign(","));
    if (!at_sign("]")) {
      fail(now().at, fmt::format("expected ',' or ']' in the list, found {}", found()), "");
      return node;
    }
    ++next_;
    return finished(std::move(node));
  }

  Syntax leaf(Syntax::Kind kind) {
    Syntax node{kind, {}, now().at, {}, now(), {}};
    ++next_;
    return finished(std::move(node));
  }

  Syntax primary() {
    switch (now().kind) {
    case Token::Kind::number:
      return leaf(Syntax::Kind::number);
    case Token::Kind::date:
      return leaf(Syntax::Kind::date);
    case Token::Kind::month:
      return leaf(Syntax::Kind::month);
    case Token::Kind::parameter:
      return leaf(Syntax::Kind::parameter);
    case Token::Kind::word:
      if (std::find(k_keywords.begin(), k_keywords.end(), now().text) == k_keywords.end()) {
        return leaf(Syntax::Kind::word);
      }
      break;
    case Token::Kind::sign:
      if (at_sign("(")) {
        return bracketed();
      }
      if (at_sign("[")) {
        return list();
      }
      break;
    case Token::Kind::end:
      break;
    }
    fail(now().at, fmt::format("expected a fact, a number or '(', found {}", found()), "");
    return {};
  }

  Syntax bracketed() {
    const std::size_t open = now().at;
    ++next_;
    if (++depth_ > k_deepest) {
      fail(open, "nested too deeply", "split the rule into several");
      return {};
    }
    Syntax inside = disjunction();
    --depth_;
    if (!problem_ && !at_sign(")")) {
      fail(open, fmt::format("this '(' is not closed: expected ')', found {}", found()), "");
    }
    if (problem_) {
      return inside;
    }
    ++next_;
    inside.at = open;
    return finished(std::move(inside));
  }

  std::string_view text_;
  Position start_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  int depth_ = 0;
  std::optional<Diagnostic> problem_;
};

} // namespace

Result<Syntax> parse(std::string_view text, const Position& at) {
  return Parser{text, at}.parse();
}

Position position_of(std::string_view text, std::size_t offset, const Position& start) {
  Position at = start;
  const std::string_view before = text.substr(0, offset);
  const std::size_t breaks =
      static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  at.line += static_cast<int>(breaks);
  at.column = breaks == 0 ? start.column + static_cast<int>(offset)
                          : static_cast<int>(offset - before.rfind('\n'));
  return at;
}

} // namespace tunepath::rules
