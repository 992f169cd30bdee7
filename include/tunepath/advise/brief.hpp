#pragma once

#include "tunepath/advise/advise.hpp"

namespace tunepath {

/// For trying out what an answer would change: the same answers and amounts as decide() and
/// advise(), without what is said about them. No reasons but those of verdict and technique, no
/// open questions, no flips, no warnings and assumptions; among the alternatives neither a later
/// path nor another base model, nor untuned ways besides prompt and rag.
Decision decide_briefly(const Facts& facts, const Knowledge& knowledge);
Advice advise_briefly(const Scenario& scenario, const Knowledge& knowledge);

} // namespace tunepath
