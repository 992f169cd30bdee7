#include "cli/ask/session.hpp"
#include "cli/commands/pricing_options.hpp"

#include <memory>

namespace tunepath::cli {
namespace {

struct AskOptions {
  PricingOptions pricing;
  TextOptions text;
  std::string from;
  std::string answers;
  std::string output;
};

int run_ask(const AskOptions& options, const Environment& environment) {
  return ask({.knowledge = options.pricing.knowledge,
              .profile = options.pricing.profile,
              .from = options.from,
              .answers = options.answers,
              .output = options.output,
              .style = text_style(options.text, environment, options.output != "-")},
             environment);
}

} // namespace

Command ask_command(CLI::App& app) {
  auto options = std::make_shared<AskOptions>();
  CLI::App* command =
      app.add_subcommand("ask", "Ask what can still change the answer, then decide and price");
  // Declared once they are asked for, like those below rates.
  command->preparse_callback([command, options](std::size_t) {
    command->add_option("-o,--output", options->output,
                        "Write the answers to this file, as a profile; - is standard output");
    command->add_option("--from", options->from,
                        "Go on with this profile: what it says is answered");
    command->add_option("--answers", options->answers,
                        "Take the answers from this profile instead of asking");
    add_pricing_options(*command, options->pricing);
    add_text_options(*command, options->text);
  });
  return {command,
          [options](const Environment& environment) { return run_ask(*options, environment); }};
}

} // namespace tunepath::cli
