#pragma once

#include "support/random_facts.hpp"
#include "tunepath/ask/next_question.hpp"

#include <string>
#include <vector>

namespace tunepath::test {

/// An interview about a profile given as YAML text without its `format` line.
Interview interview_about(const std::string& profile);

/// Takes the answer down as the questionnaire does; unknown is a question that was skipped.
void answer(Interview& interview, FactIndex fact, const Value& value);

/// Asks until nothing is asked any more, answering from `known`; what is unknown there is skipped.
/// Returns the questions in order.
std::vector<Question> hold(Interview& interview, const Facts& known);

/// The ids of the facts that were asked about.
std::vector<std::string> ids(const std::vector<Question>& questions);

/// Complete answers: to what decides from `random`, to all else from a tenth to ten times of the
/// example of the declaration, a word of the choice, or the default.
Facts complete_answers(RandomFacts& random);

} // namespace tunepath::test
