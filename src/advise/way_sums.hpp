#pragma once

#include "advise/economics.hpp"
#include "advise/plan_training.hpp"
#include "advise/serve.hpp"
#include "advise/untuned_ways.hpp"

namespace tunepath {

/// What retrieval bills besides longer prompts, month by month; all the same without growth.
class RetrievalSums {
public:
  RetrievalSums() = default; ///< no retrieval
  explicit RetrievalSums(const Situation& s);
  const Sums& in(int month) const {
    return months_[months_.size() == 1 ? 0 : static_cast<std::size_t>(month - 1)];
  }

private:
  std::vector<Sums> months_{Sums{}};
};

/// The same as untuned_way(), in sums.
WaySums untuned_sums(const Situation& s, const UntunedWay& way, const RetrievalSums& retrieval);

/// What of a tuned way does not depend on the hosting mode, for one assignment of numbers.
struct TunedParts {
  TunedParts(const Situation& s, const TrainingAdvice& training, std::string_view technique,
             bool already_tuned, std::string_view region);

  Sums same; ///< every month: labour, training once, retraining, evaluation, upkeep
  std::optional<Money> retraining; ///< of the horizon, in the months in which it is due
};

/// The same as tuned_way() and price_mode(), in sums.
struct TunedSums {
  Sums mode; ///< of its first month
  Sums idle;
  UnitKind unit = UnitKind::none;
  std::int64_t units = 0;
  Truth covers_peak = Truth::unknown;
};
TunedSums mode_sums(const Situation& s, const ServingPlan& plan, HostingMode mode);
WaySums tuned_sums(const Situation& s, const TunedParts& parts, const ServingPlan& plan,
                   HostingMode mode, const TunedSums& first, const RetrievalSums& retrieval);

} // namespace tunepath
