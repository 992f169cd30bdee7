#pragma once

#include "ask/worth.hpp"

namespace tunepath::ask {

/// Answers to a question about cost, in order: every word of a choice; for numbers the example of
/// the declaration, a quarter and four times of it, and the outermost thresholds of the rules on
/// hosting and verdict; the models and regions that declarations give as examples. Numbers
/// ascend. `facts` are those of a completed scenario.
std::vector<Value> cost_answers(FactIndex fact, const Facts& facts, const Knowledge& knowledge);

/// The example of the declaration; unknown without one.
Value example_answer(const FactDecl& fact);

} // namespace tunepath::ask
