// How many decisions a second: from answers to approach, path and the eligibility of every hosting
// mode, in processor time of one core; without explanations, with every rule and condition as it
// was met, and with all of it in words. Run by hand:
//
//   cmake --build --preset bench && build/release/tunepath_bench_decisions

#include "advise/decide.hpp"
#include "support/random_facts.hpp"
#include "tunepath/advise/trial.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/facts/complete.hpp"

#include <cstdio>
#include <ctime>

using namespace tunepath;

namespace {

constexpr std::size_t k_scenarios =
    1'024; ///< different ones, which are gone through again and again
constexpr std::size_t k_decisions = 1'000'000;
constexpr std::size_t k_explained = 200'000;
constexpr std::size_t k_in_words = 10'000;

template <class Work>
void measure(const char* what, std::size_t times, Work work) {
  const std::clock_t start = std::clock(); // Of this process: what else runs does not count.
  std::size_t checksum = 0;                // So that nothing can be left out as unused.
  for (std::size_t i = 0; i < times; ++i) {
    checksum += work(i % k_scenarios);
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("%-34s %9zu in %6.3f s: %9.0f a second  (checksum %zu)\n", what, times, seconds,
              static_cast<double>(times) / seconds, checksum);
}

} // namespace

int main() {
  const FactSchema schema{shipped().facts};
  const RateTable rates{shipped().rates};
  const auto rules = RuleSet::make(shipped().rules, shipped().parameters, schema);
  const Knowledge knowledge{schema, shipped().catalog, rates, rules.value()};
  Facts blank{schema};
  complete(blank, Date::parse("2026-11-22").value());
  test::RandomFacts random{blank, 1};
  std::vector<std::vector<Value>> answers(k_scenarios);
  std::vector<Facts> scenarios;
  for (std::vector<Value>& values : answers) {
    scenarios.push_back(random.blanked(random.complete()));
    for (const test::Domain& domain : random.domains()) {
      values.push_back(scenarios.back()[domain.fact].value);
    }
  }
  Trial trial{knowledge, blank};
  const auto state = [&](std::size_t scenario) {
    for (std::size_t i = 0; i < random.domains().size(); ++i) {
      trial.set(random.domains()[i].fact, answers[scenario][i]);
    }
  };
  Explanation explanation;
  measure("decisions", k_decisions, [&](std::size_t scenario) {
    state(scenario);
    std::size_t sum = static_cast<std::size_t>(trial.outcome().options[2]);
    for (const auto& [mode, name] : Names<HostingMode>::k_all) {
      sum += static_cast<std::size_t>(trial.eligible(mode));
    }
    return sum;
  });
  measure("decisions, explained", k_explained, [&](std::size_t scenario) {
    state(scenario);
    trial.explain(explanation);
    return explanation.found.size();
  });
  measure("decisions, explained in words", k_in_words, [&](std::size_t scenario) {
    return decide(scenarios[scenario], knowledge).options.size();
  });
}
