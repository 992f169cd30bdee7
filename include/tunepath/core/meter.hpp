#pragma once

#include "tunepath/core/names.hpp"

namespace tunepath {

/// What of a service a price is for, spelled as in the rate tables.
enum class Meter {
  input,
  output,
  cache_read,
  cache_write_5m,
  cache_write_1h,
  training,
  model_storage,
  provisioned_throughput,
  reserved_input,
  reserved_output,
  inference,
  hosting,
  processing,
  async_inference,
  batch_transform,
  notebook,
  studio_jupyterlab,
  hyperpod_cluster,
  storage,
  storage_training,
  storage_processing,
  write,
  retrieve,
  agentic_retrieve,
  generate_query,
  parsing,
  rerank,
  evaluation,
  compute,
};

template <>
struct Names<Meter> {
  static constexpr std::array<std::pair<Meter, std::string_view>, 29> k_all{{
      {Meter::input, "input"},
      {Meter::output, "output"},
      {Meter::cache_read, "cache-read"},
      {Meter::cache_write_5m, "cache-write-5m"},
      {Meter::cache_write_1h, "cache-write-1h"},
      {Meter::training, "training"},
      {Meter::model_storage, "model-storage"},
      {Meter::provisioned_throughput, "provisioned-throughput"},
      {Meter::reserved_input, "reserved-input"},
      {Meter::reserved_output, "reserved-output"},
      {Meter::inference, "inference"},
      {Meter::hosting, "hosting"},
      {Meter::processing, "processing"},
      {Meter::async_inference, "async-inference"},
      {Meter::batch_transform, "batch-transform"},
      {Meter::notebook, "notebook"},
      {Meter::studio_jupyterlab, "studio-jupyterlab"},
      {Meter::hyperpod_cluster, "hyperpod-cluster"},
      {Meter::storage, "storage"},
      {Meter::storage_training, "storage-training"},
      {Meter::storage_processing, "storage-processing"},
      {Meter::write, "write"},
      {Meter::retrieve, "retrieve"},
      {Meter::agentic_retrieve, "agentic-retrieve"},
      {Meter::generate_query, "generate-query"},
      {Meter::parsing, "parsing"},
      {Meter::rerank, "rerank"},
      {Meter::evaluation, "evaluation"},
      {Meter::compute, "compute"},
  }};
};

} // namespace tunepath
