#pragma once

#include "parameters.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/predict/predict.hpp"

#include <span>

namespace tunepath::fitting {

/// Values of parameters() in order.
using Values = std::vector<double>;

Values start();

/// The shipped catalog with other values of the coefficients. Lives as long as it is used.
class Overlay {
public:
  explicit Overlay(const Values& values);
  Overlay(const Overlay&) = delete; ///< catalog() points into it
  Overlay& operator=(const Overlay&) = delete;
  const Catalog& catalog() const { return catalog_; }

private:
  std::vector<Coefficient> rows_;
  Catalog catalog_;
};

/// The rows of a table that `keep` holds for.
template <class Keep>
RunTable only(const RunTable& runs, Keep keep) {
  RunTable kept{runs.file, runs.columns, {}};
  for (std::size_t row = 0; row < runs.rows.size(); ++row) {
    if (keep(row)) {
      kept.rows.push_back(runs.rows[row]);
    }
  }
  return kept;
}

/// Fits the parameters of one part on the runs, from the values given: least robust deviations of
/// log(predicted / measured), with a prior that draws each to its start.
Values fit(Part part, const RunTable& runs, Values values);

/// log(predicted / measured) of every scored run.
std::vector<double> deviations(const RunTable& runs, const Values& values);

} // namespace tunepath::fitting
