#pragma once

#include "tunepath/advise/outcome.hpp"

namespace tunepath {

/// Where the answer is heading if every open fact that declares a presumption has it: the flags of
/// the problem only once one of them is yes. Names only the presumptions that the answer needs.
/// Empty when nothing is known about the problem, or when presuming changes nothing.
/// `facts` are `stated` with what is derived; `outcome` is theirs.
std::optional<Leaning> lean(const Outcome& outcome, const Facts& stated, const Facts& facts,
                            const Knowledge& knowledge);

} // namespace tunepath
