#pragma once

#include "advise/prepared_training.hpp"
#include "advise/situation.hpp"

namespace tunepath {

/// How the model is trained on `path` in `region`: tokens, method, instance, hours, and every
/// instance that was tried. What is not known stays empty. `technique` as the decision chose it.
TrainingAdvice plan_training(const Situation& s, Path path, std::string_view region,
                             std::string_view technique);

/// The option as a report shows it, with one run of `tokens` at the low end, the likely value and
/// the high end.
Candidate candidate_of(const PreparedTraining& prepared, const TrainingOption& option,
                       std::optional<std::int64_t> tokens);

/// "1 x ml.g5.2xlarge", "2 x ml.p4d.24xlarge on Spot".
std::string machine_words(const Candidate& candidate);

/// What training costs: the runs once, each retraining as a standing share of a month.
/// No lines for a model that is already tuned, besides retraining.
Estimate price_training(const Situation& s, const TrainingAdvice& plan, std::string_view technique);

/// The AWS price of one run, without retraining and labour: empty when it cannot be priced.
std::optional<Money> run_price(const Situation& s, const TrainingAdvice& plan,
                               std::string_view technique);

} // namespace tunepath
