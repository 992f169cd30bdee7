#pragma once

#include "tunepath/core/date.hpp"
#include "tunepath/core/place.hpp"
#include "tunepath/core/truth.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tunepath {

/// Who offers a recipe. Only `jumpstart` rows make a model part of the JumpStart path; the others
/// are training code for SageMaker.
enum class RecipeCatalog { jumpstart, recipe, sample_recipe };

template <>
struct Names<RecipeCatalog> {
  static constexpr std::array<std::pair<RecipeCatalog, std::string_view>, 3> k_all{
      {{RecipeCatalog::jumpstart, "jumpstart"},
       {RecipeCatalog::recipe, "recipe"},
       {RecipeCatalog::sample_recipe, "sample-recipe"}}};
};

/// A published fine-tuning recipe of one model with one technique.
struct Recipe {
  RecipeCatalog catalog = RecipeCatalog::recipe;
  std::string_view catalog_model_id;
  std::string_view model; ///< a Model id
  Truth instruct_variant = Truth::unknown;
  std::string_view technique; ///< sft, dpo, rft, rlvr ..., none
  std::string_view tuning;    ///< lora, lora-int8, qlora, full, unstated
  std::string_view default_training_instance;
  std::span<const std::string_view> training_instances;
  std::optional<std::int64_t> nodes;
  std::optional<std::int64_t> sequence_length;
  std::string_view default_hosting_instance;
  std::span<const std::string_view> hosting_instances;
  std::string_view dataset_format;
  std::string_view hyperparameters;
  std::string_view source;
  std::optional<Date> source_date;
  std::string_view note;
  Place place;
};

} // namespace tunepath
