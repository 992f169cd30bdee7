#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/names.hpp"
#include "tunepath/core/range.hpp"
#include "tunepath/core/truth.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

enum class Method { full, lora, qlora };

template <>
struct Names<Method> {
  static constexpr std::array<std::pair<Method, std::string_view>, 3> k_all{
      {{Method::full, "full"}, {Method::lora, "lora"}, {Method::qlora, "qlora"}}};
};

/// Which activations are computed again in the backward pass instead of being kept.
enum class Checkpointing { none, selective, full };

template <>
struct Names<Checkpointing> {
  static constexpr std::array<std::pair<Checkpointing, std::string_view>, 3> k_all{
      {{Checkpointing::none, "none"},
       {Checkpointing::selective, "selective"},
       {Checkpointing::full, "full"}}};
};

/// What is to be trained: quantities only, no prices.
struct TrainingJob {
  const Model* model = nullptr; ///< has_architecture() holds
  Method method = Method::lora;
  std::int64_t trained_tokens = 0; ///< corpus tokens x epochs, of one run
  std::int64_t sequence_length = 2048;
  std::int64_t micro_batch = 1; ///< sequences per accelerator and step
  Checkpointing checkpointing = Checkpointing::full;
};

/// One named share of the memory of one accelerator.
struct MemoryPart {
  std::string name; ///< weights, gradients, optimizer, gathered layers, activations,
                    ///< logits, overhead
  double gib = 0;
};

/// Whether a job fits, and what fills the memory. `fits` is unknown when the catalog lacks a
/// figure that it depends on; `reason` then names it. GiB per accelerator.
struct MemoryFit {
  Truth fits = Truth::unknown;
  std::vector<MemoryPart> parts;
  double needed_gib = 0;
  double usable_gib = 0;   ///< as the catalog has it; `fits` keeps a margin below it
  std::int64_t shards = 1; ///< accelerators that share weights, gradients and optimizer
  std::string reason;
};

/// Hours of one run on the instances, with the range that measured errors give. `measured_nearby`
/// is false where no measurement on that hardware and method backs the figure: the range is then
/// wider. `basis` says what it rests on, in words.
struct TrainingTime {
  Range<double> hours;             ///< startup_hours + trained tokens / tokens_per_second
  Range<double> tokens_per_second; ///< of all accelerators together
  Range<double> startup_hours;
  bool measured_nearby = false;
  std::string basis;
};

/// Memory of `job` on `instances` x `instance`, with flash attention. Full tuning is sharded over
/// all accelerators (ZeRO-3, FSDP) in mixed precision with 32-bit master weights; LoRA (rank and
/// bytes: coefficients) only if one accelerator is too small.
MemoryFit memory_fit(const TrainingJob& job, const Instance& instance, std::int64_t instances,
                     const Catalog& catalog);

/// The largest micro-batch (a power of two, at most coefficient "micro-batch-most") with which the
/// job fits; 0 when it does not fit with one sequence or nobody knows.
std::int64_t largest_micro_batch(const TrainingJob& job, const Instance& instance,
                                 std::int64_t instances, const Catalog& catalog);

/// Time of one run; empty when the catalog lacks the accelerator's FLOPS or the model's
/// architecture, or when the method does not run on it.
std::optional<TrainingTime> training_time(const TrainingJob& job, const Instance& instance,
                                          std::int64_t instances, const Catalog& catalog);

/// True when the method can run on that kind of accelerator at all: 4-bit kernels are GPU-only.
bool method_runs_on(Method method, AcceleratorKind kind);

} // namespace tunepath
