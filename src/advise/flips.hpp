#pragma once

#include "tunepath/advise/advise.hpp"

namespace tunepath {

/// The smallest sets of changed answers that lead to another approach or path: every single change
/// that does, the nearest value for each new answer; then pairs of changes that do nothing alone
/// and lead where no single one does. While undecided, from where the answer is leaning; nothing
/// when it leans nowhere. In the order of what is worth most to know; at most 16.
/// `stated` is completed, and nothing else is derived in it. Pure, and bounded: a few thousand
/// evaluations of the rules.
std::vector<Flip> find_flips(const Facts& stated, const std::optional<Leaning>& leaning,
                             const Knowledge& knowledge);

} // namespace tunepath
