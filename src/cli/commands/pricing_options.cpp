#include "cli/commands/pricing_options.hpp"

#include "tunepath/report/render.hpp"

namespace tunepath::cli {

void add_pricing_options(CLI::App& command, PricingOptions& options) {
  add_set_option(command, options.profile);
  add_rates_options(command, options.knowledge, options.profile.as_of);
  command.add_option(
      "--estimate-region", options.knowledge.estimate_region,
      "REGION[=FACTOR]: where a region has no rate, take that of REGION, times FACTOR; "
      "every such line is marked");
  add_rules_option(command, options.knowledge.rules);
  add_models_option(command, options.knowledge.models);
  add_calibrate_option(command, options.knowledge.calibrate);
}

void add_calibrate_option(CLI::App& command, std::string& file) {
  command.add_option("--calibrate", file,
                     "Runs of your own (CSV, see tunepath predict): predictions are corrected by "
                     "the median of measured over predicted");
}

void add_models_option(CLI::App& command, std::vector<std::string>& files) {
  command.add_option("--models", files, "Models over those of the catalog; may repeat")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_rules_option(CLI::App& command, std::vector<std::string>& files) {
  command.add_option("--rules", files, "Rule file over the shipped rules; may repeat")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_format_option(CLI::App& command, std::string& format,
                       const std::vector<std::string>& words, const std::string& description) {
  command.add_option("--format", format, description)
      ->check(CLI::IsMember(words))
      ->capture_default_str();
}

std::vector<std::string> formats_beside(std::vector<std::string> others) {
  std::vector<std::string> words;
  for (const DocumentFormat& format : document_formats()) {
    words.emplace_back(format.word);
  }
  words.insert(words.end(), others.begin(), others.end());
  return words;
}

void add_output_option(CLI::App& command, std::string& output) {
  command.add_option("-o,--output", output, "Write to this file, whole or not at all");
}

void add_set_option(CLI::App& command, ProfileOptions& profile) {
  command.add_option("--set", profile.set, "Set a fact: --set data.labelled_examples=400")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_as_of_option(CLI::App& command, std::string& as_of) {
  command.add_option("--as-of", as_of, "Price with the rates of this day (2026-11-22)");
}

void add_rates_options(CLI::App& command, KnowledgeOptions& knowledge, std::string& as_of) {
  add_as_of_option(command, as_of);
  command.add_option("--rates", knowledge.rates, "Rate file over the shipped rates; may repeat")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_text_options(CLI::App& command, TextOptions& options) {
  command.add_option("--color,--colour", options.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_flag("--ascii", options.ascii, "Plain ASCII only");
}

TextStyle text_style(const TextOptions& options, const Environment& environment, bool to_stream) {
  TextStyle style;
  style.ascii = options.ascii;
  style.colour = options.colour == "always" || (options.colour == "auto" && to_stream &&
                                                environment.terminal && !environment.no_colour);
  return style;
}

} // namespace tunepath::cli
