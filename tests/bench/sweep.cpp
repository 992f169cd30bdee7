// How many points of a grid a second, evaluated and written as CSV, by one thread and by two; and
// how many draws. Run by hand:
//
//   cmake --build --preset bench && build/release/tunepath_bench_sweep [POINTS] [PROFILE]

#include "tunepath/simulate/sweep.hpp"

#include "cli/parallel.hpp"
#include "cli/whole_file.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/data/read_profile.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/report/sweep_rows.hpp"
#include "tunepath/simulate/simulate.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

using namespace tunepath;

namespace {

template <class Work>
double seconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Scenario scenario_of(const std::string& path, const Knowledge& k, std::vector<std::string> set) {
  std::ifstream file{path};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const ProfileReading reading = read_profile(
      {path, text, std::move(set), {}, Date::parse("2026-11-22").value(), {}}, k.schema, k.catalog);
  return reading.value();
}

/// Points a second.
double sweep_rate(const Grid& grid, const Scenario& scenario, const Knowledge& k,
                  const SweepRows& rows, std::size_t threads) {
  cli::WholeFile file{"bench-sweep.csv"};
  const auto write = [&](std::string& out, const GridPoint& point, const Evaluation* evaluation,
                         std::string_view error) {
    rows.append(out, point, {scenario.name, 1}, evaluation, error);
  };
  const auto take = [&](std::string_view text, std::uint64_t) { return file.write(text); };
  const double taken =
      seconds([&] { sweep(grid, scenario, k, {cli::threads(threads)}, {}, write, take); });
  return static_cast<double>(grid.size()) / taken;
}

/// Draws a second.
double draw_rate(const Scenario& scenario, const Knowledge& k, std::int64_t draws,
                 std::size_t threads) {
  const double taken = seconds([&] { simulate(scenario, k, {draws, 1, cli::threads(threads)}); });
  return static_cast<double>(draws) / taken;
}

} // namespace

int main(int argc, char** argv) {
  const std::string points = argc > 1 ? argv[1] : "1000";
  const std::string path = argc > 2 ? argv[2] : "data/profiles/code-review-assistant.yaml";
  const FactSchema schema{shipped().facts};
  const RateTable rates{shipped().rates};
  const auto rules = RuleSet::make(shipped().rules, shipped().parameters, schema);
  const Knowledge k{schema, shipped().catalog, rates, rules.value()};
  const std::vector<std::string> vary{"traffic.requests_per_month=1k:10M:log" + points};
  const Grid grid = Grid::parse(vary, schema, known_names(shipped().catalog)).value();
  const SweepRows rows = SweepRows::make({}, SweepFormat::csv, grid, schema, false).value();
  const Scenario plain = scenario_of(path, k, {});
  const Scenario ranges = scenario_of(
      path, k, {"traffic.requests_per_month=20k..60k..120k", "traffic.output_tokens=200..900"});
  const double one = sweep_rate(grid, plain, k, rows, 1);
  const double two = sweep_rate(grid, plain, k, rows, 2);
  std::printf("sweep   %10.0f points/s with 1 thread %10.0f with 2: x %.2f\n", one, two, two / one);
  const auto draws = static_cast<std::int64_t>(grid.size());
  const double once = draw_rate(ranges, k, draws, 1);
  const double twice = draw_rate(ranges, k, draws, 2);
  std::printf("draws   %10.0f draws/s  with 1 thread %10.0f with 2: x %.2f\n", once, twice,
              twice / once);
}
