#pragma once

#include "tunepath/catalog/parameter_count.hpp"
#include "tunepath/core/date.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/truth.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tunepath {

/// What a `model_type` of Hugging Face's config.json means for a row of models: what the file never
/// says, and what holds where it leaves a figure out.
struct ConfigType {
  std::string_view model_type;
  std::string_view family; ///< as the catalog calls it
  std::string_view refuse; ///< why such a model cannot be a row; then nothing else is asked of it
  std::optional<std::int64_t> mlp_matrices; ///< 3 for gated MLPs, else 2
  Truth tied_embeddings = Truth::unknown;   ///< where the file does not say
  Biases biases = Biases::none;
  std::optional<std::int64_t> intermediate_per_hidden; ///< MLP width in hidden sizes, likewise
  std::optional<std::int64_t> heads;                   ///< and these
  std::optional<std::int64_t> kv_heads;                ///< else as many as heads
  std::optional<std::int64_t> head_dim;                ///< else hidden / heads
  std::optional<std::int64_t> vocab;
  std::optional<std::int64_t> max_context;
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;
};

} // namespace tunepath
