#pragma once

#include "tunepath/training/plan.hpp"

namespace tunepath::training {

/// Why a job fits or does not: what it needs of what there is, and the part that breaks it.
std::string fit_words(const MemoryFit& fit, bool nominal);

/// What a predicted speed rests on.
std::string basis_words(const SpeedEstimate& speed, Method method, const Accelerator& accelerator,
                        const Catalog& catalog);

} // namespace tunepath::training
