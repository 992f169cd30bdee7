#include "tunepath/simulate/simulate.hpp"

#include "tunepath/simulate/random.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

constexpr double k_likely_place = 0.5; ///< of a prediction
using Inputs = std::vector<UncertainInput>;

void set_likely(Evaluator& evaluator, const UncertainInput& input) {
  if (input.fact) {
    evaluator.set(*input.fact, Value{NumberRange::point(input.range.likely)});
  } else {
    evaluator.set(input.prediction, k_likely_place);
  }
}

Recommendation recommended(const Evaluation& e) {
  return {e.approach, e.path, e.mode, e.verdict};
}

/// What is kept of a draw.
struct Draw {
  std::optional<WayTotals> planned;
  bool same_approach = false;
  bool same_path = false;
  bool same_mode = false;
  bool pays = false;
};

bool pays(const Evaluation& e) {
  return e.gain_per_month && e.extra_per_month && *e.gain_per_month >= *e.extra_per_month;
}

Draw kept(const Evaluation& e, const Recommendation& likely) {
  return {e.planned, e.approach == likely.approach, e.path == likely.path, e.mode == likely.mode,
          pays(e)};
}

/// An evaluator for each worker, made when it first works.
class Evaluators {
public:
  Evaluators(const Scenario& scenario, const Knowledge& knowledge, std::size_t workers)
      : scenario_(scenario), knowledge_(knowledge), made_(workers) {}

  Evaluator& of(std::size_t worker) {
    auto& one = made_[worker];
    if (!one) {
      one.emplace(scenario_, knowledge_, Evaluator::Keeps::instances);
    }
    return *one;
  }

private:
  const Scenario& scenario_;
  const Knowledge& knowledge_;
  std::vector<std::optional<Evaluator>> made_;
};

std::vector<Draw> make_draws(Evaluators& evaluators, const Inputs& inputs,
                             const Recommendation& likely, const SimulationOptions& options) {
  const auto count = static_cast<std::size_t>(options.draws);
  std::vector<Draw> draws(count);
  options.workers.run(
      (count + options.chunk - 1) / options.chunk, [&](std::size_t task, std::size_t worker) {
        Evaluator& evaluator = evaluators.of(worker);
        const std::size_t end = std::min(count, (task + 1) * options.chunk);
        for (std::size_t i = task * options.chunk; i < end; ++i) {
          for (std::size_t d = 0; d < inputs.size(); ++d) {
            const double u = even_number(options.seed, i, d);
            if (inputs[d].fact) {
              evaluator.set(*inputs[d].fact, Value{NumberRange::point(inputs[d].at(u))});
            } else {
              evaluator.set(inputs[d].prediction, u);
            }
          }
          draws[i] = kept(evaluator.evaluate(), likely);
        }
      });
  return draws;
}

/// The nearest rank: of n values the one that is ceil(n x percent / 100)-th from below. Draws in
/// which the planned way cannot be priced do not count.
template <class Of>
Money nearest_rank(const std::vector<Draw>& draws, int percent, Of of) {
  std::vector<Money> values;
  values.reserve(draws.size());
  for (const Draw& draw : draws) {
    if (draw.planned) {
      values.push_back(of(*draw.planned));
    }
  }
  const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank) - 1;
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// The kinds of which something has no price in a draw.
GapKinds gaps_of(const std::vector<Draw>& draws) {
  GapKinds gaps;
  for (const auto& [kind, name] : Names<LineKind>::k_all) {
    const LineKind each = kind;
    if (std::any_of(draws.begin(), draws.end(), [each](const Draw& draw) {
          return draw.planned && draw.planned->gaps.has(each);
        })) {
      gaps.add(each);
    }
  }
  return gaps;
}

void set_percentiles(Uncertainty& into, const std::vector<Draw>& draws) {
  constexpr std::array<int, 3> k_percents{10, 50, 90};
  const auto priced = std::count_if(draws.begin(), draws.end(),
                                    [](const Draw& draw) { return draw.planned.has_value(); });
  into.priced = priced > 0;
  if (!into.priced) {
    return;
  }
  // One draw stands for all where all are the same.
  into.priced_draws = into.inputs == 0 ? into.draws : priced;
  const GapKinds gaps = gaps_of(draws);
  for (std::size_t i = 0; i < k_percents.size(); ++i) {
    const auto of = [&](auto member) { return nearest_rank(draws, k_percents[i], member); };
    into.percentiles[i] = {of([](const WayTotals& t) { return t.one_time; }),
                           of([](const WayTotals& t) { return t.standing; }),
                           of([](const WayTotals& t) { return t.per_use; }),
                           of([](const WayTotals& t) { return t.monthly(); }),
                           of([](const WayTotals& t) { return t.horizon; }),
                           gaps};
  }
}

void set_shares(Uncertainty& into, const std::vector<Draw>& draws, bool gain_known) {
  const auto share = [&](auto holds) {
    return static_cast<double>(std::count_if(draws.begin(), draws.end(), holds)) /
           static_cast<double>(draws.size());
  };
  into.same_approach = share([](const Draw& d) { return d.same_approach; });
  into.same_path = share([](const Draw& d) { return d.same_path; });
  into.same_mode = share([](const Draw& d) { return d.same_mode; });
  into.same_recommendation =
      share([](const Draw& d) { return d.same_approach && d.same_path && d.same_mode; });
  if (gain_known) {
    into.gain_pays = share([](const Draw& d) { return d.pays; });
  }
}

/// The end of one input at which its cost or its value is `low` or high; all others are likely.
SwingEnd end_of(Evaluator& evaluator, const UncertainInput& input, bool low,
                const Recommendation& likely) {
  SwingEnd end;
  if (input.fact) {
    const Value value{NumberRange::point(low ? input.range.low : input.range.high)};
    end.value = to_string(value);
    evaluator.set(*input.fact, value);
  } else {
    evaluator.set(input.prediction, low ? 0 : 1);
  }
  const Evaluation& e = evaluator.evaluate();
  if (e.planned && (e.planned->complete() || e.planned->horizon != Money{})) {
    end.horizon = e.planned->horizon;
    end.gaps = e.planned->gaps;
  }
  if (const Recommendation there = recommended(e); there != likely) {
    end.instead = there;
  }
  set_likely(evaluator, input);
  return end;
}

/// How far the two ends are apart; nothing where one has no price.
Money width(const Swing& swing) {
  if (!swing.low.horizon || !swing.high.horizon) {
    return {};
  }
  const auto [least, most] = std::minmax(*swing.low.horizon, *swing.high.horizon);
  return most - least;
}

std::vector<Swing> tornado(Evaluator& evaluator, const Inputs& inputs, const FactSchema& schema,
                           const Recommendation& likely) {
  std::vector<Swing> swings;
  for (const UncertainInput& input : inputs) {
    swings.push_back({std::string{input.fact ? schema[*input.fact].id : name_of(input.prediction)},
                      !input.fact, end_of(evaluator, input, true, likely),
                      end_of(evaluator, input, false, likely)});
  }
  std::stable_sort(swings.begin(), swings.end(),
                   [](const Swing& a, const Swing& b) { return width(a) > width(b); });
  return swings;
}

} // namespace

Uncertainty simulate(const Scenario& scenario, const Knowledge& knowledge,
                     const SimulationOptions& options) {
  Evaluators evaluators{scenario, knowledge, options.workers.count};
  Evaluator& first = evaluators.of(0);
  const Inputs inputs = uncertain_inputs(scenario.facts, first);
  for (const UncertainInput& input : inputs) {
    set_likely(first, input);
  }
  const Evaluation& at_likely = first.evaluate();
  const bool gain_known = at_likely.gain_per_month && at_likely.extra_per_month;
  Uncertainty result;
  result.draws = options.draws;
  result.seed = options.seed;
  result.inputs = static_cast<std::int64_t>(inputs.size());
  result.likely = recommended(at_likely);
  const std::vector<Draw> one{kept(at_likely, result.likely)};
  result.tornado = tornado(first, inputs, knowledge.schema, result.likely);
  // Without an uncertain input every draw is the same: one will do.
  const std::vector<Draw> draws =
      inputs.empty() ? one : make_draws(evaluators, inputs, result.likely, options);
  set_percentiles(result, draws);
  set_shares(result, draws, gain_known);
  return result;
}

} // namespace tunepath
