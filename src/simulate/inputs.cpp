#include "tunepath/simulate/random.hpp"
#include "tunepath/simulate/simulate.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

constexpr int k_most_decimals = 9; ///< that a profile may state

bool stated(const Fact& fact) {
  return fact.origin.kind == Origin::Kind::profile ||
         fact.origin.kind == Origin::Kind::command_line;
}

/// Fine enough for a thousand values within the range and for the ends; no finer, since exact
/// products of many decimals overflow.
int decimals_of(const NumberRange& range) {
  constexpr double k_values = 1000;
  int decimals = std::max(range.low.scale(), range.high.scale());
  double values = (range.high - range.low).to_double() * std::pow(10, decimals);
  while (values < k_values && decimals < k_most_decimals) {
    values *= 10;
    ++decimals;
  }
  return decimals;
}

} // namespace

Decimal UncertainInput::at(double u) const {
  const Range<double> bounds{range.low.to_double(), range.likely.to_double(),
                             range.high.to_double()};
  const double power = static_cast<double>(Decimal::power_of_ten(decimals));
  const double value = triangular(bounds, u) * power;
  return std::clamp(Decimal::scaled(std::llround(value), decimals), range.low, range.high);
}

std::vector<UncertainInput> uncertain_inputs(const Facts& facts, const Evaluator& evaluator) {
  std::vector<UncertainInput> inputs;
  for (FactIndex i = 0; i < facts.schema().size(); ++i) {
    const FactDecl& decl = facts.schema()[i];
    const auto* range = std::get_if<NumberRange>(&facts[i].value);
    if (range != nullptr && !range->is_point() && !decl.derived && stated(facts[i])) {
      inputs.push_back({i, Prediction{}, *range, decl.whole, decl.whole ? 0 : decimals_of(*range)});
    }
  }
  for (const auto& [prediction, name] : Names<Prediction>::k_all) {
    if (evaluator.rests_on(prediction)) {
      inputs.push_back({std::nullopt, prediction, {}, false, 0});
    }
  }
  return inputs;
}

} // namespace tunepath
