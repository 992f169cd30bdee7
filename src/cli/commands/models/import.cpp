#include "cli/commands/models/models.hpp"
#include "cli/commands/pricing_options.hpp"
#include "cli/files.hpp"
#include "tunepath/data/read_model_config.hpp"

#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::cli {
namespace {

struct ImportOptions {
  KnowledgeOptions knowledge;
  std::string file;
  std::string output;
  std::string id;
  std::string name;
  std::string params_b;
  std::string as_of;
};

void print(const std::vector<Diagnostic>& problems, std::string_view text,
           const Environment& environment) {
  for (const Diagnostic& problem : problems) {
    environment.err << render(problem, text);
  }
}

/// The number that --params-b gives; false, and said, when it is none above zero.
bool read_parameters(const ImportOptions& options, std::optional<Decimal>& out,
                     const Environment& environment) {
  constexpr std::int64_t k_most = 100'000;
  if (options.params_b.empty()) {
    return true;
  }
  out = Decimal::parse(options.params_b);
  if (out && *out > Decimal{} && *out <= Decimal::of(k_most)) {
    return true;
  }
  print({{Diagnostic::Level::error,
          {},
          fmt::format("--params-b '{}' is no number of billions", options.params_b),
          "write it as in 8.03, above zero and at most 100000"}},
        "", environment);
  return false;
}

/// What had to be supplied, what is left out, and what to do with the row.
void tell(const ImportedModel& imported, const Catalog& catalog, const Environment& environment) {
  const Model& model = imported.model;
  const auto say = [&](const std::string& text) { environment.err << printable(text) << '\n'; };
  for (const std::string& assumed : imported.assumed) {
    say(fmt::format("note: {}", assumed));
  }
  if (catalog.model(model.id) != nullptr) {
    say(fmt::format("note: the catalog has '{}' too; with --models this row takes its place",
                    model.id));
  }
  say(fmt::format("left out, since the file does not say it: {}; write what you know into the row",
                  fmt::join(imported.unsaid, ", ")));
}

int import(const ImportOptions& options, const Environment& environment) {
  std::optional<Decimal> params_b;
  const bool good = read_parameters(options, params_b, environment);
  const auto day = day_asked(options.as_of, environment);
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!good || !day || !knowledge) {
    return exit_usage;
  }
  const auto text = read_text(options.file, environment.in);
  if (!text) {
    print(text.problems(), "", environment);
    return exit_usage;
  }
  const std::string name = options.file == "-" ? "(standard input)" : options.file;
  const auto imported = read_model_config({.file = name,
                                           .text = text.value(),
                                           .types = shipped().config_types,
                                           .catalog = knowledge->catalog(),
                                           .id = options.id,
                                           .name = options.name,
                                           .params_b = params_b,
                                           .day = *day});
  if (!imported) {
    print(imported.problems(), text.value(), environment);
    return exit_usage;
  }
  const std::span<const Model> row{&imported.value().model, 1};
  if (!put(models_yaml(row), options.output, environment)) {
    return exit_usage;
  }
  tell(imported.value(), knowledge->catalog(), environment);
  return exit_ok;
}

} // namespace

Command models_import_command(CLI::App& models) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = models.add_subcommand(
      "import", "Make a row for --models of the config.json of a Hugging Face model");
  command->add_option("CONFIG", options->file, "config.json; '-' is standard input")->required();
  add_output_option(*command, options->output);
  command->add_option("--id", options->id, "What profiles call it; else made of the name it has");
  command->add_option("--name", options->name, "What reports call it");
  command->add_option("--params-b", options->params_b,
                      "Billions of parameters; else counted from the architecture");
  command->add_option("--as-of", options->as_of, "The date of the row (2026-11-22); else today");
  add_models_option(*command, options->knowledge.models);
  return {command,
          [options](const Environment& environment) { return import(*options, environment); }};
}

} // namespace tunepath::cli
