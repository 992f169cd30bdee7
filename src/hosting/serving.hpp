#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/catalog/catalog.hpp"

namespace tunepath::hosting {

/// One machine as serving sees it.
struct Machine {
  double accelerators = 1;
  double memory_gib = 0;      ///< what serving may fill of one accelerator
  double bandwidth_bytes = 0; ///< per second and accelerator
  double flops = 0;           ///< per second and accelerator, 16-bit dense
};

/// Shares of peak and fixed times: one set for one end of the range.
struct Speed {
  double decode = 0;       ///< share of the memory bandwidth
  double prefill = 0;      ///< share of the FLOPS
  double scaling = 1;      ///< share left by tensor parallelism
  double step_seconds = 0; ///< fixed part of a decode step
  double most_batch = 1;
};

/// GiB per accelerator of the 16-bit weights and `activation_gib`.
double fixed_gib(const Architecture& model, const Machine& machine, double activation_gib);

/// GiB per accelerator of the key-value cache of one request of `tokens`. Key-value heads are
/// split over the accelerators and repeated where there are fewer heads than accelerators.
double cache_gib(const Architecture& model, const Machine& machine, double tokens);

/// Requests that run at once: as many caches as fit beside weights and activations, at most
/// `most`; 0 when not even one does.
double useful_batch(const Architecture& model, const Machine& machine, double tokens,
                    double activation_gib, double most);

/// Bytes of weights that one decode step reads: every expert that any request of the batch needs,
/// with experts drawn evenly.
double weights_read(const Architecture& model, double batch);

/// Seconds of one decode step: (weights read + batch x context x cache bytes) over the bandwidth
/// that is reached, plus a fixed part.
double decode_step_seconds(const Architecture& model, const Machine& machine, double batch,
                           double context, const Speed& speed);

/// Seconds to read a prompt: 2 FLOPs per active parameter and token, plus causal attention.
double prefill_seconds(const Architecture& model, const Machine& machine, double input_tokens,
                       const Speed& speed);

/// Requests per second at `batch`: 1 / (prefill + output tokens x step / batch).
double request_rate(const Architecture& model, const Machine& machine, double batch,
                    double input_tokens, double output_tokens, const Speed& speed);

} // namespace tunepath::hosting
