#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/catalog/catalog.hpp"

#include <optional>

namespace tunepath {

/// A server at work, planned or measured: `batch` requests at once, each of `input_tokens` read and
/// `output_tokens` written.
struct ServingRun {
  Architecture model;
  const Accelerator* accelerator = nullptr;
  double accelerators = 1;
  double batch = 1;
  double input_tokens = 0;
  double output_tokens = 1;
  double weight_bytes = 2;  ///< per parameter, as held and read
  bool with_prefill = true; ///< false: only the time between output tokens counts
};

/// Output tokens per second of all requests together, requests in a closed loop. Empty when the
/// accelerator's FLOPS or memory bandwidth are not known. Holds about 90% of what was measured.
std::optional<Range<double>> serving_tokens_per_second(const ServingRun& run,
                                                       const Framework* framework,
                                                       const Catalog& catalog);

/// Peak memory of one accelerator in GiB: weights, the cache of all requests, and the activations
/// of reading the input in one go.
Range<double> serving_memory_gib(const ServingRun& run, const Framework* framework,
                                 const Catalog& catalog);

} // namespace tunepath
