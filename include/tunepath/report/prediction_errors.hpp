#pragma once

#include "tunepath/predict/predict.hpp"

#include <string>
#include <vector>

namespace tunepath {

/// How far predictions are off: a table of at most 80 columns, kinds of runs with their frameworks
/// below them, and how many runs are not counted and why.
std::string prediction_errors(const RunTable& runs, const std::vector<RunPrediction>& predictions);

/// What was taken from someone's own runs: one line for each factor.
std::string calibration_words(const std::vector<Calibration>& found, const std::string& file);

} // namespace tunepath
