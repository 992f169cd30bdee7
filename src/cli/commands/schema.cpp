#include "cli/commands.hpp"
#include "tunepath/data/profile_files.hpp"
#include "tunepath/data/read_models.hpp"
#include "tunepath/data/shipped.hpp"

#include <memory>
#include <ostream>
#include <stdexcept>

#include <CLI/CLI.hpp>

namespace tunepath::cli {
namespace {

int schema(const std::string& what, const Environment& environment) {
  if (what == "profile") {
    environment.out << profile_schema(FactSchema{shipped().facts}, shipped().catalog);
    return exit_ok;
  }
  if (what == "rates") {
    environment.out << rates_schema();
    return exit_ok;
  }
  if (what == "models") {
    environment.out << models_schema();
    return exit_ok;
  }
  if (what == "rules") {
    environment.out << rules_schema();
    return exit_ok;
  }
  for (const auto& [name, text] : shipped().texts) {
    if (name == "schemas/" + what + ".schema.json") {
      environment.out << text;
      return exit_ok;
    }
  }
  throw std::logic_error("no shipped schema of " + what);
}

} // namespace

Command schema_command(CLI::App& app) {
  auto what = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "schema",
      "Print the JSON Schema of a profile, a report, a comparison, or a file of rates, rules or "
      "models");
  command->add_option("WHAT", *what, "profile, report, comparison, rates, rules or models")
      ->required()
      ->check(CLI::IsMember({"profile", "report", "comparison", "rates", "rules", "models"}));
  return {command, [what](const Environment& environment) { return schema(*what, environment); }};
}

} // namespace tunepath::cli
