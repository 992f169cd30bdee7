#include "cli/commands/draw_options.hpp"
#include "cli/commands/pricing_options.hpp"
#include "tunepath/report/describe.hpp"

#include <memory>
#include <ostream>

namespace tunepath::cli {
namespace {

struct ExplainOptions {
  std::string profile;
  std::string target;
  PricingOptions pricing;
  DrawOptions draws; // The verdict is that of estimate.
  TextOptions text;
};

int explain(const ExplainOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.pricing.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  const auto scenario =
      load_scenario(options.profile, options.pricing.profile, *knowledge, environment);
  if (!scenario) {
    return exit_usage;
  }
  const Advice advice = advise_with_draws(*scenario, knowledge->view(), options.draws);
  const auto document = describe_explanation(advice, options.target);
  if (!document) {
    for (const Diagnostic& problem : document.problems()) {
      environment.err << render(problem, "");
    }
    return exit_usage;
  }
  environment.out << to_text(document.value(), text_style(options.text, environment, true));
  return exit_ok;
}

} // namespace

Command explain_command(CLI::App& app) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Why, why not, and what would lift it");
  command->add_option("PROFILE", options->profile, "Profile (YAML); - reads standard input")
      ->required();
  command->add_option(
      "TARGET", options->target,
      "Option, path, training, hosting mode, fact, cost line or warning; all when left out");
  add_pricing_options(*command, options->pricing);
  add_draw_options(*command, options->draws);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return explain(*options, environment); }};
}

} // namespace tunepath::cli
