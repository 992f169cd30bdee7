#include "cli/commands/pricing_options.hpp"
#include "cli/commands/rules/rules.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/data/read_case.hpp"
#include "tunepath/report/case_listing.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct CasesOptions {
  KnowledgeOptions knowledge;
  std::string name;
  std::string format = "text";
  TextOptions text;
};

/// Leaves the case called `name` only; false, and said, when there is none.
bool pick(std::vector<Case>& cases, const std::string& name, const Environment& environment) {
  std::vector<std::string> names;
  for (const Case& each : cases) {
    names.push_back(each.name);
  }
  const std::vector<std::string_view> known{names.begin(), names.end()};
  std::erase_if(cases, [&](const Case& each) { return each.name != name; });
  if (cases.empty()) {
    environment.err << render({Diagnostic::Level::error,
                               {},
                               fmt::format("no case is called '{}'", name),
                               did_you_mean(name, known, "tunepath rules cases lists them")},
                              "");
  }
  return !cases.empty();
}

int run_cases_asked(const CasesOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  auto cases = read_cases(shipped().texts, knowledge->schema(), shipped().catalog).value();
  if (!options.name.empty() && !pick(cases, options.name, environment)) {
    return exit_usage;
  }
  const auto runs = run_cases(cases, knowledge->view());
  if (options.format == "json") {
    environment.out << cases_json(cases, runs);
  } else {
    environment.out << to_text(
        options.name.empty() ? describe_cases(runs) : describe_case(cases.front(), runs.front()),
        text_style(options.text, environment, true));
  }
  const bool sound = std::all_of(runs.begin(), runs.end(),
                                 [](const CaseRun& run) { return run.complaints.empty(); });
  return sound ? exit_ok : exit_gate;
}

} // namespace

Command rules_cases_command(CLI::App& rules) {
  auto options = std::make_shared<CasesOptions>();
  CLI::App* command = rules.add_subcommand(
      "cases", "Published decisions, and what the rules make of them; 1 when one is missed");
  command->add_option("NAME", options->name, "One case, in full");
  add_rules_option(*command, options->knowledge.rules);
  add_format_option(*command, options->format, {"text", "json"}, "text or json");
  add_text_options(*command, options->text);
  return {command, [options](const Environment& environment) {
            return run_cases_asked(*options, environment);
          }};
}

} // namespace tunepath::cli
