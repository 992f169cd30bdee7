#include "cli/commands.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/report/describe_facts.hpp"

#include <memory>
#include <ostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace tunepath::cli {
namespace {

int facts(const std::string& id, const Environment& environment) {
  const FactSchema schema{shipped().facts};
  if (id.empty()) {
    environment.out << describe_facts(schema);
    return exit_ok;
  }
  const auto index = schema.find(id);
  if (!index) {
    environment.err << render(
        {Diagnostic::Level::error,
         {},
         fmt::format("no fact is called '{}'", id),
         did_you_mean(id, schema.settable(), "tunepath facts lists them all")},
        "");
    return exit_usage;
  }
  environment.out << describe_fact(schema[*index]);
  return exit_ok;
}

} // namespace

Command facts_command(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("facts", "Everything that a profile may say");
  command->add_option("FACT", *id, "One fact in full");
  return {command, [id](const Environment& environment) { return facts(*id, environment); }};
}

} // namespace tunepath::cli
