#include "cli/commands/models/models.hpp"

#include <memory>
#include <stdexcept>
#include <vector>

#include <CLI/CLI.hpp>

namespace tunepath::cli {

Command models_command(CLI::App& app) {
  CLI::App* models = app.add_subcommand(
      "models", "The models: list them, show all that is known of one, import a config.json");
  models->require_subcommand(1);
  auto commands = std::make_shared<std::vector<Command>>();
  // Declared once they are asked for, like those below rates.
  models->preparse_callback([models, commands](std::size_t) {
    *commands = {models_list_command(*models), models_show_command(*models),
                 models_import_command(*models)};
  });
  return {models, [commands](const Environment& environment) {
            for (const Command& command : *commands) {
              if (command.app->parsed()) {
                return command.run(environment);
              }
            }
            throw std::logic_error("no command below models was parsed");
          }};
}

} // namespace tunepath::cli
