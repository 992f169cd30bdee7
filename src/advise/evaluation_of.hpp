#pragma once

#include "tunepath/advise/evaluator.hpp"

namespace tunepath {

/// What an evaluation says, read off advice. `planned` is the id of the way that is recommended for
/// the scenario as it was stated. `instance` points into the advice.
Evaluation evaluation_of(const Advice& advice, std::string_view planned);

} // namespace tunepath
