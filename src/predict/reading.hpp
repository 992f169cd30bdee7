#pragma once

#include "tunepath/hosting/physics.hpp"
#include "tunepath/predict/run_table.hpp"
#include "tunepath/training/run.hpp"

#include <optional>
#include <string>

namespace tunepath::predict_room {

/// One row of a table of runs, cell by cell.
class RowReader {
public:
  RowReader(const RunTable& runs, std::size_t row, const Catalog& catalog)
      : runs_(&runs), row_(row), catalog_(&catalog) {}

  std::string_view text(std::string_view column) const { return runs_->cell(row_, column); }
  /// A number from 1e-9 to 1e15, within which all that is computed from it stays finite; empty when
  /// the cell holds anything else.
  std::optional<double> number(std::string_view column) const;
  /// The same from 1 on, as counts and lengths are.
  std::optional<double> count(std::string_view column) const;

  const Model* model() const;
  const Framework* framework() const;
  const Accelerator* accelerator() const;
  const Catalog& catalog() const { return *catalog_; }

private:
  const RunTable* runs_;
  std::size_t row_;
  const Catalog* catalog_;
};

/// Text of a cell as a note quotes it: in quotes, cut where it is long.
std::string quoted(std::string_view text);

/// A run with what was taken for granted, or why the row does not describe one that can be
/// predicted.
template <class Run>
struct Read {
  std::optional<Run> run;
  std::string note;
};

/// "training time", "serving" or "memory": what a kind of run tells about. Training time and
/// throughput are one thing seen from two sides.
std::string_view family_of(std::string_view kind);

Read<TrainingRun> training_run(const RowReader& row);
Read<ServingRun> serving_run(const RowReader& row);

} // namespace tunepath::predict_room
