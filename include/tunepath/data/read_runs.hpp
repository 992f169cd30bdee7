#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/predict/predict.hpp"

namespace tunepath {

/// Reads a table of measured runs: CSV as in RFC 4180, the first row names the columns.
/// Errors: with their line, an empty file, a column without a name or named twice, a row with more
/// or fewer cells than there are columns, control characters, a cell that is too long (some 100,000
/// bytes), and more than a million rows or ten million cells.
Result<RunTable> read_runs(std::string_view text, const std::string& file);

/// The table with predicted_low, predicted, predicted_high, predicted_fits and prediction_note
/// behind each row, as CSV. Columns of those names that the table has already are replaced.
std::string write_runs(const RunTable& runs, const std::vector<RunPrediction>& predictions);

} // namespace tunepath
