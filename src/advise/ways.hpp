#pragma once

#include "advise/plan_training.hpp"
#include "advise/serve.hpp"

#include <functional>

namespace tunepath {

/// One way to solve the problem, priced for any month of the horizon. One-time lines are the same
/// in every month's estimate and count once.
using PriceMonth = std::function<Estimate(int month)>;

/// The first month of `at` with the sum over the horizon. `commitment_months` is the term of a
/// commitment that is owed in whole terms, also beyond the horizon; 0 without one.
Alternative make_alternative(const Situation& s, std::string id, std::string label,
                             const PriceMonth& at, int commitment_months = 0);

/// The untuned model with prompt work.
struct UntunedWay {
  const Model* model = nullptr;
  bool retrieval = false; ///< adds retrieval and its longer prompts
  bool evaluation =
      false; ///< adds people's time for evaluation: set where this is what is recommended
};
Alternative untuned_way(const Situation& s, const UntunedWay& way);

/// Everything that a tuned model costs on one hosting mode: preparation, training, evaluation,
/// hosting, retrieval where it is part of the solution, retraining and upkeep.
struct TunedWay {
  const TrainingAdvice& training;
  const ServingPlan& serving;
  std::string_view technique;
  bool already_tuned = false;
};
Alternative tuned_way(const Situation& s, const TunedWay& way, HostingMode mode);

/// Requests of a mean month over the horizon; empty when unknown.
std::optional<Rational> mean_requests(const Situation& s);

} // namespace tunepath
