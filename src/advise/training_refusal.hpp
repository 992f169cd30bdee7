#pragma once

#include "advise/plan_training.hpp"

namespace tunepath {

/// What to do about a job that does not fit the instance that the profile names, tried from the
/// nearest to the farthest: a smaller micro-batch, checkpointing, fewer trained weights, more
/// instances of the type, the cheapest other type. `option` is the one that was asked for.
/// Precondition: option.memory.fits == Truth::no.
TrainingRefusal refuse_training(const Situation& s, const PreparedTraining& prepared,
                                const TrainingOption& option, std::optional<std::int64_t> tokens);

} // namespace tunepath
