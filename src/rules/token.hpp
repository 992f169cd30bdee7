#pragma once

#include "tunepath/core/decimal.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tunepath::rules {

/// One word, number or sign of a condition. Text points into the condition.
struct Token {
  enum class Kind { word, number, date, month, parameter, sign, end };
  Kind kind = Kind::end;
  std::string_view text; ///< of a parameter, without its $
  std::size_t at = 0;    ///< offset of its first character
  Decimal number;        ///< of a number
  double count = 0;      ///< of a date: days since 1970-01-01; of a month: months since year 0
};

/// Cuts a condition into tokens, numbers being spelled as in profiles; the last one is `end`. Every
/// other character becomes a sign of its own, which the parser refuses with its position.
std::vector<Token> tokens_of(std::string_view text);

} // namespace tunepath::rules
