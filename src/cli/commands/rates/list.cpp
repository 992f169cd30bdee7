#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rates/rates.hpp"
#include "cli/files.hpp"
#include "tunepath/rates/rate_filter.hpp"
#include "tunepath/report/coverage_listing.hpp"
#include "tunepath/report/rate_listing.hpp"

#include <memory>
#include <ostream>

namespace tunepath::cli {
namespace {

struct ListOptions {
  KnowledgeOptions knowledge;
  RateFilter filter;
  std::string as_of;
  std::string format = "table";
  std::string output;
  bool history = false;
  bool coverage = false;
  TextOptions text;
};

std::string listed(const std::vector<const RateRow*>& rows, Date day, const ListOptions& options,
                   const Environment& environment) {
  if (options.format == "json") {
    return rates_json(rows);
  }
  if (options.format == "csv") {
    return rates_csv(rows);
  }
  return to_text(describe_rates(rows, day),
                 text_style(options.text, environment, options.output.empty()));
}

std::string covered(const CoverageTable& table, Date day, const ListOptions& options,
                    const Environment& environment) {
  if (options.format == "json") {
    return coverage_json(table, day);
  }
  if (options.format == "csv") {
    return coverage_csv(table);
  }
  return to_text(describe_coverage(table, day),
                 text_style(options.text, environment, options.output.empty()));
}

int list(const ListOptions& options, const Environment& environment) {
  const auto day = day_asked(options.as_of, environment);
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!day || !knowledge) {
    return exit_usage;
  }
  const auto problems = options.filter.unknown_patterns(knowledge->rates());
  for (const Diagnostic& problem : problems) {
    environment.err << render(problem, "");
  }
  if (!problems.empty()) {
    return exit_usage;
  }
  if (options.coverage) {
    const CoverageTable table =
        coverage_of(knowledge->rates(), shipped().purposes, options.filter, *day);
    return put(covered(table, *day, options, environment), options.output, environment)
               ? exit_ok
               : exit_usage;
  }
  std::vector<const RateRow*> rows =
      options.history ? knowledge->rates().rows() : in_force(knowledge->rates(), *day);
  std::erase_if(rows, [&](const RateRow* row) { return !options.filter.fits(row->key()); });
  return put(listed(rows, *day, options, environment), options.output, environment) ? exit_ok
                                                                                    : exit_usage;
}

} // namespace

Command rates_list_command(CLI::App& rates) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = rates.add_subcommand("list", "Rows that fit, as a table, JSON or CSV");
  add_filter_options(*command, options->filter);
  add_rates_options(*command, options->knowledge, options->as_of);
  command->add_flag("--history", options->history, "Every row, not only those in force");
  command
      ->add_flag("--coverage", options->coverage,
                 "What each region has a price for, instead of the rows")
      ->excludes("--history");
  add_format_option(*command, options->format, {"table", "json", "csv"},
                    "table, json (a rate file) or csv");
  add_output_option(*command, options->output);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return list(*options, environment); }};
}

} // namespace tunepath::cli
