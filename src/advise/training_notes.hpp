#pragma once

#include "advise/plan_training.hpp"

namespace tunepath {

/// Sentences about the choice that the table of candidates does not say: how it moves with the
/// range, what the fastest way costs, the deadline, Spot, the recipe, what the job has to set.
/// Precondition: `plan` is complete but for them.
std::vector<std::string> training_notes(const PreparedTraining& prepared,
                                        const TrainingAdvice& plan, const Catalog& catalog);

} // namespace tunepath
