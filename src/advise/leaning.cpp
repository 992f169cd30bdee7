#include "advise/leaning.hpp"

#include "tunepath/advise/trial.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>
#include <stdexcept>

namespace tunepath {
namespace {

constexpr std::array<std::string_view, 4> k_flags{"problem.missing_facts", "problem.weak_prompt",
                                                  "problem.behaviour_gap",
                                                  "problem.reduce_latency_or_cost"};

struct Presumption {
  FactIndex fact = 0;
  Value value;
};

Value presumed_value(const FactDecl& fact, const RuleSet& rules) {
  if (fact.presumed.starts_with('$')) {
    return NumberRange::point(rules.parameter(fact.presumed.substr(1)).value);
  }
  const auto value = parse_value(fact.presumed, fact, KnownNames{});
  if (!value) {
    throw std::logic_error("the presumption of " + std::string{fact.id} + " does not fit");
  }
  return value.value();
}

bool is_flag(std::string_view id) {
  return std::find(k_flags.begin(), k_flags.end(), id) != k_flags.end();
}

std::vector<Presumption> presumptions(const Facts& facts, const RuleSet& rules) {
  const bool any_flag = std::any_of(k_flags.begin(), k_flags.end(), [&](std::string_view flag) {
    return facts.yes_no(flag) == Truth::yes;
  });
  std::vector<Presumption> found;
  for (FactIndex i = 0; i < facts.schema().size(); ++i) {
    const FactDecl& fact = facts.schema()[i];
    if (!fact.presumed.empty() && !facts[i].known() && (any_flag || !is_flag(fact.id))) {
      found.push_back({i, presumed_value(fact, rules)});
    }
  }
  return found;
}

} // namespace

std::optional<Leaning> lean(const Outcome& outcome, const Facts& stated, const Facts& facts,
                            const Knowledge& knowledge) {
  const bool anything = facts.yes_no("model.already_tuned") == Truth::yes ||
                        std::any_of(k_flags.begin(), k_flags.end(), [&](std::string_view flag) {
                          return facts.yes_no(flag) != Truth::unknown;
                        });
  if (!anything || outcome.decided()) {
    return std::nullopt;
  }
  std::vector<Presumption> presumed = presumptions(facts, knowledge.rules);
  Trial trial{knowledge, stated};
  for (const Presumption& each : presumed) {
    trial.set(each.fact, each.value);
  }
  const Outcome heading = trial.outcome();
  if (same_answer(heading, outcome)) {
    return std::nullopt;
  }
  for (std::size_t i = presumed.size(); i-- > 0;) { // Leave out what makes no difference.
    trial.set(presumed[i].fact, Unknown{});
    if (same_answer(trial.outcome(), heading)) {
      presumed.erase(presumed.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      trial.set(presumed[i].fact, presumed[i].value);
    }
  }
  Leaning leaning{heading.approach(), heading.path, {}};
  for (const Presumption& each : presumed) {
    leaning.presumed.push_back({std::string{facts.schema()[each.fact].id}, to_string(each.value)});
  }
  return leaning;
}

} // namespace tunepath
