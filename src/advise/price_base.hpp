#pragma once

#include "advise/situation.hpp"

namespace tunepath {

/// Requests of one month; empty when nobody said.
using MonthlyRequests = std::optional<std::int64_t>;

/// Input and output tokens of an untuned model on demand. `retrieval` adds the retrieved passages
/// to each prompt. Tier: on demand, in the profile's scope; never another one.
Estimate price_base_tokens(const Situation& s, const Model* model, bool retrieval,
                           MonthlyRequests requests);

/// Tokens at custom rates or base rates: what both kinds of on-demand inference share.
struct TokenUse {
  std::string_view item;
  Variant variant = Variant::base;
  std::string_view region;
  Scope scope = Scope::in_region;
  std::optional<Decimal> input_tokens; ///< per request, without retrieved passages
  std::string_view input_fact;         ///< the fact that states them
  bool retrieval = false;
};
Estimate price_tokens(const Situation& s, const TokenUse& use, MonthlyRequests requests);

/// What retrieval costs besides the longer prompts: the vector store, retrieval, embedding the
/// corpus once and its updates. Of the store that the profile names, else of the cheapest that can
/// be priced completely in the region.
struct RetrievalCost {
  std::string store;
  Estimate estimate;
  bool has_minimum = false; ///< the store bills a minimum with nothing in it
};
RetrievalCost price_retrieval(const Situation& s, MonthlyRequests requests);

/// People's time that `facts` name: hours x hourly rate. The profile is the source.
void add_labour(Estimate& into, const Situation& s, LineText text, std::string_view hours_fact);

} // namespace tunepath
