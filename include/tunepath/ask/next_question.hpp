#pragma once

#include "tunepath/advise/advise.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// A question that is worth its answer.
struct Question {
  FactIndex fact = 0;
  /// What an answer can change, in words: "with yes: prompt + fine-tuning; with no: prompt".
  std::string because;
};

/// What the person has dealt with already: facts answered here or in the profile are known in
/// `scenario.facts` with an origin other than absent, initial or derived; `skipped` were put and
/// left as they are.
struct Interview {
  Scenario scenario; ///< completed (defaults filled in), nothing derived
  std::vector<FactIndex> skipped;
};

/// The most valuable question that can still change the decision, or move the horizon's cost by
/// more than the parameter `question_worth` allows; empty when nothing can. Deterministic; pure.
std::optional<Question> next_question(const Interview& interview, const Knowledge& knowledge);

} // namespace tunepath
