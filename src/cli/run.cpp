#include "tunepath/cli/run.hpp"

#include "cli/commands.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {
namespace {

std::string version_text() {
  return fmt::format("tunepath {}\nshipped rates: {} rows, sources of {} to {}", version(),
                     shipped().rates.size(), to_string(shipped().oldest_rate),
                     to_string(shipped().newest_rate));
}

int run_parsed(const std::vector<Command>& commands, const Environment& environment) {
  for (const Command& command : commands) {
    if (command.app->parsed()) {
      return command.run(environment);
    }
  }
  return exit_usage;
}

/// Says so when the first argument names no command; CLI11 would only call one missing.
bool is_unknown_command(const std::vector<Command>& commands, int argc, const char* const* argv,
                        const Environment& environment) {
  const std::string word = argc > 1 ? argv[1] : "-";
  std::vector<std::string_view> names;
  for (const Command& command : commands) {
    names.push_back(command.app->get_name());
  }
  if (word.starts_with("-") || std::find(names.begin(), names.end(), word) != names.end()) {
    return false;
  }
  environment.err << render({Diagnostic::Level::error,
                             {},
                             fmt::format("unknown command '{}'", word),
                             did_you_mean(word, names, "tunepath --help lists them")},
                            "");
  return true;
}

/// The same one level below, where a command has commands of its own: "rates lst".
bool is_unknown_below(const CLI::App& command, const Environment& environment) {
  std::vector<std::string_view> names;
  for (const CLI::App* below : command.get_subcommands({})) {
    names.push_back(below->get_name());
  }
  const auto rest = command.remaining();
  if (names.empty() || rest.empty() || rest.front().starts_with("-")) {
    return false;
  }
  const std::string all = fmt::format("tunepath {} --help lists them", command.get_name());
  environment.err << render(
      {Diagnostic::Level::error,
       {},
       fmt::format("unknown command '{} {}'", command.get_name(), rest.front()),
       did_you_mean(rest.front(), names, all)},
      "");
  return true;
}

/// CLI11 reports help and version as errors, too; those go to `out` and are no failure.
int explain_parse_error(const CLI::App& app, const CLI::ParseError& error,
                        const Environment& environment) {
  if (error.get_exit_code() == 0) {
    app.exit(error, environment.out, environment.err);
    return exit_ok;
  }
  const auto used = app.get_subcommands();
  if (used.empty() || !is_unknown_below(*used.front(), environment)) {
    environment.err << fmt::format("error: {}\nhint: tunepath {}--help lists what there is\n",
                                   error.what(),
                                   used.empty() ? "" : used.front()->get_name() + " ");
  }
  return exit_usage;
}

/// Parses the arguments and runs one command, or says why not.
int run_command(CLI::App& app, const std::vector<Command>& commands, int argc,
                const char* const* argv, const Environment& environment) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return explain_parse_error(app, error, environment);
  }
  return run_parsed(commands, environment);
}

/// The code, or exit_usage where what was printed could not be written, which is said.
int when_written(int code, const Environment& environment) {
  environment.out.flush();
  if (environment.out) {
    return code;
  }
  environment.err << render({Diagnostic::Level::error,
                             {"(standard output)", 0, 0},
                             fmt::format("cannot be written: {}",
                                         errno == 0 ? "not all was taken" : std::strerror(errno)),
                             "check where it goes: what is there is not whole"},
                            "");
  return exit_usage;
}

} // namespace

std::string_view version() {
  return TUNEPATH_VERSION;
}

int run(int argc, const char* const* argv, const Environment& environment) {
  try {
    CLI::App app{
        "Whether to fine-tune a large language model on AWS, on which path, hosted how, "
        "and what it costs.\nWorks offline; never calls AWS.",
        "tunepath"};
    app.require_subcommand(1);
    app.set_version_flag("--version", version_text);
    const std::vector<Command> commands{
        ask_command(app),   estimate_command(app), compare_command(app), explain_command(app),
        init_command(app),  facts_command(app),    schema_command(app),  models_command(app),
        rates_command(app), predict_command(app),  rules_command(app),   sweep_command(app)};
    if (is_unknown_command(commands, argc, argv, environment)) {
      return exit_usage;
    }
    errno = 0; // Tells what is wrong with standard output, if anything is.
    return when_written(run_command(app, commands, argc, argv, environment), environment);
  } catch (const std::overflow_error& error) {
    environment.err << fmt::format(
        "error: the scenario's numbers are too large to be priced "
        "exactly: {}\nhint: look for a number with too many zeros\n",
        error.what());
    return exit_usage;
  } catch (const std::exception& error) {
    environment.err << fmt::format("internal error: {}\nPlease report this; it is a bug.\n",
                                   error.what());
    return exit_bug;
  }
}

} // namespace tunepath::cli
