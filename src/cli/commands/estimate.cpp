#include "cli/commands/pricing_options.hpp"
#include "cli/files.hpp"
#include "tunepath/advise/rates_behind.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/json.hpp"
#include "tunepath/report/line.hpp"
#include "tunepath/report/text.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <set>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct EstimateOptions {
  std::vector<std::string> profiles;
  PricingOptions pricing;
  TextOptions text;
  std::string format = "text";
  std::string output;
  bool strict = false;
  bool fail_on_unknown = false;
  std::optional<std::int64_t> max_rate_age;
};

std::string rendered(const Advice& advice, const EstimateOptions& options,
                     const Environment& environment) {
  if (options.format == "json") {
    return to_json(advice, version());
  }
  if (options.format == "line") {
    return to_line(advice) + "\n";
  }
  return to_text(describe_advice(advice),
                 text_style(options.text, environment, options.output.empty()));
}

/// Names the rates behind the bill that are older than is allowed; true when there are none.
bool young_enough(const Advice& advice, std::int64_t most_days, const Environment& environment) {
  bool young = true;
  for (const RateRow* row : rates_behind(advice).rows) {
    const std::int64_t age = age_in_days(*row, advice.as_of);
    if (age <= most_days) {
      continue;
    }
    if (young) {
      environment.err << fmt::format("{}: rates older than {} days on {}:\n",
                                     printable(advice.name), most_days, to_string(advice.as_of));
    }
    young = false;
    environment.err << printable(fmt::format("  {} days, {}: {} ({}:{})", age,
                                             to_string(row->source_date), to_string(row->key()),
                                             row->place.file, row->place.line))
                    << '\n';
  }
  return young;
}

/// Names what could not be priced, or only with another region's price; true when there is nothing.
bool priced_completely(const Advice& advice, const Environment& environment) {
  const Estimate& estimate = advice.cost.estimate;
  if (estimate.complete() && !estimate.estimated()) {
    return true;
  }
  environment.err << fmt::format("{}: cannot be priced completely:\n", printable(advice.name));
  std::set<std::string> said;
  const auto say = [&](const std::string& id, const std::string& what) {
    const std::string line = printable(fmt::format("  {}: {}", id, what));
    if (said.insert(line).second) {
      environment.err << line << '\n';
    }
  };
  for (const Gap& gap : estimate.gaps) {
    say(gap.id, gap.needs);
  }
  for (const Line& line : estimate.lines) {
    if (line.stand_in) {
      say(line.id, fmt::format("only estimated, with the price of {}", line.stand_in->region));
    }
  }
  return false;
}

/// The first of 3, 4 and 1 that applies to the advice; 0 when none does.
int verdict_code(const Advice& advice, const EstimateOptions& options,
                 const Environment& environment) {
  if (options.strict && !priced_completely(advice, environment)) {
    return exit_unpriced;
  }
  if (options.fail_on_unknown && !advice.decision.decided) {
    environment.err << fmt::format("{}: undecided; to be answered:\n", printable(advice.name));
    for (const OpenQuestion& question : advice.decision.open_questions) {
      environment.err << printable(fmt::format("  {}: {}", question.fact, question.question))
                      << '\n';
    }
    return exit_undecided;
  }
  if (options.max_rate_age && !young_enough(advice, *options.max_rate_age, environment)) {
    return exit_gate;
  }
  return exit_ok;
}

/// Read, compute, print; the report is written before a verdict on it becomes the exit code.
int estimate(const EstimateOptions& options, const Environment& environment) {
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
  std::string text;
  std::vector<Advice> advices;
  for (const Scenario& scenario : scenarios) {
    advices.push_back(advise(scenario, knowledge->view()));
    text += (text.empty() || options.format != "text" ? "" : "\n") +
            rendered(advices.back(), options, environment);
  }
  if (!put(text, options.output, environment)) {
    return exit_usage;
  }
  std::set<int> codes;
  for (const Advice& advice : advices) {
    codes.insert(verdict_code(advice, options, environment));
  }
  for (const int first : {exit_unpriced, exit_undecided, exit_gate}) {
    if (codes.contains(first)) {
      return first;
    }
  }
  return exit_ok;
}

} // namespace

Command estimate_command(CLI::App& app) {
  auto options = std::make_shared<EstimateOptions>();
  CLI::App* command = app.add_subcommand("estimate", "Decide and price one or more profiles");
  command->add_option("PROFILE", options->profiles, "Profile (YAML); - reads standard input")
      ->required();
  add_pricing_options(*command, options->pricing);
  add_format_option(*command, options->format, {"text", "json", "line"},
                    "text, json, or line for a CI log");
  add_output_option(*command, options->output);
  command->add_flag("--strict", options->strict,
                    "Exit with 3 when something cannot be priced, or only estimated");
  command->add_flag("--fail-on-unknown", options->fail_on_unknown, "Exit with 4 while undecided");
  command
      ->add_option("--max-rate-age", options->max_rate_age,
                   "Exit with 1 when a rate behind the bill is older than this many days")
      ->check(CLI::NonNegativeNumber);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return estimate(*options, environment); }};
}

} // namespace tunepath::cli
