#include "cli/commands/rates/rates.hpp"

#include <stdexcept>
#include <vector>

#include <CLI/CLI.hpp>

namespace tunepath::cli {

Command rates_command(CLI::App& app) {
  CLI::App* rates = app.add_subcommand(
      "rates", "The prices: list them, show all that is known of one, compare and check them");
  rates->require_subcommand(1);
  const std::vector<Command> commands{rates_list_command(*rates), rates_show_command(*rates),
                                      rates_diff_command(*rates), rates_check_command(*rates)};
  return {rates, [commands](const Environment& environment) {
            for (const Command& command : commands) {
              if (command.app->parsed()) {
                return command.run(environment);
              }
            }
            throw std::logic_error("no command below rates was parsed");
          }};
}

} // namespace tunepath::cli
