#pragma once

#include "cli/commands.hpp"
#include "cli/load.hpp"
#include "tunepath/report/text.hpp"

#include <CLI/CLI.hpp>

namespace tunepath::cli {

/// Flags of every command that prices a profile.
struct PricingOptions {
  KnowledgeOptions knowledge;
  ProfileOptions profile;
};

/// Flags of every command that prints text.
struct TextOptions {
  std::string colour = "auto";
  bool ascii = false;
};

void add_pricing_options(CLI::App& command, PricingOptions& options);
void add_set_option(CLI::App& command, ProfileOptions& profile);
void add_as_of_option(CLI::App& command, std::string& as_of);
/// --rates and --as-of, for commands without a profile.
void add_rates_options(CLI::App& command, KnowledgeOptions& knowledge, std::string& as_of);
/// --models, for commands without a profile.
void add_models_option(CLI::App& command, std::vector<std::string>& files);
/// --calibrate: runs that correct the physics.
void add_calibrate_option(CLI::App& command, std::string& file);
/// --rules, for commands without a profile.
void add_rules_option(CLI::App& command, std::vector<std::string>& files);
/// --format, one of `words`.
void add_format_option(CLI::App& command, std::string& format,
                       const std::vector<std::string>& words, const std::string& description);
/// The formats of documents, and `others` behind them.
std::vector<std::string> formats_beside(std::vector<std::string> others);
/// -o: where the result is written.
void add_output_option(CLI::App& command, std::string& output);
void add_text_options(CLI::App& command, TextOptions& options);

/// Colour only on a terminal and never with NO_COLOR, unless the flag says otherwise.
/// `to_stream`: the text goes to standard output rather than to a file.
TextStyle text_style(const TextOptions& options, const Environment& environment, bool to_stream);

} // namespace tunepath::cli
