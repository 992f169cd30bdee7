#pragma once

#include "tunepath/advise/advise.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// A question that is worth its answer.
struct Question {
  FactIndex fact = 0;
  std::string
      because; ///< what an answer can change, in words: "with yes: prompt + fine-tuning ..."
};

/// What the person has dealt with already. Facts that were answered here or in the profile are
/// known in `scenario.facts`, with an origin other than absent, initial or derived.
struct Interview {
  Scenario scenario;              ///< completed (defaults filled in), nothing derived
  std::vector<FactIndex> skipped; ///< put and left unknown, or at their default
};

/// The most valuable question that can still change the decision, or move the horizon's cost by
/// more than the parameter `question_worth` allows; empty when nothing can. A fact that holds a
/// default counts as not answered: the default is what holds if it is skipped. Pure.
std::optional<Question> next_question(const Interview& interview, const Knowledge& knowledge);

} // namespace tunepath
