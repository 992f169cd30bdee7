#include "tunepath/report/model_listing.hpp"

#include "report/model_words.hpp"
#include "report/sheet.hpp"
#include "report/words.hpp"
#include "tunepath/catalog/architecture.hpp"
#include "tunepath/catalog/parameter_count.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace {

using namespace model_words;

std::string licence(const Model& model) {
  if (model.licence.empty()) {
    return "unknown";
  }
  const bool doubtful = model.licence_confidence == Confidence::low;
  return fmt::format("{}{}", model.licence,
                     doubtful ? " (unverified: check the model's page)" : "");
}

/// "8.0303 billion; the architecture adds up to 8.03 (0.0% apart)".
std::string parameters_in_full(const Model& model) {
  const auto counted = parameters_of(model);
  if (!model.params_b) {
    return parameters(model);
  }
  std::string out = fmt::format("{} billion", to_string(*model.params_b));
  if (model.active_params_b && *model.active_params_b != *model.params_b) {
    out += fmt::format(", {} active per token", to_string(*model.active_params_b));
  }
  if (counted) {
    const double apart = model.params_b->to_double() * 1e9 / counted->total - 1;
    out += fmt::format("; the architecture adds up to {:.5g} ({:.2f}% apart)", counted->total / 1e9,
                       apart < 0 ? -100 * apart : 100 * apart);
  }
  return out;
}

std::string layers(const Model& model) {
  if (!model.has_architecture()) {
    return "";
  }
  return fmt::format("{} layers, {} hidden, {} heads of {}, {} key-value heads", *model.layers,
                     *model.hidden, *model.heads, *model.head_dim, *model.kv_heads);
}

std::string mlp(const Model& model) {
  if (!model.has_architecture()) {
    return "";
  }
  const std::string_view kind = *model.mlp_matrices == 3 ? "gated" : "plain";
  if (model.n_experts) {
    return fmt::format("{} experts {} wide, {} for each token, {}", *model.n_experts,
                       model.moe_intermediate.value_or(*model.intermediate),
                       model.experts_per_token.value_or(1), kind);
  }
  return fmt::format("{} wide, {}", *model.intermediate, kind);
}

std::string vocabulary(const Model& model) {
  if (!model.vocab) {
    return "";
  }
  const std::string_view tied = model.tied_embeddings == Truth::yes ? "; embedding and head are one"
                                : model.tied_embeddings == Truth::no ? "; embedding and head differ"
                                                                     : "";
  return fmt::format("{} tokens{}", grouped(Decimal::of(*model.vocab)), tied);
}

std::string cache(const Model& model) {
  return model.has_architecture() ? fmt::format("{} bytes for each token, at 16 bits",
                                                grouped(Decimal::of(static_cast<std::int64_t>(
                                                    kv_bytes_per_token(architecture_of(model))))))
                                  : "";
}

std::string custom_import(const Model& model) {
  return fmt::format("{}{}{}",
                     model.cmi_architecture_listed == Truth::yes  ? "its family is listed"
                     : model.cmi_architecture_listed == Truth::no ? "its family is not listed"
                                                                  : "unknown",
                     model.cmi_version.empty() ? "" : ", custom model units ", model.cmi_version);
}

std::string sft(const BedrockModel& row) {
  const std::string types = row.customization_types.empty()
                                ? ""
                                : fmt::format(" ({})", fmt::join(row.customization_types, ", "));
  return fmt::format("{}{}", name_of(row.fine_tunable), row.fine_tunable == Truth::no ? "" : types);
}

void add_bedrock(Document& out, const Model& model, const Catalog& catalog) {
  out.push_back(Heading{"What Bedrock does with it"});
  Table table{{{"Region", Align::left},
               {"Fine-tuning", Align::left},
               {"On demand", Align::left},
               {"Provisioned", Align::left},
               {"Import", Align::left}},
              {}};
  for (const BedrockModel& row : catalog.bedrock_rows(model.id)) {
    const std::string_view region = row.region == "*" ? "all others" : row.region;
    table.rows.push_back(
        {{std::string{region}, sft(row), std::string{name_of(row.custom_on_demand)},
          std::string{name_of(row.custom_provisioned_throughput)},
          std::string{name_of(row.custom_model_import)}},
         Mark::none,
         {fmt::format("[{}]", where(row.place))},
         false});
  }
  if (table.rows.empty()) {
    out.push_back(Paragraph{"The catalog has no row of it: nothing is known of tuning it there."});
    return;
  }
  out.push_back(std::move(table));
}

void add_recipes(Document& out, const Model& model, const Catalog& catalog) {
  out.push_back(Heading{"Recipes"});
  Table table{{{"Catalog", Align::left},
               {"Technique", Align::left},
               {"Tuning", Align::left},
               {"Tokens", Align::right},
               {"Instances", Align::left}},
              {}};
  for (const Recipe& row : catalog.recipes_of(model.id)) {
    const std::string instances = !row.training_instances.empty()
                                      ? fmt::format("{}", fmt::join(row.training_instances, ", "))
                                      : std::string{row.default_training_instance};
    std::vector<std::string> cells{
        std::string{name_of(row.catalog)}, std::string{row.technique}, std::string{row.tuning},
        row.sequence_length ? grouped(Decimal::of(*row.sequence_length)) : "", instances};
    // Of a model and its Instruct release there may be one each, alike in all that is shown.
    if (table.rows.empty() || table.rows.back().cells != cells) {
      table.rows.push_back({std::move(cells), Mark::none, {}, false});
    }
  }
  if (table.rows.empty()) {
    out.push_back(Paragraph{"None is on record."});
    return;
  }
  out.push_back(std::move(table));
}

} // namespace

Document describe_models(std::span<const Model* const> models) {
  if (models.empty()) {
    return {Paragraph{"No model fits.", false}};
  }
  Table table{{{"Model", Align::left},
               {"Parameters", Align::left},
               {"Context", Align::right},
               {"Licence", Align::left},
               {"Gated", Align::left}},
              {}};
  for (const Model* model : models) {
    table.rows.push_back({{std::string{model->id}, parameters(*model), context(*model),
                           std::string{model->licence.empty() ? "unknown" : model->licence},
                           std::string{name_of(model->gated)}},
                          Mark::none,
                          {},
                          false});
  }
  return {std::move(table),
          Paragraph{fmt::format("{}. tunepath models show ID says all that is known of one.",
                                words::count(std::ssize(models), "model")),
                    false}};
}

Document describe_model(const Model& model, const Catalog& catalog) {
  Sheet sheet;
  sheet.add("family", model.family);
  sheet.add("kind", fmt::format("{}, {} weights", model.kind, name_of(model.weights)));
  sheet.add("also called", fmt::format("{}", fmt::join(model.aliases, ", ")));
  sheet.add("parameters", parameters_in_full(model));
  sheet.add("attention", layers(model));
  sheet.add("mlp", mlp(model));
  sheet.add("vocabulary", vocabulary(model));
  sheet.add("context", context(model) + (model.max_context ? " tokens" : ""));
  sheet.add("kv cache", cache(model));
  sheet.add("licence", licence(model));
  sheet.add("gated", name_of(model.gated));
  sheet.add("import", custom_import(model));
  sheet.add("source", dated(model.source, model.source_date));
  sheet.add("note", model.note);
  sheet.add("file", where(model.place));
  Document out{Title{std::string{model.id}, fmt::format("{} by {}", model.name, model.provider)},
               sheet.take()};
  add_bedrock(out, model, catalog);
  add_recipes(out, model, catalog);
  return out;
}

} // namespace tunepath
