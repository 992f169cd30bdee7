#pragma once

#include "tunepath/advise/advise.hpp"
#include "tunepath/simulate/simulate.hpp"

namespace CLI {
class App;
} // namespace CLI

namespace tunepath::cli {

/// --draws and --seed.
struct DrawOptions {
  std::int64_t draws = k_default_draws; ///< 0: none
  std::uint64_t seed = 1;
};

void add_draw_options(CLI::App& command, DrawOptions& options);

/// The advice on a scenario with what draws make of it: on all cores what is uncertain is drawn,
/// which gives the percentiles, and a verdict that rests on them.
Advice advise_with_draws(const Scenario& scenario, const Knowledge& knowledge,
                         const DrawOptions& options = {});

} // namespace tunepath::cli
