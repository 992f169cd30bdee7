#pragma once

#include "cli/ask/line_source.hpp"
#include "tunepath/facts/facts.hpp"

#include <vector>

namespace tunepath::cli {

/// Answers that a profile holds, given when they are asked for. What it does not hold keeps its
/// default, or stays unknown.
class AnswerLines : public LineSource {
public:
  /// `answers` outlives the source.
  explicit AnswerLines(const Facts& answers);

  TypedLine next(std::optional<FactIndex> fact) override;
  bool is_person() const override { return false; }

  /// What is in the profile and was not asked for.
  std::vector<FactIndex> unused() const;

private:
  const Facts& answers_;
  std::vector<FactIndex> used_;
};

} // namespace tunepath::cli
