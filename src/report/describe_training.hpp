#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/report/document.hpp"

#include <vector>

namespace tunepath {

/// The training job in a few lines, as one row among the paths.
Point training_point(const TrainingAdvice& training);

/// A table of `candidates`, with what speaks against those that could not be chosen.
Table candidates_table(const std::vector<const Candidate*>& candidates);

} // namespace tunepath
