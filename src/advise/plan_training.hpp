#pragma once

#include "advise/situation.hpp"

namespace tunepath {

/// How the model is trained on `path` in `region`: tokens, method, instance, hours, and every
/// instance that was tried. What is not known stays empty. `technique` as the decision chose it.
TrainingAdvice plan_training(const Situation& s, Path path, std::string_view region,
                             std::string_view technique);

/// Share of the training seconds that a run is billed for: 1 without Spot, else by the usual
/// saving of the parameter spot_saving.
Rational billed_share(const Situation& s);

/// What training costs: the runs once, each retraining as a standing share of a month.
/// No lines for a model that is already tuned, besides retraining.
Estimate price_training(const Situation& s, const TrainingAdvice& plan, std::string_view technique);

/// The AWS price of one run, without retraining and labour: empty when it cannot be priced.
std::optional<Money> run_price(const Situation& s, const TrainingAdvice& plan,
                               std::string_view technique);

} // namespace tunepath
