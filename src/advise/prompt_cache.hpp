#pragma once

#include "advise/price_base.hpp"

#include <cstdint>

namespace tunepath {

/// How often a month's requests find the cached part of their prompts gone and write it anew.
/// Poisson arrivals: the next request comes more than `ttl_seconds` after the last one with the
/// chance exp(-rate x ttl), rate = requests / active time; so requests x that chance, and at least
/// one when there is any request. Every hit keeps the cache alive. What requests write twice
/// because they arrive together is not counted. 0 <= result <= requests.
std::int64_t cache_writes(std::int64_t requests, double active_hours, double ttl_seconds);

/// What the catalog and the rates say of the prompt cache of a model.
struct PromptCache {
  bool billed = false;                 ///< cache reads have a rate, in this region or in another
  std::optional<Decimal> least_tokens; ///< fewer are not cached; empty: not known
  std::optional<Decimal> repeated;     ///< tokens of each prompt that repeat and can be cached
  /// False when too few tokens repeat: everything then bills as input.
  bool used() const { return repeated && (!least_tokens || *repeated >= *least_tokens); }
};
PromptCache prompt_cache(const Situation& s, const Model& model);

/// Tokens of a month when what repeats is read from the cache: writes at the write price, reads at
/// the read price, the rest at the price of input, on demand. A model without a write price
/// anywhere writes at the price of input: what is not read from a cache bills as input (Bedrock
/// user guide, prompt-caching). `requests`: of the month.
Estimate price_cached_tokens(const Situation& s, const Model& model, const PromptCache& cache,
                             MonthlyRequests requests);

/// Writes of the month, or empty while something they depend on is not known.
std::optional<std::int64_t> monthly_cache_writes(const Situation& s, MonthlyRequests requests);

} // namespace tunepath
