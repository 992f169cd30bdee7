#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/catalog/catalog.hpp"

#include <string>

namespace tunepath::hosting {

/// The accelerators of one instance as numbers: tensor parallelism over all of them.
struct Machine {
  double accelerators = 1;
  double memory_gib = 0;      ///< of each, what a server may fill
  double bandwidth_bytes = 0; ///< of each, bytes a second
  double flops = 0;           ///< of each, at 16 bits
  double weight_bytes = 2;    ///< per parameter, as it is read
};

/// What share of the hardware's speed is reached, and what each step costs besides.
struct Speed {
  double weights = 0;            ///< of memory bandwidth, reading weights
  double cache = 0;              ///< of memory bandwidth, reading keys and values
  double prefill = 0;            ///< of the peak
  double layer_seconds = 0;      ///< a step, for each layer
  double request_seconds = 0;    ///< a step, for each request at once beyond the first
  double all_reduce_seconds = 0; ///< a step and layer, with more than one accelerator
  double factor = 1;             ///< on all of it: the framework, the end of the range
  double most_batch = 0;         ///< requests at once, at most
};

/// Speed with its range, and whether decoding so many at once on that accelerator was measured.
struct SpeedRange {
  Range<Speed> of; ///< low: slow
  bool measured = false;
  std::string source; ///< what it rests on, in words
};

/// The speed of an accelerator from the catalog's coefficients. `pcie`: several are linked by
/// nothing faster. `framework` is nullptr when it is not known, as in a plan. `largest_batch`:
/// requests at once that are looked at; beyond what was measured the range is wider. Throws
/// std::out_of_range when a coefficient is missing.
SpeedRange speed_of(const Accelerator& accelerator, bool pcie, const Framework* framework,
                    double largest_batch, const Catalog& catalog);

/// GiB per accelerator of weights and of what a server holds besides, without any request.
double fixed_gib(const Architecture& model, const Machine& machine, double activation_gib);

/// GiB per accelerator of the keys and values of one request of `tokens`. Heads are split, not
/// tokens: more accelerators than key-value heads hold copies.
double cache_gib(const Architecture& model, const Machine& machine, double tokens);

/// Requests at once that memory leaves room for, at most `most`; 0 when there is none.
double useful_batch(const Architecture& model, const Machine& machine, double tokens,
                    double activation_gib, double most);

/// Parameters read in a step: all of a dense model less the input embedding; of a mixture the
/// experts that a batch touches, each token choosing at random: 1 - (1 - k/n)^batch of them.
double parameters_read(const Architecture& model, double batch);

/// Seconds of one step of decoding `batch` requests with `context` tokens each: weights and caches
/// are read once. Source: R. Pope et al., "Efficiently Scaling Transformer Inference", 2022,
/// section 2, with coefficients fitted on measurements.
double decode_step_seconds(const Architecture& model, const Machine& machine, double batch,
                           double context, const Speed& speed);

/// Seconds to take in `input_tokens` of one request: 2 N_mm + 2 L q s operations for each token.
double prefill_seconds(const Architecture& model, const Machine& machine, double input_tokens,
                       const Speed& speed);

/// Requests a second with `batch` requests at once: each is taken in alone and decoded beside the
/// others. Contexts are half written on average.
double request_rate(const Architecture& model, const Machine& machine, double batch,
                    double input_tokens, double output_tokens, const Speed& speed);

} // namespace tunepath::hosting
