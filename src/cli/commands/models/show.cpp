#include "cli/commands/models/models.hpp"
#include "cli/commands/pricing_options.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/data/known_names.hpp"
#include "tunepath/report/model_listing.hpp"

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

int show(const ShowOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!knowledge) {
    return exit_usage;
  }
  const Catalog& catalog = knowledge->catalog();
  const KnownNames names = known_names(catalog);
  const auto id = names.model(options.id);
  if (!id) {
    environment.err << render(
        {Diagnostic::Level::error,
         {},
         fmt::format("no model is called '{}'", options.id),
         did_you_mean(options.id, names.models,
                      "tunepath models list shows what there is; --models FILE adds to it")},
        "");
    return exit_usage;
  }
  const Model& model = *catalog.model(*id);
  environment.out << (options.format == "json"
                          ? model_json(model, catalog)
                          : to_text(describe_model(model, catalog),
                                    text_style(options.text, environment, true)));
  return exit_ok;
}

} // namespace

Command models_show_command(CLI::App& models) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = models.add_subcommand(
      "show", "All there is to know of a model: figures, licence, source, Bedrock, recipes");
  command->add_option("ID", options->id, "Its id or any other of its names")->required();
  add_models_option(*command, options->knowledge.models);
  add_format_option(*command, options->format, {"text", "json"}, "text or json");
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return show(*options, environment); }};
}

} // namespace tunepath::cli
