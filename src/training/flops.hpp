#pragma once

#include "tunepath/catalog/architecture.hpp"
#include "tunepath/training/plan.hpp"

namespace tunepath::training {

/// Floating-point operations of one trained token, the two of a multiply-add counted apart:
///   full           6 N_mm + 6 L q s
///   LoRA, QLoRA    4 N_mm + 6 N_t + 6 L q s   (no gradients of frozen weights)
///   checkpointing  one forward pass more: 2 N_mm (+ 2 N_t) + 2 L q s
/// N_mm active parameters less the input embedding, N_t adapters, L layers, q heads x head_dim,
/// s sequence length; attention is causal. Sources: J. Kaplan et al., "Scaling Laws", 2020,
/// section 2.1; A. Chowdhery et al., "PaLM", 2022, appendix B, halved for the causal mask.
double flops_per_token(const Architecture& model, Method method, double sequence_length,
                       double rank, bool checkpointing);

} // namespace tunepath::training
