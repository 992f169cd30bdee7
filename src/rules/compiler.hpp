#pragma once

#include "rules/program.hpp"
#include "rules/syntax.hpp"
#include "tunepath/rules/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tunepath::rules {

/// Gives a condition its types and turns it into a Program. Collects every error; the program
/// means nothing when there is one.
class Compiler {
public:
  Compiler(std::string_view text, const Position& start, const FactSchema& schema,
           std::span<const Parameter> parameters)
      : text_(text), start_(start), schema_(schema), parameters_(parameters) {}

  /// A condition, or its opposite. Returns its node.
  std::uint32_t condition(const Syntax& syntax, bool negated);

  const std::vector<Diagnostic>& problems() const { return problems_; }
  Program&& program() && { return std::move(program_); }

private:
  struct Typed {
    std::uint32_t node = 0;
    std::optional<Measure> measure; ///< empty: an error was reported
    std::string_view unit;          ///< what a number counts; "" goes with every unit
  };

  std::uint32_t joined(const Syntax& syntax, bool negated);
  std::uint32_t flag(const Syntax& syntax, bool negated);
  std::uint32_t comparison(const Syntax& syntax, bool negated);
  std::uint32_t word_comparison(const Syntax& fact_side, const Syntax& other, Relation relation);
  std::uint32_t list_comparison(const Syntax& fact_side, const Syntax& other, Relation relation);
  std::uint32_t quantity_comparison(const Syntax& left, const Syntax& right, Relation relation);
  std::uint32_t membership(const Syntax& syntax, bool negated);
  std::uint32_t having(const Syntax& syntax, bool negated);
  std::uint32_t knowledge(const Syntax& syntax, bool negated);
  Typed quantity(const Syntax& syntax);
  Typed arithmetic(const Syntax& syntax);
  Typed parameter(const Syntax& syntax);
  Typed quantity_of_fact(const Syntax& syntax);
  /// False, with an error at `where`, when numbers of different units are added or compared.
  bool check_units(const Syntax& where, const Typed& left, const Typed& right);

  /// The fact that a word names; empty for literal words and everything else.
  std::optional<FactIndex> fact(const Syntax& syntax) const;
  /// The same, with an error where there is none.
  std::optional<FactIndex> known_fact(const Syntax& syntax);
  /// Reports words that the fact cannot hold, and returns the range of program words.
  Node word_node(Op op, FactIndex fact, std::span<const Syntax> words);

  std::uint32_t add(Node node);
  std::uint32_t add_leaf(Node node, std::string subject, std::string needs, std::string right = "");
  /// Adds the facts of a quantity, each once.
  void collect(std::uint32_t index, std::vector<FactIndex>& into) const;
  bool mentions_fact(const Syntax& syntax) const;
  void mention(FactIndex fact);
  std::uint32_t fail(const Syntax& where, std::string message, std::string hint);

  std::string_view text_;
  Position start_;
  const FactSchema& schema_;
  std::span<const Parameter> parameters_;
  Program program_;
  std::vector<Diagnostic> problems_;
};

} // namespace tunepath::rules
