#pragma once

#include "tunepath/facts/facts.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace tunepath {

/// What follows from the answers alone: whether anything is wrong at all, the kind of data that the
/// technique eats, and one reading of two answers that contradict each other. Looks the facts up
/// once, for many readings.
class AnswerReading {
public:
  struct Finding {
    FactIndex fact = 0;
    Value value;
    std::string_view from;
  };

  explicit AnswerReading(const FactSchema& schema);

  /// The facts to set, in any order; those that nothing follows for are unknown.
  std::vector<Finding> of(const Facts& facts) const;

  /// The answers that may be read otherwise than they were stated.
  FactIndex prompt_effort() const { return prompt_effort_; }
  FactIndex weak_prompt() const { return weak_prompt_; }

private:
  std::array<FactIndex, 4> gaps_;
  FactIndex prompt_effort_;
  FactIndex weak_prompt_;
  FactIndex technique_;
  FactIndex any_gap_;
  FactIndex kind_;
};

} // namespace tunepath
