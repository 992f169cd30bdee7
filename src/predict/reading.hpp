#pragma once

#include "tunepath/hosting/physics.hpp"
#include "tunepath/predict/run_table.hpp"
#include "tunepath/training/run.hpp"

#include <optional>
#include <string>
#include <variant>

namespace tunepath::predict_room {

/// One row of a table of runs, cell by cell.
class RowReader {
public:
  RowReader(const RunTable& runs, std::size_t row, const Catalog& catalog)
      : runs_(&runs), row_(row), catalog_(&catalog) {}

  std::string_view text(std::string_view column) const { return runs_->cell(row_, column); }
  /// A finite number above zero; empty when the cell holds anything else.
  std::optional<double> number(std::string_view column) const;
  double number_or(std::string_view column, double otherwise) const {
    return number(column).value_or(otherwise);
  }

  const Model* model() const;
  const Framework* framework() const;
  const Accelerator* accelerator() const;
  const Catalog& catalog() const { return *catalog_; }

private:
  const RunTable* runs_;
  std::size_t row_;
  const Catalog* catalog_;
};

/// A run, or why the row does not describe one that can be predicted.
template <class Run>
struct Read {
  std::optional<Run> run;
  std::string note;
};

Read<TrainingRun> training_run(const RowReader& row);
Read<ServingRun> serving_run(const RowReader& row);

} // namespace tunepath::predict_room
