#include "cli/commands/rates/rates.hpp"
#include "tunepath/data/shipped.hpp"

#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {

Command rates_list_command(CLI::App& rates) {
  CLI::App* command =
      rates.add_subcommand("list", "Rows that match, as a table, JSON, YAML or CSV");
  return {command, [](const Environment& environment) {
            environment.out << fmt::format("{} rows\n", shipped().rates.size());
            return exit_ok;
          }};
}

} // namespace tunepath::cli
