#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "tunepath/data/profile_files.hpp"
#include "tunepath/data/shipped.hpp"

#include <filesystem>
#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>

namespace tunepath::cli {
namespace {

struct InitOptions {
  std::string output;
  bool force = false;
};

int init(const InitOptions& options, const Environment& environment) {
  const FactSchema schema{shipped().facts};
  const std::string text = commented_profile(schema, shipped().catalog);
  if (options.output.empty() || options.output == "-") {
    environment.out << text;
    return exit_ok;
  }
  std::error_code ignored;
  if (!options.force && std::filesystem::exists(options.output, ignored)) {
    environment.err << render({Diagnostic::Level::error,
                               {options.output, 0, 0},
                               "already exists",
                               "choose another name, or give --force to replace it"},
                              "");
    return exit_usage;
  }
  if (const auto problem = write_whole(options.output, text)) {
    environment.err << render(*problem, "");
    return exit_usage;
  }
  return exit_ok;
}

} // namespace

Command init_command(CLI::App& app) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = app.add_subcommand("init", "Write a commented profile to fill in");
  command->add_option("-o,--output", options->output,
                      "Write to this file; standard output when left out");
  command->add_flag("--force", options->force, "Replace a file that exists");
  return {command,
          [options](const Environment& environment) { return init(*options, environment); }};
}

} // namespace tunepath::cli
