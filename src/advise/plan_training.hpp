#pragma once

#include "advise/ledger.hpp"
#include "advise/prepared_training.hpp"
#include "advise/situation.hpp"

#include <memory>

namespace tunepath {

/// How the model is trained on `path` in `region`: tokens, method, instance, hours, and every
/// instance that was tried. What is not known stays empty. `technique` as the decision chose it.
TrainingAdvice plan_training(const Situation& s, Path path, std::string_view region,
                             std::string_view technique);

/// A plan with what it takes to try other numbers on the way that was chosen.
struct TrainingCourse {
  TrainingAdvice plan;
  std::shared_ptr<const PreparedTraining>
      prepared;                           ///< nullptr on Bedrock, or where nothing is known
  const TrainingOption* option = nullptr; ///< of `prepared`
  std::optional<Decimal> recipe_epochs;
};
TrainingCourse plan_course(const Situation& s, Path path, std::string_view region,
                           std::string_view technique);

/// Tokens and hours of the course's plan anew, as the facts now say, on the same instances; hours
/// fall at `place` of their range (0: the cheapest, 0.5: likely, 1: the dearest). Only the likely
/// values are kept.
void replay(TrainingCourse& course, const Situation& s, double place);

/// The option as a report shows it, with one run of `tokens` at the low end, the likely value and
/// the high end.
Candidate candidate_of(const PreparedTraining& prepared, const TrainingOption& option,
                       std::optional<std::int64_t> tokens);

/// "1 x ml.g5.2xlarge", "2 x ml.p4d.24xlarge on Spot".
std::string machine_words(const Candidate& candidate);

/// What training costs: the runs once, each retraining as a standing share of a month.
/// No lines for a model that is already tuned, besides retraining.
void bill_training(Ledger& into, const Situation& s, const TrainingAdvice& plan,
                   std::string_view technique);
Estimate price_training(const Situation& s, const TrainingAdvice& plan, std::string_view technique);

/// The AWS price of one run, without retraining and labour: empty when it cannot be priced.
std::optional<Money> run_price(const Situation& s, const TrainingAdvice& plan,
                               std::string_view technique);

} // namespace tunepath
