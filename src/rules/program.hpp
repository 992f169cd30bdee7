#pragma once

#include "tunepath/facts/declaration.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tunepath::rules {

enum class Relation : std::uint8_t { equal, unequal, less, at_most, greater, at_least };

enum class Op : std::uint8_t {
  all,        ///< of the children
  any,        ///< of the children
  flag,       ///< a yes-no fact
  compare,    ///< relation between two quantities
  word_in,    ///< a fact's word is one of `words`
  word_same,  ///< two facts hold the same word
  list_any,   ///< a fact's list has one of `words`
  list_exact, ///< a fact's list is exactly `words`, which are sorted
  known,      ///< something was said about a fact
  constant,   ///< quantities from here on
  quantity,   ///< of a fact
  add,
  subtract,
  multiply,
  divide,
};

/// What a quantity counts: dates are days since 1970-01-01, months are months since year 0.
enum class Measure : std::uint8_t { number, date, month };

struct Interval {
  double low = 0;
  double high = 0;
};

/// One operation. Operands come before the operation that uses them; there is no `not`, since the
/// compiler moves it down to the comparisons and turns those round.
struct Node {
  Op op = Op::all;
  Relation relation = Relation::equal;
  Measure measure = Measure::number;
  bool negated = false;    ///< flag, words, lists and known: the opposite is asked
  std::uint32_t first = 0; ///< all, any: range of `children`; words: range of `words`;
  std::uint32_t last = 0;  ///< others: the left and the right operand
  FactIndex fact = 0;
  FactIndex other = 0;    ///< word_same
  std::uint32_t leaf = 0; ///< of a comparison: which of the program's leaves
  Interval value;         ///< constant
};

/// How a comparison is explained.
struct Leaf {
  std::uint32_t node = 0;
  std::string subject;          ///< the fact's id, or the arithmetic as written
  std::string needs;            ///< "yes", ">= 200"; with `right` only the sign
  std::string right;            ///< a right-hand side that depends on facts, as written
  std::vector<FactIndex> facts; ///< of the left-hand side
};

/// A compiled condition.
struct Program {
  std::vector<Node> nodes;
  std::uint32_t root = 0;
  std::vector<std::uint32_t> children;
  std::vector<std::string> words;
  std::vector<Leaf> leaves;     ///< in the order of the text
  std::vector<FactIndex> facts; ///< each once, in the order of the text
};

} // namespace tunepath::rules
