#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rates/rates.hpp"
#include "cli/files.hpp"
#include "tunepath/report/rate_diff_listing.hpp"

#include <memory>

namespace tunepath::cli {
namespace {

constexpr std::string_view k_shipped = "shipped";

struct DiffOptions {
  std::string before;
  std::string after;
  std::vector<std::string> profiles;
  ProfileOptions profile;
  bool alone = false;
  std::string format = "table";
  std::string output;
  TextOptions text;
};

std::unique_ptr<LoadedKnowledge> load_side(const std::string& file, const DiffOptions& options,
                                           const Environment& environment) {
  KnowledgeOptions knowledge;
  knowledge.alone = options.alone && file != k_shipped;
  if (file != k_shipped) {
    knowledge.rates.push_back(file);
  }
  return LoadedKnowledge::load(knowledge, environment);
}

std::string title_of(const std::string& file) {
  return file == k_shipped ? "shipped rates" : file;
}

int diff(const DiffOptions& options, const Environment& environment) {
  const auto day = day_asked(options.profile.as_of, environment);
  const auto before = load_side(options.before, options, environment);
  const auto after = load_side(options.after, options, environment);
  if (!day || !before || !after) {
    return exit_usage;
  }
  std::vector<Repriced> profiles;
  bool sound = true;
  for (const std::string& path : options.profiles) {
    const auto scenario = load_scenario(path, options.profile, *after, environment);
    sound = sound && scenario.has_value();
    if (scenario) {
      profiles.push_back({advise(*scenario, before->view()), advise(*scenario, after->view())});
    }
  }
  if (!sound) {
    return exit_usage;
  }
  const RateDiffTitle title{title_of(options.before), title_of(options.after), *day};
  const RateDiff changes = compare_rates(before->rates(), after->rates(), *day);
  const std::string text =
      options.format == "json"
          ? rate_diff_json(title, changes, profiles)
          : to_text(describe_rate_diff(title, changes, profiles),
                    text_style(options.text, environment, options.output.empty()));
  return put(text, options.output, environment) ? exit_ok : exit_usage;
}

} // namespace

Command rates_diff_command(CLI::App& rates) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = rates.add_subcommand(
      "diff", "What two rate tables charge differently, and what that does to profiles");
  command->add_option("OLD", options->before, "Rate file over the shipped rates, or: shipped")
      ->required();
  command->add_option("NEW", options->after, "Rate file over the shipped rates, or: shipped")
      ->required();
  command->add_option("--profiles", options->profiles, "Profiles to price with both");
  add_set_option(*command, options->profile);
  add_as_of_option(*command, options->profile.as_of);
  command->add_flag("--alone", options->alone,
                    "Compare the files by themselves, not over the shipped rates");
  add_format_option(*command, options->format, {"table", "json"}, "table or json");
  add_output_option(*command, options->output);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return diff(*options, environment); }};
}

} // namespace tunepath::cli
