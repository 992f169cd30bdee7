#include "tunepath/advise/compare.hpp"

#include "cli/commands/draw_options.hpp"
#include "cli/commands/gates.hpp"
#include "cli/commands/pricing_options.hpp"
#include "cli/files.hpp"
#include "tunepath/data/read_report.hpp"
#include "tunepath/report/comparison_listing.hpp"
#include "tunepath/report/render.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct CompareOptions {
  std::vector<std::string> inputs;
  PricingOptions pricing;
  TextOptions text;
  std::string format = "text";
  std::string output;
  DrawOptions draws;
  GateFlags gates;
};

/// The answer of a profile, which is priced, or of a saved report. Empty, and said, when it is
/// neither or has a problem.
std::optional<Comparable> load_answer(const std::string& path, const CompareOptions& options,
                                      const LoadedKnowledge& knowledge,
                                      const Environment& environment) {
  auto text = read_text(path, environment.in);
  if (!text) {
    environment.err << render(text.problems().front(), "");
    return std::nullopt;
  }
  const std::string file = path == "-" ? "(standard input)" : path;
  if (!is_saved_report(text.value())) {
    const auto scenario = read_scenario(file, std::move(text).value(), options.pricing.profile,
                                        knowledge, environment);
    return scenario ? std::optional{comparable(
                          advise_with_draws(*scenario, knowledge.view(), options.draws))}
                    : std::nullopt;
  }
  auto report = read_report(text.value(), file);
  if (!report) {
    for (const Diagnostic& problem : report.problems()) {
      environment.err << render(problem, text.value());
    }
    return std::nullopt;
  }
  return std::move(report).value();
}

/// False, and said, when there is nothing to compare or standard input is to be read twice.
bool can_be_compared(const CompareOptions& options, const Environment& environment) {
  if (options.inputs.size() > 1) {
    return reads_input_once(options.inputs, environment);
  }
  environment.err << render({Diagnostic::Level::error,
                             {},
                             "there is nothing to compare with",
                             "give two or more profiles or saved reports; the first is the base"},
                            "");
  return false;
}

/// Where no profile is there to read --set and --as-of: false, and said, when they make no sense;
/// else says that they change nothing.
bool options_are_sound(const std::vector<Comparable>& answers, const CompareOptions& options,
                       const LoadedKnowledge& knowledge, const Environment& environment) {
  const ProfileOptions& given = options.pricing.profile;
  const bool all_saved = std::all_of(answers.begin(), answers.end(),
                                     [](const Comparable& answer) { return answer.saved; });
  if (!all_saved || (given.set.empty() && given.as_of.empty())) {
    return true;
  }
  if (!blank_profile(given, knowledge, environment)) {
    return false;
  }
  environment.err << render(
      {Diagnostic::Level::warning,
       {},
       fmt::format("every answer is a saved report: {} not used", given.set.empty() ? "--as-of is"
                                                                  : given.as_of.empty()
                                                                      ? "--set is"
                                                                      : "--set and --as-of are"),
       "a saved report stays what it was; give its profile to price it again"},
      "");
  return true;
}

int compare(const CompareOptions& options, const Environment& environment) {
  const auto gates = read_gates(options.gates, environment, true);
  if (!gates || !can_be_compared(options, environment)) {
    return exit_usage;
  }
  const auto knowledge = LoadedKnowledge::load(options.pricing.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  std::vector<Comparable> answers;
  for (const std::string& path : options.inputs) {
    auto answer = load_answer(path, options, *knowledge, environment);
    if (answer) {
      answers.push_back(std::move(*answer));
    }
  }
  if (answers.size() < options.inputs.size() ||
      !options_are_sound(answers, options, *knowledge, environment)) {
    return exit_usage;
  }
  const Comparison comparison = tunepath::compare(std::move(answers));
  if (!percentile_is_known(*gates, comparison.all, environment)) {
    return exit_usage;
  }
  const DocumentFormat* format = document_format(options.format);
  const std::string text =
      format != nullptr
          ? format->render(describe_comparison(comparison),
                           text_style(options.text, environment, options.output.empty()))
      : options.format == "csv" ? comparison_csv(comparison)
                                : comparison_json(comparison, version());
  if (!put(text, options.output, environment)) {
    return exit_usage;
  }
  return hold_gates(*gates, comparison.all, environment);
}

} // namespace

Command compare_command(CLI::App& app) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command =
      app.add_subcommand("compare", "Profiles and saved reports side by side, with differences");
  command
      ->add_option("PROFILE|REPORT", options->inputs,
                   "Profiles (YAML) and reports (JSON, tunepath-report/1), the base first; - "
                   "reads standard input")
      ->required();
  add_pricing_options(*command, options->pricing);
  add_draw_options(*command, options->draws);
  add_format_option(*command, options->format, formats_beside({"json", "csv"}),
                    "text, markdown, json or csv");
  add_output_option(*command, options->output);
  add_gate_options(*command, options->gates);
  add_increase_option(*command, options->gates);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return compare(*options, environment); }};
}

} // namespace tunepath::cli
