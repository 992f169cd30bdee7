#pragma once

#include "tunepath/catalog/model.hpp"

namespace tunepath {

/// The architecture of a model as the doubles that physics computes with. Parameters are counts,
/// widths are elements.
struct Architecture {
  double layers = 0;
  double hidden = 0;
  double intermediate = 0; ///< MLP width of one expert, or of the one MLP
  double query = 0;        ///< heads x head_dim
  double key = 0;          ///< kv_heads x head_dim
  double kv_heads = 0;
  double vocab = 0;
  double mlp_matrices = 0;
  double experts = 1;        ///< 1 when dense
  double active_experts = 1; ///< per token
  double parameters = 0;
  double active_parameters = 0; ///< per token
  double embeddings = 0;        ///< input embedding and output head, counted once when tied
  double matmul_parameters = 0; ///< active less the input embedding, which is looked up

  double blocks() const { return parameters - embeddings; }
  bool tied() const { return embeddings < 1.5 * vocab * hidden; }
};

/// Precondition: model.has_architecture(), else std::bad_optional_access. Embeddings
/// of which nobody says that they are tied count as untied.
Architecture architecture_of(const Model& model);

/// The linear layers that get an adapter.
struct AdapterTargets {
  bool q = true;
  bool k = true;
  bool v = true;
  bool o = true;
  bool mlp = true;
  bool head = false;
};

/// Trainable parameters of LoRA with `rank`: the sum of rank x (d_in + d_out) over the targets, the
/// MLP matrices those of every expert. Source: E. Hu et al., "LoRA", 2021, section 4.1.
double adapter_parameters(const Architecture& model, double rank, AdapterTargets targets = {});

/// Bytes of the key-value cache for one token at 16 bits: 2 x layers x kv_heads x head_dim x 2.
double kv_bytes_per_token(const Architecture& model);

} // namespace tunepath
