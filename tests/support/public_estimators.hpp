#pragma once

#include "support/measurements.hpp"
#include "tunepath/catalog/catalog.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace tunepath::test {

/// What a formula estimates: the rows of peak_memory, of train_throughput and train_time, or of
/// serve_throughput.
enum class EstimatorKind { memory, time, serving };

/// A formula that others publish and that people plan with, to be held beside ours on the same
/// measurements. None of them is used outside of tests.
struct Estimator {
  std::string_view name;
  EstimatorKind kind = EstimatorKind::memory;
  std::string_view source; ///< where it is published
  std::optional<double> (*formula)(const Measurement&, const Catalog&) = nullptr;

  /// The estimate in the unit of the row's value; empty for a row that the formula says nothing
  /// about: of another kind, method or batch, or with a model or accelerator whose figures the
  /// catalog lacks.
  std::optional<double> operator()(const Measurement& row, const Catalog& catalog) const;
};

const std::vector<Estimator>& public_estimators();

/// The measurements that an estimator of that kind is about, of those that are well defined.
std::vector<Measurement> measurements_for(EstimatorKind kind);

} // namespace tunepath::test
