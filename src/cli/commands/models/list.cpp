#include "cli/commands/models/models.hpp"
#include "cli/commands/pricing_options.hpp"
#include "cli/files.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/report/model_listing.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <set>

#include <fmt/format.h>

namespace tunepath::cli {
namespace {

struct ListOptions {
  KnowledgeOptions knowledge;
  std::string part;
  std::string family;
  std::string weights;
  std::string format = "text";
  std::string output;
  TextOptions text;
};

std::string lower_case(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// True when any name of the model, or who made it, holds `part`, in small letters.
bool mentions(const Model& model, const std::string& part) {
  const auto holds = [&](std::string_view text) {
    return lower_case(text).find(part) != std::string::npos;
  };
  return holds(model.id) || holds(model.name) || holds(model.provider) ||
         std::any_of(model.aliases.begin(), model.aliases.end(), holds);
}

/// Says so when no model is of `family`; false then.
bool is_known(const std::string& family, const Catalog& catalog, const Environment& environment) {
  std::set<std::string_view> known;
  for (const Model& model : catalog.models) {
    known.insert(model.family);
  }
  if (family.empty() || known.contains(family)) {
    return true;
  }
  const std::vector<std::string_view> names{known.begin(), known.end()};
  environment.err << render({Diagnostic::Level::error,
                             {},
                             fmt::format("no model is of the family '{}'", family),
                             did_you_mean(family, names, "tunepath models list shows them all")},
                            "");
  return false;
}

int list(const ListOptions& options, const Environment& environment) {
  const auto knowledge = LoadedKnowledge::load(options.knowledge, environment);
  if (!knowledge || !is_known(options.family, knowledge->catalog(), environment)) {
    return exit_usage;
  }
  const std::string part = lower_case(options.part);
  std::vector<const Model*> models;
  for (const Model& model : knowledge->catalog().models) {
    if ((options.family.empty() || model.family == options.family) &&
        (options.weights.empty() || name_of(model.weights) == options.weights) &&
        mentions(model, part)) {
      models.push_back(&model);
    }
  }
  const std::string text =
      options.format == "json"
          ? models_json(models)
          : to_text(describe_models(models),
                    text_style(options.text, environment, options.output.empty()));
  return put(text, options.output, environment) ? exit_ok : exit_usage;
}

} // namespace

Command models_list_command(CLI::App& models) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = models.add_subcommand("list", "Models as a table or JSON");
  command->add_option("TEXT", options->part, "Only models with this in a name or their maker's");
  command->add_option("--family", options->family, "Only models of this family");
  command->add_option("--weights", options->weights, "open or closed")
      ->check(CLI::IsMember({"open", "closed"}));
  add_models_option(*command, options->knowledge.models);
  add_format_option(*command, options->format, {"text", "json"}, "text or json");
  add_output_option(*command, options->output);
  add_text_options(*command, options->text);
  return {command,
          [options](const Environment& environment) { return list(*options, environment); }};
}

} // namespace tunepath::cli
