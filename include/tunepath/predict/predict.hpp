#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/truth.hpp"
#include "tunepath/predict/run_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// What tunepath would have said of one measured run.
struct RunPrediction {
  std::optional<Range<double>> value; ///< in the unit of the row's `value`; empty = cannot tell
  std::string note;                   ///< why it cannot tell, or what was assumed
  Truth fits = Truth::unknown;        ///< whether it fits the accelerator's memory
  std::optional<double> measured;     ///< the row's value
  bool scored = false;                ///< the row says what is needed to hold it to account
};

/// Predicts every run of the table, in its order. Columns as in docs/predict.md; one that is
/// missing is as if it were empty.
std::vector<RunPrediction> predict(const RunTable& runs, const Catalog& catalog);

/// Absolute relative error |predicted / measured - 1| over the scored runs of one kind.
struct ErrorSummary {
  std::string kind;
  std::string framework; ///< "" for all together
  std::size_t runs = 0;
  double median = 0;
  double p90 = 0;
  double bias = 0;   ///< median of predicted / measured
  double inside = 0; ///< share of measurements within the range
};

/// A line for each kind of run, and below it one for each of its frameworks; kinds without a
/// scored run are left out.
std::vector<ErrorSummary> summarize(const RunTable& runs,
                                    const std::vector<RunPrediction>& predictions);

/// A factor from someone's own runs: the median of measured over predicted, of time where a rate
/// was measured.
struct Calibration {
  std::string coefficient; ///< calibration-training-time, calibration-memory, calibration-serving
  double factor = 1;
  std::size_t runs = 0;
  std::optional<double> spread; ///< the factor up and down that holds 90% of them; from 5 runs on
};

/// What is to be corrected. A plan knows of no framework, so its factor holds what the framework of
/// the runs does; predictions of runs that name one know that part already.
enum class Calibrates { plans, runs };

/// The factors that the runs give. Of kinds without a usable run there is none.
std::vector<Calibration> calibrate(const RunTable& runs, const Catalog& catalog, Calibrates what);

/// The catalog's coefficients with those factors in place of its own, as a range where they have a
/// spread; `source` says where they are from and outlives the rows.
std::vector<Coefficient> calibrated(const Catalog& catalog, const std::vector<Calibration>& found,
                                    std::string_view source);

/// The `share` quantile (0 to 1) of values, interpolated. Precondition: values is not empty.
double quantile(std::vector<double> values, double share);

} // namespace tunepath
