#pragma once

#include "tunepath/cli/run.hpp"

#include <functional>
#include <string_view>

namespace CLI {
class App;
} // namespace CLI

namespace tunepath::cli {

/// Runs a parsed command and returns an Exit code.
using Action = std::function<int(const Environment&)>;

/// Declares a command below `app`; the action reads the options that parsing has filled in.
/// A new command is one file in commands/ and one row in run.cpp.
struct Command {
  CLI::App* app = nullptr;
  Action run;
};

Command ask_command(CLI::App& app);
Command estimate_command(CLI::App& app);
Command compare_command(CLI::App& app);
Command explain_command(CLI::App& app);
Command init_command(CLI::App& app);
Command facts_command(CLI::App& app);
Command schema_command(CLI::App& app);
Command models_command(CLI::App& app);
Command predict_command(CLI::App& app);
Command rates_command(CLI::App& app);
Command rules_command(CLI::App& app);
Command sweep_command(CLI::App& app);

/// The tool's version, "0.1.0".
std::string_view version();

} // namespace tunepath::cli
