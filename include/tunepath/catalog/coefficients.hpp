#pragma once

#include "tunepath/catalog/catalog.hpp"

#include <string>

namespace tunepath {

/// GiB that a program can count on: the usable figure; where only the nominal one is known,
/// coefficient "nominal-memory-share" of it. Throws std::out_of_range without that coefficient.
double reliable_gib(const UsableMemory& memory, const Catalog& catalog);

/// The factor up and down that holds 90% of someone's own runs, from the range of the coefficient
/// "calibration-<what>" (memory, training-time, serving); empty while that is a point, as it is
/// without enough runs of one's own. Throws std::out_of_range when there is no such coefficient.
std::optional<double> own_spread(std::string_view what, const Catalog& catalog);

/// "; times 1.2, from runs.csv" where "calibration-<what>" corrects what is predicted, else "".
/// Throws std::out_of_range when there is no such coefficient.
std::string correction_words(std::string_view what, const Catalog& catalog);

} // namespace tunepath
