#pragma once

#include "data/fields.hpp"
#include "tunepath/catalog/bedrock_model.hpp"
#include "tunepath/catalog/config_type.hpp"
#include "tunepath/catalog/model.hpp"
#include "tunepath/catalog/recipe.hpp"

namespace tunepath::data {

template <>
struct Fields<Model> {
  static constexpr std::string_view k_noun = "a model";
  static constexpr auto k_all = std::tuple{
      required("id", &Model::id, "a-model-id"),
      required("name", &Model::name, "its name"),
      required("provider", &Model::provider, "its maker"),
      required("family", &Model::family, "its family"),
      required("kind", &Model::kind, "text"),
      required("weights", &Model::weights, "closed"),
      optional("aliases", &Model::aliases),
      optional("hf_id", &Model::hf_id),
      optional("params_b", &Model::params_b).as(Form::above_zero),
      optional("active_params_b", &Model::active_params_b).as(Form::above_zero),
      optional("layers", &Model::layers).as(Form::above_zero),
      optional("hidden", &Model::hidden).as(Form::above_zero),
      optional("intermediate", &Model::intermediate).as(Form::above_zero),
      optional("heads", &Model::heads).as(Form::above_zero),
      optional("kv_heads", &Model::kv_heads).as(Form::above_zero),
      optional("head_dim", &Model::head_dim).as(Form::above_zero),
      optional("vocab", &Model::vocab).as(Form::above_zero),
      optional("max_context", &Model::max_context).as(Form::above_zero),
      optional("tied_embeddings", &Model::tied_embeddings),
      optional("n_experts", &Model::n_experts).as(Form::above_zero),
      optional("experts_per_token", &Model::experts_per_token).as(Form::above_zero),
      optional("moe_intermediate", &Model::moe_intermediate).as(Form::above_zero),
      optional("mlp_matrices", &Model::mlp_matrices),
      optional("licence", &Model::licence),
      optional("gated", &Model::gated),
      optional("licence_confidence", &Model::licence_confidence),
      optional("cmi_architecture_listed", &Model::cmi_architecture_listed),
      optional("cmi_version", &Model::cmi_version),
      optional("larger", &Model::larger),
      required("source", &Model::source, "aws-docs-2026").as(Form::source),
      optional("source_date", &Model::source_date).as(Form::source_date),
      optional("note", &Model::note),
  };
};

template <>
struct Fields<ConfigType> {
  static constexpr std::string_view k_noun = "a config type";
  static constexpr auto k_all = std::tuple{
      required("model_type", &ConfigType::model_type, "its model_type"),
      required("family", &ConfigType::family, "its family"),
      optional("refuse", &ConfigType::refuse),
      optional("mlp_matrices", &ConfigType::mlp_matrices).as(Form::above_zero),
      optional("tied_embeddings", &ConfigType::tied_embeddings),
      optional("biases", &ConfigType::biases),
      optional("intermediate_per_hidden", &ConfigType::intermediate_per_hidden)
          .as(Form::above_zero),
      optional("heads", &ConfigType::heads).as(Form::above_zero),
      optional("kv_heads", &ConfigType::kv_heads).as(Form::above_zero),
      optional("head_dim", &ConfigType::head_dim).as(Form::above_zero),
      optional("vocab", &ConfigType::vocab).as(Form::above_zero),
      optional("max_context", &ConfigType::max_context).as(Form::above_zero),
      required("source", &ConfigType::source, "transformers").as(Form::source),
      optional("source_date", &ConfigType::source_date).as(Form::source_date),
      optional("note", &ConfigType::note),
  };
};

template <>
struct Fields<BedrockModel> {
  static constexpr std::string_view k_noun = "a Bedrock row";
  static constexpr auto k_all = std::tuple{
      required("model", &BedrockModel::model, "a-model-id"),
      optional("bedrock_base_id", &BedrockModel::bedrock_base_id),
      required("region", &BedrockModel::region, "*"),
      optional("fine_tunable", &BedrockModel::fine_tunable),
      optional("customization_types", &BedrockModel::customization_types),
      optional("custom_on_demand", &BedrockModel::custom_on_demand),
      optional("custom_on_demand_since", &BedrockModel::custom_on_demand_since),
      optional("custom_provisioned_throughput", &BedrockModel::custom_provisioned_throughput),
      optional("distillation_role", &BedrockModel::distillation_role),
      optional("distillation_confidence", &BedrockModel::distillation_confidence),
      optional("custom_model_import", &BedrockModel::custom_model_import),
      optional("cmi_version", &BedrockModel::cmi_version),
      optional("cmi_units_per_copy", &BedrockModel::cmi_units_per_copy),
      optional("cmi_units_context", &BedrockModel::cmi_units_context),
      optional("record_format", &BedrockModel::record_format),
      optional("min_train_records", &BedrockModel::min_train_records),
      optional("max_train_records", &BedrockModel::max_train_records),
      optional("max_validation_records", &BedrockModel::max_validation_records),
      optional("max_total_records", &BedrockModel::max_total_records),
      optional("max_tokens_per_record", &BedrockModel::max_tokens_per_record),
      optional("max_train_gb", &BedrockModel::max_train_gb),
      optional("epochs_min", &BedrockModel::epochs_min),
      optional("epochs_max", &BedrockModel::epochs_max),
      optional("epochs_default", &BedrockModel::epochs_default),
      optional("hyperparameters", &BedrockModel::hyperparameters),
      optional("retirement_date", &BedrockModel::retirement_date),
      optional("retirement_confidence", &BedrockModel::retirement_confidence),
      optional("training_rate", &BedrockModel::training_rate),
      optional("custom_on_demand_rate", &BedrockModel::custom_on_demand_rate),
      optional("custom_pt_rate", &BedrockModel::custom_pt_rate),
      required("source", &BedrockModel::source, "aws-docs-2026").as(Form::source),
      optional("source_date", &BedrockModel::source_date).as(Form::source_date),
      optional("confidence", &BedrockModel::confidence),
      optional("note", &BedrockModel::note),
  };
};

template <>
struct Fields<Recipe> {
  static constexpr std::string_view k_noun = "a recipe";
  static constexpr auto k_all = std::tuple{
      required("catalog", &Recipe::catalog, "jumpstart"),
      optional("catalog_model_id", &Recipe::catalog_model_id),
      required("model", &Recipe::model, "a-model-id"),
      optional("instruct_variant", &Recipe::instruct_variant),
      optional("technique", &Recipe::technique),
      optional("tuning", &Recipe::tuning),
      optional("default_training_instance", &Recipe::default_training_instance),
      optional("training_instances", &Recipe::training_instances),
      optional("nodes", &Recipe::nodes),
      optional("sequence_length", &Recipe::sequence_length),
      optional("default_hosting_instance", &Recipe::default_hosting_instance),
      optional("hosting_instances", &Recipe::hosting_instances),
      optional("dataset_format", &Recipe::dataset_format),
      optional("hyperparameters", &Recipe::hyperparameters),
      required("source", &Recipe::source, "jumpstart-2026").as(Form::source),
      optional("source_date", &Recipe::source_date).as(Form::source_date),
      optional("note", &Recipe::note),
  };
};

} // namespace tunepath::data
