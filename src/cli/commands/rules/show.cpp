#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rules/rules.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/report/rule_listing.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct ShowOptions {
  KnowledgeOptions knowledge;
  std::string id;
  std::string format = "text";
  TextOptions text;
};

int refuse(const std::string& id, const RuleSet& rules, const Environment& environment) {
  std::vector<std::string> names;
  for (const Rule& rule : rules.all()) {
    names.emplace_back(rule.decl->id);
  }
  for (const Parameter& each : rules.parameters()) {
    names.push_back(fmt::format("{}{}", id.starts_with('$') ? "$" : "", each.name));
  }
  const std::vector<std::string_view> known{names.begin(), names.end()};
  environment.err << render({Diagnostic::Level::error,
                             {},
                             fmt::format("no rule or parameter is called '{}'", id),
                             did_you_mean(id, known, "tunepath rules list shows what there is")},
                            "");
  return exit_usage;
}

int show(const ShowOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  const RuleSet& rules = knowledge->rules();
  const RuleListing listing{{}, {}, rules, knowledge->schema(), options.knowledge.rules};
  const TextStyle style = text_style(options.text, environment, true);
  const bool json = options.format == "json";
  if (const Rule* rule = rules.find(options.id)) {
    environment.out << (json ? rule_json(*rule, listing)
                             : to_text(describe_rule(*rule, listing), style));
    return exit_ok;
  }
  const std::string name = options.id.substr(options.id.starts_with('$') ? 1 : 0);
  for (const Parameter& each : rules.parameters()) {
    if (each.name == name) {
      environment.out << (json ? parameter_json(each, listing)
                               : to_text(describe_parameter(each, listing), style));
      return exit_ok;
    }
  }
  return refuse(options.id, rules, environment);
}

} // namespace

Command rules_show_command(CLI::App& rules) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = rules.add_subcommand(
      "show", "All there is to know of a rule or a parameter: why, source, facts, other rules");
  command->add_option("ID", options->id, "A rule as in A08, or a parameter as in pairs_floor")
      ->required();
  add_rules_option(*command, options->knowledge.rules);
  add_format_option(*command, options->format, {"text", "json"}, "text or json");
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return show(*options, environment); }};
}

} // namespace tunepath::cli
