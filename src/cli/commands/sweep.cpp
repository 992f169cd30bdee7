#include "cli/commands/pricing_options.hpp"
#include "cli/commands/sweep_lines.hpp"
#include "cli/commands/sweep_run.hpp"
#include "cli/parallel.hpp"
#include "tunepath/data/known_names.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct SweepCommandOptions {
  std::string profile;
  PricingOptions pricing;
  std::vector<std::string> vary;
  std::string format;
  std::vector<std::string> columns;
  std::string output;
  std::size_t jobs = 0;
};

/// What is wrong with the grid, and with the columns as far as they are no facts: which of those
/// are varied only the grid would say.
std::vector<Diagnostic> all_problems(std::vector<Diagnostic> of_grid,
                                     std::vector<std::string> columns, const FactSchema& schema) {
  std::erase_if(columns, [&](const std::string& name) { return schema.find(name).has_value(); });
  const auto rows = SweepRows::make(columns, SweepFormat::csv, {}, schema, false);
  of_grid.insert(of_grid.end(), rows.problems().begin(), rows.problems().end());
  return of_grid;
}

int sweep_profile(const SweepCommandOptions& options, const SweepRun& run,
                  const Environment& environment) {
  const auto scenario =
      load_scenario(options.profile, options.pricing.profile, run.knowledge, environment);
  if (!scenario) {
    return exit_usage;
  }
  if (const auto problems = corner_problems(run.grid, scenario->facts); !problems.empty()) {
    return refused(problems, environment);
  }
  return run_grid(run, *scenario, options.output, environment);
}

int sweep_command_run(const SweepCommandOptions& options, const Environment& environment) {
  if (options.columns == std::vector<std::string>{"help"}) {
    environment.out << sweep_columns_help();
    return exit_ok;
  }
  const bool lines = options.profile == "-";
  if (options.profile.empty() || (!lines && options.vary.empty())) {
    return refused({{Diagnostic::Level::error,
                     {},
                     options.profile.empty() ? "PROFILE is missing" : "nothing is varied",
                     options.profile.empty()
                         ? "give the path of a profile, or - for one a line on standard input"
                         : "add --vary traffic.requests_per_month=1k:10M:log50"}},
                   environment);
  }
  const auto knowledge = LoadedKnowledge::load(options.pricing.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  const FactSchema& schema = knowledge->schema();
  auto grid = Grid::parse(options.vary, schema, known_names(knowledge->catalog()));
  if (!grid) {
    return refused(all_problems(grid.problems(), options.columns, schema), environment);
  }
  const bool csv = options.format.empty() ? !lines : options.format == "csv";
  const auto rows = SweepRows::make(options.columns, csv ? SweepFormat::csv : SweepFormat::ndjson,
                                    grid.value(), schema, lines);
  if (!rows) {
    return refused(rows.problems(), environment);
  }
  const SweepRun run{*knowledge, grid.value(), rows.value(), threads(options.jobs)};
  return lines ? run_lines(run, options.pricing.profile, options.output, environment)
               : sweep_profile(options, run, environment);
}

} // namespace

Command sweep_command(CLI::App& app) {
  auto options = std::make_shared<SweepCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "sweep", "Decide and price one profile many times over a grid, or many profiles");
  command->add_option("PROFILE", options->profile,
                      "Profile (YAML); - reads one profile a line, as JSON, from standard input");
  command
      ->add_option("--vary", options->vary,
                   "fact=SPEC, SPEC being a:b:step, a:b:logN or x,y,z; may repeat: the last one "
                   "varies fastest")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command
      ->add_option("--format", options->format,
                   "csv or ndjson; the default is csv, and ndjson for standard input")
      ->check(CLI::IsMember({"csv", "ndjson"}));
  command->add_option("--columns", options->columns, "Columns by name, a,b,c; help lists them")
      ->delimiter(',');
  add_output_option(*command, options->output);
  command->add_option("--jobs", options->jobs, "Threads; 0: as many as the machine runs at once")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_pricing_options(*command, options->pricing);
  return {command, [options](const Environment& environment) {
            return sweep_command_run(*options, environment);
          }};
}

} // namespace tunepath::cli
