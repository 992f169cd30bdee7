#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/truth.hpp"
#include "tunepath/facts/facts.hpp"
#include "tunepath/rules/rule.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tunepath {

namespace rules {
struct Program; ///< the compiled form
}

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
/// threshold it is compared with. Cheap to copy; copies share the compiled form.
///
/// Language, loosest first:
///
///   a or b · a and b · not a · ( a )
///   fact                          a yes-no fact stands alone
///   x == y, != < <= > >=          numbers, dates and months; words by == and != only
///   fact in [a, b]                a word that is one of them; a list that has any of them
///   fact has a                    a list that has that word
///   list == [a, b]                a list of exactly these words, in any order
///   fact is known, is unknown     the only way to ask whether something was said
///   x + y, - * /                  on numbers and ranges; date - date counts days. A minus
///                                 needs blanks around it, since words may hold one: 1-month
///
/// where x is a fact, a number (40k, 1.5M, 1_000), a date (2026-11-22), a month (2026-11) or a
/// $parameter. A division by what may be zero is unknown.
class Expression {
public:
  /// Always unknown.
  Expression() = default;
  explicit Expression(std::shared_ptr<const rules::Program> program)
      : program_(std::move(program)) {}

  Truth evaluate(const Facts& facts) const;
  /// The same, and the truth of every comparison, in the order of conditions(): an explanation
  /// without its words. Precondition: `found` has comparisons() places.
  Truth evaluate(const Facts& facts, std::span<Truth> found) const;
  std::size_t comparisons() const;
  /// Every comparison in it with what was found, in the order of the text. A `not` is part of
  /// what is needed, so that `truth` is yes where the comparison speaks for the whole.
  std::vector<Condition> conditions(const Facts& facts) const;
  /// Appends the numbers at which comparisons of `fact` with what is known exactly turn: 200 for
  /// "fact >= 200", days since 1970-01-01 for dates.
  void thresholds(FactIndex fact, const Facts& facts, std::vector<double>& into) const;
  /// The facts of which it asks whether they are known, in the order of the text.
  std::vector<FactIndex> asked_if_known() const;
  /// The words of the fact's that it mentions, appended in the order of the text.
  void words(FactIndex fact, std::vector<std::string_view>& into) const;
  /// The facts it mentions, each once, in the order of the text.
  std::span<const FactIndex> facts() const;

private:
  std::shared_ptr<const rules::Program> program_;
};

/// Compiles `text`, typed against the declarations. `at` is where the text starts.
/// Errors: unknown facts, parameters and words (with a suggestion), types that do not fit, and the
/// first error of syntax; each with its position. More than 1,000 words, numbers and signs, or
/// brackets nested deeper than 50, are refused.
Result<Expression> compile(std::string_view text, const Position& at, const FactSchema& schema,
                           std::span<const Parameter> parameters);

} // namespace tunepath
