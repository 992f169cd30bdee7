#pragma once

#include "tunepath/training/run.hpp"

namespace tunepath::training {

/// Floating-point operations of one trained token, the two of a multiply-add counted apart.
struct Flops {
  double matmul = 0;    ///< of the weights
  double attention = 0; ///< of the scores, causal
  double sum() const { return matmul + attention; }
};

/// Of one token that is only passed forward, as in evaluation: 2 N_mm + 2 N_t and 2 L q s.
Flops forward_flops_per_token(const TrainingRun& run);

/// Matrices: full 6 N_mm; LoRA and QLoRA 4 N_mm + 6 N_t (no gradients of frozen weights).
/// Attention: 6 L q s. Full checkpointing: one forward pass more (2 N_mm + 2 N_t, 2 L q s);
/// selective: the attention of one. N_mm active parameters less the input embedding, N_t adapters,
/// L layers, q heads x head_dim, s sequence length. Sources: J. Kaplan et al., "Scaling Laws",
/// 2020, section 2.1; A. Chowdhery et al., "PaLM", 2022, appendix B, halved for the causal mask.
Flops flops_per_token(const TrainingRun& run);

} // namespace tunepath::training
