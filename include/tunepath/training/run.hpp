#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/names.hpp"

#include <string_view>

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

/// What is kept for each trained parameter, in bytes. Bytes of a master copy count as states.
struct OptimizerSetup {
  double weight_bytes = 2;
  double gradient_bytes = 2;
  double state_bytes = 8;
  bool eight_bit = false;   ///< states in 8 bits, those of embeddings in 32
  bool in_backward = false; ///< each gradient is used as soon as it is there, none is kept
  bool off_device = false;  ///< states in host memory (paged or offloaded)
};

/// How many accelerators share each thing (1: everyone holds a copy), as ZeRO and FSDP do, and how
/// the model itself is cut.
struct ShardingSetup {
  double weights = 1;
  double gradients = 1;
  double optimizer = 1;
  double tensor_parallel = 1;   ///< devices over which each matrix is cut; of Neuron: cores
  double pipeline = 1;          ///< stages
  bool weights_on_host = false; ///< offloaded to host memory between uses
};

/// A training run, planned or measured: all that its memory and its speed depend on. Counts and
/// lengths are at least 1.
struct TrainingRun {
  Architecture model;
  Method method = Method::lora;
  const Accelerator* accelerator = nullptr; ///< speed needs it, memory does not
  double accelerators = 1;
  double accelerators_per_instance = 8;
  double network_gb_s = 0; ///< of an instance to others, one way; 0: as in measured clusters
  double sequence_length = 2048;
  double micro_batch = 1; ///< sequences per accelerator and step
  Checkpointing checkpointing = Checkpointing::full;
  bool offloads_activations = false;
  double rank = 16;
  AdapterTargets targets{};
  bool dora = false;
  double quantised_bits = 4.5; ///< per parameter of QLoRA's frozen blocks, scales included
  bool eight_bit_matmul = false;
  OptimizerSetup optimizer{};
  ShardingSetup sharding{};
  double cores = 1;         ///< of an accelerator, as tensor parallelism counts: NeuronCores
  bool fused = false;       ///< compiled, or with a loss in chunks
  bool accumulates = false; ///< gradients are kept over several steps

  double tokens() const { return micro_batch * sequence_length; }
  double trainable() const {
    return method == Method::full ? model.parameters : adapter_parameters(model, rank, targets);
  }
};

} // namespace tunepath
