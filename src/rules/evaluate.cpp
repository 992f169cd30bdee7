#include "rules/evaluate.hpp"

#include "tunepath/rules/expression.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace tunepath::rules {
namespace {

using Quantity = std::optional<Interval>; ///< empty: unknown

Quantity quantity_of(const Fact& fact) {
  if (const auto* number = std::get_if<NumberRange>(&fact.value)) {
    return Interval{number->low.to_double(), number->high.to_double()};
  }
  if (const auto* date = std::get_if<Date>(&fact.value)) {
    const double days = date->days_since_epoch();
    return Interval{days, days};
  }
  if (const auto* month = std::get_if<Month>(&fact.value)) {
    const double months = month->year() * 12 + month->number() - 1;
    return Interval{months, months};
  }
  return std::nullopt;
}

Quantity hull(double a, double b, double c, double d) {
  const auto [low, high] = std::minmax({a, b, c, d});
  return std::isfinite(low) && std::isfinite(high) ? Quantity{{low, high}} : std::nullopt;
}

Quantity combined(Op op, Interval a, Interval b) {
  switch (op) {
  case Op::add:
    return hull(a.low + b.low, a.high + b.high, a.low + b.low, a.high + b.high);
  case Op::subtract:
    return hull(a.low - b.high, a.high - b.low, a.low - b.high, a.high - b.low);
  case Op::multiply:
    return hull(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
  default:
    return b.low <= 0 && b.high >= 0
               ? std::nullopt
               : hull(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high);
  }
}

Truth less(Interval a, Interval b) {
  return a.high < b.low ? Truth::yes : a.low >= b.high ? Truth::no : Truth::unknown;
}

Truth equal(Interval a, Interval b) {
  if (a.high < b.low || b.high < a.low) {
    return Truth::no;
  }
  const bool points = a.low == a.high && b.low == b.high;
  return points ? Truth::yes : Truth::unknown;
}

Truth compare(Relation relation, Interval a, Interval b) {
  switch (relation) {
  case Relation::equal:
    return equal(a, b);
  case Relation::unequal:
    return opposite(equal(a, b));
  case Relation::less:
    return less(a, b);
  case Relation::at_most:
    return opposite(less(b, a));
  case Relation::greater:
    return less(b, a);
  case Relation::at_least:
    return opposite(less(a, b));
  }
  return Truth::unknown;
}

std::span<const std::string> words_of(const Program& program, const Node& node) {
  return std::span{program.words}.subspan(node.first, node.last - node.first);
}

bool contains(std::span<const std::string> words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Truth word_truth(const Program& program, const Node& node, const Facts& facts) {
  const Value& value = facts[node.fact].value;
  if (std::holds_alternative<Unknown>(value)) {
    return Truth::unknown;
  }
  const auto* word = std::get_if<Word>(&value); // A number is none of the words it could be.
  if (node.op == Op::word_in) {
    return truth(word != nullptr && contains(words_of(program, node), *word));
  }
  const Value& other = facts[node.other].value;
  return std::holds_alternative<Unknown>(other) ? Truth::unknown : truth(value == other);
}

Truth list_truth(const Program& program, const Node& node, const Facts& facts) {
  const auto* list = std::get_if<Words>(&facts[node.fact].value);
  if (list == nullptr) {
    return Truth::unknown;
  }
  const auto words = words_of(program, node);
  if (node.op == Op::list_any) {
    return truth(std::any_of(list->begin(), list->end(),
                             [&](const std::string& word) { return contains(words, word); }));
  }
  Words sorted = *list;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return truth(std::equal(sorted.begin(), sorted.end(), words.begin(), words.end()));
}

Truth flag_truth(const Node& node, const Facts& facts) {
  const auto* flag = std::get_if<bool>(&facts[node.fact].value);
  return flag == nullptr ? Truth::unknown : truth(*flag);
}

/// All or any of the children, each as `truth_of` has it; stops at the one that settles it.
template <class TruthOf>
Truth join(const Program& program, const Node& node, TruthOf truth_of) {
  const Truth decisive = node.op == Op::all ? Truth::no : Truth::yes;
  Truth result = opposite(decisive);
  for (std::uint32_t i = node.first; i < node.last && result != decisive; ++i) {
    const Truth part = truth_of(program.children[i]);
    result = node.op == Op::all ? both(result, part) : either(result, part);
  }
  return result;
}

bool joins(const Node& node) {
  return node.op == Op::all || node.op == Op::any;
}

} // namespace

Truth joined(const Program& program, std::uint32_t index, std::span<const Truth> leaves) {
  const Node& node = program.nodes[index];
  return joins(node) ? join(program, node,
                            [&](std::uint32_t child) { return joined(program, child, leaves); })
                     : leaves[node.leaf];
}

Quantity quantity(const Program& program, std::uint32_t index, const Facts& facts) {
  const Node& node = program.nodes[index];
  if (node.op == Op::constant) {
    return node.value;
  }
  if (node.op == Op::quantity) {
    return quantity_of(facts[node.fact]);
  }
  const Quantity left = quantity(program, node.first, facts);
  const Quantity right = quantity(program, node.last, facts);
  return left && right ? combined(node.op, *left, *right) : std::nullopt;
}

Truth holds(const Program& program, std::uint32_t index, const Facts& facts) {
  const Node& node = program.nodes[index];
  Truth found = Truth::unknown;
  switch (node.op) {
  case Op::all:
  case Op::any:
    return join(program, node, [&](std::uint32_t child) { return holds(program, child, facts); });
  case Op::compare: {
    const Quantity left = quantity(program, node.first, facts);
    const Quantity right = left ? quantity(program, node.last, facts) : std::nullopt;
    return left && right ? compare(node.relation, *left, *right) : Truth::unknown;
  }
  case Op::flag:
    found = flag_truth(node, facts);
    break;
  case Op::word_in:
  case Op::word_same:
    found = word_truth(program, node, facts);
    break;
  case Op::list_any:
  case Op::list_exact:
    found = list_truth(program, node, facts);
    break;
  default:
    found = truth(facts[node.fact].known());
    break;
  }
  return node.negated ? opposite(found) : found;
}

} // namespace tunepath::rules
