#pragma once

#include "tunepath/advise/advice.hpp"

#include <initializer_list>
#include <string>

namespace tunepath {

/// A sum together with what is missing from it, so that no caller can show one without the other.
struct Total {
  Money amount;
  bool any_line = false;
  bool any_gap = false;
  bool any_estimate = false; ///< another region's price stands in for a missing one

  bool complete() const { return !any_gap; }
  /// False when nothing but gaps make it up: such a sum is no number at all.
  bool priced() const { return any_line || !any_gap; }
};

/// `amount`, which is the sum of the lines of `kinds`, with what `estimate` says about them.
Total total(const Estimate& estimate, std::initializer_list<LineKind> kinds, Money amount);

Total one_time(const CostAdvice& cost);
Total standing(const CostAdvice& cost);
Total per_use(const CostAdvice& cost);
Total monthly(const CostAdvice& cost);
Total horizon(const CostAdvice& cost);
Total one_time(const Alternative& way);
Total standing(const Alternative& way);
Total per_use(const Alternative& way);
Total monthly(const Alternative& way);
Total horizon(const Alternative& way);
Total monthly(const HostingOption& mode);
Total idle_monthly(const HostingOption& mode);
Total proof(const Proof& proof);
/// What AWS bills of a kind, and what is people's time.
Total aws(const CostAdvice& cost, LineKind kind);
Total people(const CostAdvice& cost, LineKind kind);
/// `amount`, which is of the AWS bill of any number of months.
Total of_aws(const CostAdvice& cost, Money amount);

/// How far the extra cost of a tuned model is known, which is a difference of two ways: exactly
/// where both are priced, at least where only the tuned one has gaps, and else not at all.
enum class Knowledge { exact, at_least, none };
Knowledge knowledge_of_extra(const CostAdvice& cost);

/// "$1.00", "at least $1.00", "about $1.00" where a price was estimated, or "not priced".
std::string to_string(const Total& total);

} // namespace tunepath
