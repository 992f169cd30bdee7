#pragma once

#include "tunepath/core/range.hpp"
#include "tunepath/training/run.hpp"

#include <memory>
#include <string>
#include <vector>

namespace tunepath {

/// One named share of the memory of one accelerator.
struct MemoryPart {
  std::string name; ///< weights, gradients, optimizer, gathered layers, dequantised weights,
                    ///< activations, logits, overhead
  double gib = 0;
};

/// Memory of one accelerator in GiB at the moment of the peak. The parts add up to `gib.likely`.
struct MemoryEstimate {
  std::vector<MemoryPart> parts;
  Range<double> gib;
};

/// Tokens per second of all accelerators together. `measured` is true where runs on that
/// accelerator with that kind of method were measured; else the range is wider.
struct SpeedEstimate {
  Range<double> tokens_per_second;
  bool measured = false;
};

/// The physics of training with its coefficients, read once from the catalog. Ranges hold about 90%
/// of what was measured; they are wider where the framework is not named, where no run on the
/// accelerator was measured, or none of the method on that kind of accelerator. Enough runs of
/// one's own take the place of the measured errors and of an unknown framework: see calibrated().
class TrainingPhysics {
public:
  /// `framework`: nullptr when it is not known, as in a plan. The catalog outlives the physics.
  /// Throws std::out_of_range when the catalog lacks a coefficient.
  explicit TrainingPhysics(const Catalog& catalog, const Framework* framework = nullptr);
  ~TrainingPhysics();
  TrainingPhysics(TrainingPhysics&&) noexcept;
  TrainingPhysics& operator=(TrainingPhysics&&) noexcept;

  MemoryEstimate memory(const TrainingRun& run) const;
  /// The same total without parts, for searches: GiB at the likely value.
  double memory_gib(const TrainingRun& run) const;
  /// By which factor memory may be above its likely value: the high end of its range over it.
  double memory_margin() const;

  /// Precondition: the accelerator is given and its FLOPS and memory bandwidth are known.
  SpeedEstimate speed(const TrainingRun& run) const;

private:
  struct Coefficients;
  std::unique_ptr<Coefficients> c_;
};

} // namespace tunepath
