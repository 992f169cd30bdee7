#pragma once

#include "rules/token.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <string_view>
#include <vector>

namespace tunepath::rules {

/// A condition as it is written, before anything in it has a type.
struct Syntax {
  enum class Kind {
    word, ///< a fact, or a literal word
    number,
    date,
    month,
    parameter,
    list,       ///< parts are words
    negation,   ///< not a
    all,        ///< a and b
    any,        ///< a or b
    comparison, ///< sign between two parts
    in,         ///< part in list
    has,        ///< part has part
    is,         ///< part is known, or unknown: the sign
    arithmetic, ///< sign between two parts
  };
  Kind kind = Kind::word;
  std::string_view text; ///< the whole of it, as written
  std::size_t at = 0;    ///< offset of its first character
  std::string_view sign;
  Token token; ///< of a word, number, date, month or parameter
  std::vector<Syntax> parts;
};

/// Parses a condition. `at` is where the text starts. Errors: the first one.
Result<Syntax> parse(std::string_view text, const Position& at);

/// The position of the character at `offset` of a text that starts at `start`.
Position position_of(std::string_view text, std::size_t offset, const Position& start);

} // namespace tunepath::rules
