#include "cli/commands/rates/rates.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace tunepath::cli {

void add_filter_options(CLI::App& command, RateFilter& filter) {
  for (std::size_t i = 0; i < k_rate_key_parts.size(); ++i) {
    std::string flag = "--" + std::string{k_rate_key_parts[i]};
    flag = flag == "--tier_or_term" ? "--term" : flag;
    command.add_option(flag, filter.patterns[i], "May repeat; '*' stands for any characters")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
}

Command rates_command(CLI::App& app) {
  CLI::App* rates = app.add_subcommand(
      "rates",
      "The prices: list them, show all that is known of one, compare, check and import them");
  rates->require_subcommand(1);
  auto commands = std::make_shared<std::vector<Command>>();
  // Declared once they are asked for: their many options would slow down every other command.
  rates->preparse_callback([rates, commands](std::size_t) {
    *commands = {rates_list_command(*rates), rates_show_command(*rates), rates_diff_command(*rates),
                 rates_check_command(*rates), rates_import_command(*rates)};
  });
  return {rates, [commands](const Environment& environment) {
            for (const Command& command : *commands) {
              if (command.app->parsed()) {
                return command.run(environment);
              }
            }
            throw std::logic_error("no command below rates was parsed");
          }};
}

} // namespace tunepath::cli
