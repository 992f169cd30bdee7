#include "cli/commands/draw_options.hpp"

#include "cli/parallel.hpp"
#include "tunepath/advise/judge_draws.hpp"

#include <CLI/CLI.hpp>

namespace tunepath::cli {

void add_draw_options(CLI::App& command, DrawOptions& options) {
  constexpr std::int64_t k_most_draws = 1'000'000; // All of them are held in memory.
  command
      .add_option("--draws", options.draws,
                  "How often ranges and predictions are drawn at random; 0: not at all")
      ->check(CLI::Range(std::int64_t{0}, k_most_draws))
      ->capture_default_str();
  command
      .add_option("--seed", options.seed, "Start of the random numbers: the same, the same draws")
      ->capture_default_str();
}

Advice advise_with_draws(const Scenario& scenario, const Knowledge& knowledge,
                         const DrawOptions& options) {
  Advice advice = advise(scenario, knowledge);
  if (options.draws > 0) {
    advice.cost.uncertainty =
        simulate(scenario, knowledge, {options.draws, options.seed, threads(0)});
    judge_with_draws(advice, scenario, *advice.cost.uncertainty, knowledge);
  }
  return advice;
}

} // namespace tunepath::cli
