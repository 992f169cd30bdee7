#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/truth.hpp"
#include "tunepath/facts/facts.hpp"
#include "tunepath/rules/rule.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// One comparison of a condition as it was met: enough to print
/// "data.labelled_examples is 40 (needs >= 200), profile.yaml:9:3".
struct Condition {
  std::string fact;   ///< the id, or the left-hand side's text where it is arithmetic
  std::string value;  ///< what was found, "unknown" when nothing
  std::string needs;  ///< what the condition asks for: ">= 200", "yes", "in [dpo, rft]"
  std::string origin; ///< where the value came from
  Truth truth = Truth::unknown;
};

/// A condition over facts, compiled once to a flat form and evaluated in Kleene's three-valued
/// logic: an unknown fact gives unknown, never false, and so does a range that straddles the
/// threshold it is compared with.
///
/// Language: `and or not ( )`, comparisons `== != < <= > >=`, `fact in [a, b]` (for lists: has any
/// of them), `fact has a`, `fact == [a]` (exactly these), `fact is known`, `fact is unknown`,
/// arithmetic `+ - * /`, $parameters, numbers with k, M, B, dates, words. A yes-no fact stands
/// alone as a condition.
class Expression {
public:
  Truth evaluate(const Facts& facts) const;
  /// Every comparison in it with what was found, in the order of the text.
  std::vector<Condition> conditions(const Facts& facts) const;
  /// The facts it mentions, each once, in the order of the text.
  std::span<const FactIndex> facts() const { return facts_; }

  struct Node; ///< one operation of the flat form
  Expression();
  Expression(std::vector<Node> nodes, std::vector<FactIndex> facts);
  Expression(const Expression&);
  Expression(Expression&&) noexcept;
  Expression& operator=(const Expression&);
  Expression& operator=(Expression&&) noexcept;
  ~Expression();

private:
  std::vector<Node> nodes_;
  std::vector<FactIndex> facts_;
};

/// Compiles `text`, typed against the declarations. `at` is where the text starts.
/// Errors: unknown facts, parameters and words (with a suggestion), types that do not fit,
/// syntax; each with its position.
Result<Expression> compile(std::string_view text, const Position& at, const FactSchema& schema,
                           std::span<const Parameter> parameters);

} // namespace tunepath
