#include "cli/commands/rules/rules.hpp"

#include <memory>
#include <stdexcept>

#include <CLI/CLI.hpp>

namespace tunepath::cli {

Command rules_command(CLI::App& app) {
  CLI::App* rules = app.add_subcommand(
      "rules",
      "The rules: list them, show all that is known of one, run published cases, prove them");
  rules->require_subcommand(1);
  auto commands = std::make_shared<std::vector<Command>>();
  // Declared once they are asked for, like those below rates.
  rules->preparse_callback([rules, commands](std::size_t) {
    *commands = {rules_list_command(*rules), rules_show_command(*rules),
                 rules_cases_command(*rules), rules_check_command(*rules)};
  });
  return {rules, [commands](const Environment& environment) {
            for (const Command& command : *commands) {
              if (command.app->parsed()) {
                return command.run(environment);
              }
            }
            throw std::logic_error("no command below rules was parsed");
          }};
}

} // namespace tunepath::cli
