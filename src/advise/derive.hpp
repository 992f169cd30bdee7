#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/facts/facts.hpp"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace tunepath {

/// The facts with everything that follows from them and the catalog: what Bedrock, JumpStart and
/// SageMaker do with the base model in the allowed regions, the kind of data that the technique
/// eats, whether anything is wrong at all; each with the row or the facts that it comes from.
/// Two answers that contradict each other are read as one: a prompt that is still thin was not
/// exhausted, and one that was exhausted is not thin.
///
/// Bedrock's list is complete: what is not on it cannot be tuned there. JumpStart's is a sample:
/// an open model that is not on it is unknown. With no base model only what holds for every model
/// is known; with any model, also that an open one can be taken.
///
/// May be called again after a fact has changed. What the decision and the prices derive
/// (decision.*, approach.*, cost.* ...) is left alone.
Facts derive(Facts facts, const Catalog& catalog);

/// The part of it that asks the catalog. Returns the facts that it has set; what it sets depends on
/// nothing but `k_looked_up_by`.
std::vector<FactIndex> look_up(Facts& facts, const Catalog& catalog);

/// The facts that decide what the catalog says.
inline constexpr std::array<std::string_view, 9> k_looked_up_by{
    "model.base",     "requirements.technique", "requirements.regions_allowed",
    "region",         "model.on_bedrock_list",  "model.on_jumpstart_list",
    "model.baseline", "model.teacher",          "as_of"};

} // namespace tunepath
