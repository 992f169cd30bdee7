#include "cli/commands/draw_options.hpp"
#include "cli/commands/gates.hpp"
#include "cli/commands/pricing_options.hpp"
#include "cli/files.hpp"
#include "tunepath/advise/compare.hpp"
#include "tunepath/report/csv.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/json.hpp"
#include "tunepath/report/line.hpp"
#include "tunepath/report/render.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct EstimateOptions {
  std::vector<std::string> profiles;
  PricingOptions pricing;
  DrawOptions draws;
  TextOptions text;
  std::string format = "text";
  std::string output;
  GateFlags gates;
};

/// All reports, in the format that was asked for.
std::string rendered(const std::vector<Advice>& advices, const EstimateOptions& options,
                     const Environment& environment) {
  if (options.format == "csv") {
    return estimate_csv(advices);
  }
  const DocumentFormat* format = document_format(options.format);
  const TextStyle style = text_style(options.text, environment, options.output.empty());
  std::string text;
  for (const Advice& advice : advices) {
    text += format != nullptr
                ? (text.empty() ? "" : "\n") + format->render(describe_advice(advice), style)
            : options.format == "json" ? to_json(advice, version())
                                       : to_line(advice) + "\n";
  }
  return text;
}

/// False, and said, when standard input is to be read twice, or several reports are to be one JSON.
bool can_be_estimated(const EstimateOptions& options, const Environment& environment) {
  if (options.profiles.size() == 1 || options.format != "json") {
    return reads_input_once(options.profiles, environment);
  }
  environment.err << render(
      {Diagnostic::Level::error,
       {},
       fmt::format("--format json is for one profile, and there are {}", options.profiles.size()),
       "write one report at a time with -o FILE, or give all to compare --format json"},
      "");
  return false;
}

/// Read, compute, print; the report is written before a verdict on it becomes the exit code.
int estimate(const EstimateOptions& options, const Environment& environment) {
  const auto gates = read_gates(options.gates, environment);
  if (!gates || !can_be_estimated(options, environment)) {
    return exit_usage;
  }
  const auto knowledge = LoadedKnowledge::load(options.pricing.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  std::vector<Scenario> scenarios;
  bool sound = true;
  for (const std::string& path : options.profiles) {
    auto scenario = load_scenario(path, options.pricing.profile, *knowledge, environment);
    sound = sound && scenario.has_value();
    if (scenario) {
      scenarios.push_back(std::move(*scenario));
    }
  }
  if (!sound) {
    return exit_usage;
  }
  std::vector<Advice> advices;
  std::vector<Comparable> answers;
  for (const Scenario& scenario : scenarios) {
    advices.push_back(advise_with_draws(scenario, knowledge->view(), options.draws));
    answers.push_back(comparable(advices.back()));
  }
  label_apart(answers);
  if (!percentile_is_known(*gates, answers, environment) ||
      !put(rendered(advices, options, environment), options.output, environment)) {
    return exit_usage;
  }
  return hold_gates(*gates, answers, environment);
}

} // namespace

Command estimate_command(CLI::App& app) {
  auto options = std::make_shared<EstimateOptions>();
  CLI::App* command = app.add_subcommand("estimate", "Decide and price one or more profiles");
  command->add_option("PROFILE", options->profiles, "Profile (YAML); - reads standard input")
      ->required();
  add_pricing_options(*command, options->pricing);
  add_draw_options(*command, options->draws);
  add_format_option(*command, options->format, formats_beside({"json", "line", "csv"}),
                    "text, markdown, json, line for a CI log, or csv: the cost lines");
  add_output_option(*command, options->output);
  add_gate_options(*command, options->gates);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return estimate(*options, environment); }};
}

} // namespace tunepath::cli
