#pragma once

#include "tunepath/core/truth.hpp"
#include "tunepath/training/physics.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// What is to be trained: quantities only, no prices.
struct TrainingJob {
  const Model* model = nullptr; ///< has_architecture() holds
  Method method = Method::lora;
  std::int64_t trained_tokens = 0; ///< corpus tokens x epochs, of one run
  std::int64_t sequence_length = 2048;
  std::int64_t micro_batch = 1; ///< sequences per accelerator and step
  Checkpointing checkpointing = Checkpointing::full;
  double validation_share = 0; ///< tokens evaluated after each epoch, of those trained in it
};

/// Whether a job fits, and what fills the memory. GiB per accelerator. `fits` is yes when the high
/// end of the range fits, no when the likely value does not, and unknown between them, when the
/// weights may not load through the host's memory, or when the catalog lacks a figure that it
/// depends on; `reason` says which.
struct MemoryFit {
  Truth fits = Truth::unknown;
  std::vector<MemoryPart> parts;
  double needed_gib = 0; ///< the likely value
  double high_gib = 0;   ///< the high end
  double usable_gib = 0;
  bool host_too_small = false; ///< the weights may not load: more instances change nothing
  std::int64_t shards = 1;     ///< accelerators that share weights, gradients and optimizer
  std::string reason;
};

/// Hours of one run on the instances, with the range that measured errors give. `measured_nearby`
/// is false where no measurement on that hardware and method backs the figure: the range is then
/// wider. `basis` says what it rests on, in words.
struct TrainingTime {
  Range<double> hours;             ///< startup_hours + trained tokens / tokens_per_second
  Range<double> tokens_per_second; ///< trained, of all accelerators together, evaluation included
  Range<double> startup_hours;
  bool measured_nearby = false;
  std::string basis;
};

/// Plans training jobs on instances. Reads its coefficients once; planning many is cheap.
class TrainingPlanner {
public:
  /// The catalog outlives the planner.
  explicit TrainingPlanner(const Catalog& catalog);

  /// Memory of `job` on `instances` x `instance`, with flash attention and gradients kept over
  /// several steps. Full tuning is sharded over all accelerators (ZeRO-3, FSDP) in mixed precision
  /// with 32-bit master weights; LoRA only if one accelerator is too small.
  MemoryFit memory_fit(const TrainingJob& job, const Instance& instance,
                       std::int64_t instances) const;

  /// The largest micro-batch (a power of two, at most coefficient "micro-batch-most") with which
  /// the job surely fits; 0 when it does not with one sequence or nobody knows.
  std::int64_t largest_micro_batch(const TrainingJob& job, const Instance& instance,
                                   std::int64_t instances) const;

  /// Time of one run with an evaluation after each epoch: a forward pass over the validation
  /// tokens, by its share of the FLOPs of training. Empty when the catalog lacks the accelerator's
  /// FLOPS or bandwidth, the model's architecture or, of several instances, their network; or when
  /// the method does not run on it.
  std::optional<TrainingTime> training_time(const TrainingJob& job, const Instance& instance,
                                            std::int64_t instances) const;

private:
  struct Placement;
  TrainingRun run_of(const TrainingJob& job, const Instance& instance, std::int64_t instances,
                     bool sharded) const;
  Placement place(const TrainingJob& job, const Instance& instance, std::int64_t instances) const;

  const Catalog* catalog_;
  TrainingPhysics physics_;
  OptimizerSetup full_;
  OptimizerSetup adapters_;
  double rank_;
};

/// True when the method can run on that kind of accelerator at all: 4-bit kernels are GPU-only.
bool method_runs_on(Method method, AcceleratorKind kind);

} // namespace tunepath
