#pragma once

#include "advise/play.hpp"
#include "advise/ways.hpp"

#include <optional>

namespace tunepath {

/// The untuned model with prompt work.
struct UntunedWay {
  const Model* model = nullptr;
  bool retrieval = false; ///< adds retrieval and its longer prompts
  bool evaluation =
      false; ///< adds people's time for evaluation: set where this is what is recommended
};
/// One month of its tokens and of people's time, and of all of it.
void bill_untuned_tokens(Ledger& into, const Situation& s, const UntunedWay& way,
                         MonthlyRequests requests);
void bill_untuned(Ledger& into, const Situation& s, const UntunedWay& way,
                  MonthlyRequests requests);
Alternative untuned_way(const Situation& s, const UntunedWay& way);

// The other ways without tuning, all with prompt work and without retrieval. They are for
// comparison: none is the reference, and none is chosen. Empty where a way does not apply.
// `evaluation` adds people's time for it: set where the way that is recommended has it, too.

/// The baseline through Bedrock's batch inference. Applies where the model has batch rates and
/// nobody is known to wait for an answer.
std::optional<Alternative> batch_way(const Situation& s, bool evaluation);

/// The baseline with what repeats in its prompts cached. Applies where cache reads are priced for
/// the model, somewhere at least, and the profile states how much repeats.
std::optional<Alternative> cached_way(const Situation& s, bool evaluation);

/// A larger model on demand: the one that is named, else the teacher, else the nearest of those
/// that the catalog calls larger (Model::larger) with rates in the region.
std::optional<Alternative> larger_way(const Situation& s, bool evaluation);

/// The base model, untuned, on an endpoint of its own with the prompts of today. Applies to open
/// weights where an instance that holds them has a rate.
std::optional<Alternative> endpoint_way(const Situation& s, bool evaluation);

} // namespace tunepath
