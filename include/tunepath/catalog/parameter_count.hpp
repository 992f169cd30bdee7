#pragma once

#include "tunepath/catalog/model.hpp"

#include <optional>

namespace tunepath {

/// Which linear layers of a block add a bias. `qkv`: those of query, key and value only.
enum class Biases { none, qkv, all };

template <>
struct Names<Biases> {
  static constexpr std::array<std::pair<Biases, std::string_view>, 3> k_all{
      {{Biases::none, "none"}, {Biases::qkv, "qkv"}, {Biases::all, "all"}}};
};

/// Parameters as counts, not in billions.
struct ParameterCount {
  double total = 0;
  double active = 0; ///< what one token uses; the total when dense
};

/// The parameters that the architecture of `model` adds up to, whatever its params_b say:
/// embedding and output head (one matrix when tied), the query, key, value and output matrices,
/// the MLP of every expert and their router, biases, two norms per layer and one at the end.
/// Untied where nobody says. Empty when a figure is missing.
///
/// Left out, since no row holds them: learned positions, norms of queries and keys, further norms
/// per layer, attention sinks. On published models that is less than 0.01%.
std::optional<ParameterCount> parameters_of(const Model& model, Biases biases = Biases::none);

} // namespace tunepath
