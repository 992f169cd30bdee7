#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/truth.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace tunepath {

enum class Weights { open, closed };

template <>
struct Names<Weights> {
  static constexpr std::array<std::pair<Weights, std::string_view>, 2> k_all{
      {{Weights::open, "open"}, {Weights::closed, "closed"}}};
};

/// A base model: identity, licence and, for open weights, the architecture that the physics needs.
/// Counts of parameters are in billions; the other architecture figures are as in the model's
/// configuration file. Text lives as long as the catalog.
struct Model {
  std::string_view id; ///< lower-kebab, the name that profiles and rates use
  std::string_view name;
  std::string_view provider;
  std::string_view family; ///< llama, mistral, qwen, nova, claude ...
  std::string_view kind;   ///< text, multimodal, embedding, rerank, image
  Weights weights = Weights::closed;
  std::span<const std::string_view> aliases;
  std::string_view hf_id;
  std::optional<Decimal> params_b;
  std::optional<Decimal> active_params_b;
  std::optional<std::int64_t> layers;
  std::optional<std::int64_t> hidden;
  std::optional<std::int64_t> intermediate;
  std::optional<std::int64_t> heads;
  std::optional<std::int64_t> kv_heads;
  std::optional<std::int64_t> head_dim;
  std::optional<std::int64_t> vocab;
  std::optional<std::int64_t> max_context;
  Truth tied_embeddings = Truth::unknown;
  std::optional<std::int64_t> n_experts;
  std::optional<std::int64_t> experts_per_token;
  std::optional<std::int64_t> moe_intermediate;
  std::optional<std::int64_t> mlp_matrices; ///< 3 for gated MLPs, else 2
  std::string_view licence;
  Truth gated = Truth::unknown;
  std::optional<Confidence> licence_confidence;
  Truth cmi_architecture_listed = Truth::unknown; ///< family named for Custom Model Import
  std::string_view cmi_version;                   ///< v1, v2: which its import would bill
  /// The id of the next larger model of the maker's line; "" where the row names none.
  std::string_view larger;
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;

  /// True when every figure that memory and time need is there.
  constexpr bool has_architecture() const {
    return params_b && active_params_b && layers && hidden && intermediate && heads && kv_heads &&
           head_dim && vocab && mlp_matrices;
  }
};

} // namespace tunepath
