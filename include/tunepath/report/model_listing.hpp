#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/report/document.hpp"

#include <span>
#include <string>

namespace tunepath {

/// Models as a table: parameters, context, licence, and whether the weights are gated.
Document describe_models(std::span<const Model* const> models);

/// The same for machines, `tunepath-model-list/1`: every figure of every row, null where unknown.
std::string models_json(std::span<const Model* const> models);

/// All that the catalog knows of one model: its names, its figures and what they add up to, its
/// licence and source, what Bedrock does with it by region, and the recipes that there are.
Document describe_model(const Model& model, const Catalog& catalog);

/// The same for machines, `tunepath-model/1`.
std::string model_json(const Model& model, const Catalog& catalog);

} // namespace tunepath
