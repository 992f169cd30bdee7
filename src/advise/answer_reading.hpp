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
  /// A fact to set. `value` and `from` live as long as the reading.
  struct Finding {
    FactIndex fact = 0;
    const Value* value = nullptr;
    std::string_view from;
  };

  explicit AnswerReading(const FactSchema& schema);

  /// Puts the facts to set into `found`, in place of what was there. Those that nothing follows for
  /// are unknown.
  void read(const Facts& facts, std::vector<Finding>& found) const;

  /// The answers that may be read otherwise than they were stated.
  FactIndex prompt_effort() const { return prompt_effort_; }
  FactIndex weak_prompt() const { return weak_prompt_; }

private:
  const Value* kind_of(std::string_view technique) const;

  std::array<FactIndex, 4> gaps_;
  FactIndex prompt_effort_;
  FactIndex weak_prompt_;
  FactIndex technique_;
  FactIndex any_gap_;
  FactIndex kind_;
  Value unknown_;
  Value yes_{true};
  Value no_{false};
  Value some_{Word{"some"}};
  std::vector<std::pair<std::string_view, Value>> kinds_; ///< of data, by technique
};

} // namespace tunepath
