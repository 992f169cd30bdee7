#pragma once

#include "advise/plan_training.hpp"
#include "advise/serve.hpp"

#include <functional>

namespace tunepath {

/// One way to solve the problem, priced for any month of the horizon. One-time lines are the same
/// in every month's estimate and count once.
using PriceMonth = std::function<Estimate(int month)>;

/// What is not the same in every month although the traffic is.
struct Terms {
  int commitment_months = 0; ///< of a commitment that is owed in whole terms; 0 without one
  std::optional<Decimal> retrain_every_months;
  std::optional<Money> retraining_run; ///< what one costs; empty: not known
};

/// The first month of `at`, the months of the horizon and their sum.
Alternative make_alternative(const Situation& s, std::string id, std::string label,
                             const PriceMonth& at, const Terms& terms = {});

/// How many times what is due every so many months is due in `month` (1 = the first): it is due
/// when the time is over, so that 6 means months 6 and 12, and 0.25 four times a month.
std::int64_t times_due(Decimal every_months, int month);

/// Months of the last term that are still owed when the horizon ends within it.
int months_owed_beyond(int term_months, int horizon_months);

/// Everything that a tuned model costs on one hosting mode: preparation, training, evaluation,
/// hosting, retrieval where it is part of the solution, retraining and upkeep.
struct TunedWay {
  const TrainingAdvice& training;
  const ServingPlan& serving;
  std::string_view technique;
  bool already_tuned = false;
};
/// What of it does not depend on the hosting mode, every month: labour, training once, retraining,
/// the data set, upkeep.
void bill_around_hosting(Ledger& into, const Situation& s, const TrainingAdvice& training,
                         std::string_view technique, bool already_tuned, std::string_view region);
/// "fine-tuned:endpoint"
std::string tuned_way_id(HostingMode mode);
Alternative tuned_way(const Situation& s, const TunedWay& way, HostingMode mode);

/// Requests of a mean month over the horizon; empty when unknown.
std::optional<Rational> mean_requests(const Situation& s);

} // namespace tunepath
