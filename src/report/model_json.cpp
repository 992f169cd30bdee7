#include "report/json_parts.hpp"
#include "tunepath/catalog/parameter_count.hpp"
#include "tunepath/report/model_listing.hpp"

namespace tunepath {
namespace {

using json_parts::Json;

std::string written(const Json& json) {
  return json.dump(1, ' ', true, Json::error_handler_t::replace) + "\n";
}

Json value(const std::optional<Decimal>& number) {
  return number ? Json(number->to_double()) : Json();
}
Json value(const std::optional<std::int64_t>& number) {
  return number ? Json(*number) : Json();
}
Json value(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json();
}
Json value(std::string_view text) {
  return text.empty() ? Json() : Json(text);
}

Json of_model(const Model& model) {
  const auto counted = parameters_of(model);
  return {{"id", model.id},
          {"name", model.name},
          {"provider", model.provider},
          {"family", model.family},
          {"kind", model.kind},
          {"weights", name_of(model.weights)},
          {"aliases", json_parts::array(model.aliases, [](std::string_view each) { return each; })},
          {"hf_id", value(model.hf_id)},
          {"params_b", value(model.params_b)},
          {"active_params_b", value(model.active_params_b)},
          {"counted_params_b", counted ? Json(counted->total / 1e9) : Json()},
          {"layers", value(model.layers)},
          {"hidden", value(model.hidden)},
          {"intermediate", value(model.intermediate)},
          {"heads", value(model.heads)},
          {"kv_heads", value(model.kv_heads)},
          {"head_dim", value(model.head_dim)},
          {"vocab", value(model.vocab)},
          {"max_context", value(model.max_context)},
          {"tied_embeddings", name_of(model.tied_embeddings)},
          {"n_experts", value(model.n_experts)},
          {"experts_per_token", value(model.experts_per_token)},
          {"moe_intermediate", value(model.moe_intermediate)},
          {"mlp_matrices", value(model.mlp_matrices)},
          {"licence", value(model.licence)},
          {"gated", name_of(model.gated)},
          {"licence_confidence",
           model.licence_confidence ? Json(name_of(*model.licence_confidence)) : Json()},
          {"cmi_architecture_listed", name_of(model.cmi_architecture_listed)},
          {"cmi_version", value(model.cmi_version)},
          {"source", model.source},
          {"source_date", value(model.source_date)},
          {"note", model.note},
          {"file", model.place.file},
          {"line", model.place.line}};
}

Json of_bedrock(const BedrockModel& row) {
  return {{"region", row.region},
          {"fine_tunable", name_of(row.fine_tunable)},
          {"customization_types",
           json_parts::array(row.customization_types, [](std::string_view each) { return each; })},
          {"custom_on_demand", name_of(row.custom_on_demand)},
          {"custom_provisioned_throughput", name_of(row.custom_provisioned_throughput)},
          {"custom_model_import", name_of(row.custom_model_import)},
          {"retirement_date", value(row.retirement_date)},
          {"source", row.source},
          {"source_date", value(row.source_date)},
          {"file", row.place.file},
          {"line", row.place.line}};
}

Json of_recipe(const Recipe& row) {
  return {{"catalog", name_of(row.catalog)},
          {"technique", value(row.technique)},
          {"tuning", value(row.tuning)},
          {"sequence_length", value(row.sequence_length)},
          {"training_instances",
           json_parts::array(row.training_instances, [](std::string_view each) { return each; })},
          {"source", row.source},
          {"source_date", value(row.source_date)},
          {"file", row.place.file},
          {"line", row.place.line}};
}

} // namespace

std::string models_json(std::span<const Model* const> models) {
  return written(
      {{"format", "tunepath-model-list/1"},
       {"models", json_parts::array(models, [](const Model* each) { return of_model(*each); })}});
}

std::string model_json(const Model& model, const Catalog& catalog) {
  return written({{"format", "tunepath-model/1"},
                  {"model", of_model(model)},
                  {"bedrock", json_parts::array(catalog.bedrock_rows(model.id), of_bedrock)},
                  {"recipes", json_parts::array(catalog.recipes_of(model.id), of_recipe)}});
}

} // namespace tunepath
