#pragma once

#include "tunepath/advise/advise.hpp"

namespace tunepath {

/// Judges the economics again with what draws have found, once they were made.
///
/// Where value, accuracies and prices are known, the gain is taken to cover the extra cost if it
/// does in at least the share $pays_share of the draws, and not to cover it if it does in at most
/// 1 - $pays_share of them; between these it is open. An evaluation whose size is stated must say
/// the same at the likely values, with its own error. The share is noted as `value.pays_share`.
///
/// Changes the facts, the verdict and its reasons; nothing where nothing is uncertain, or where the
/// gain or a decisive price is not known.
void judge_with_draws(Advice& advice, const Scenario& scenario, const Uncertainty& uncertainty,
                      const Knowledge& knowledge);

} // namespace tunepath
