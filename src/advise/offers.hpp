#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/facts/facts.hpp"

#include <string>

namespace tunepath {

/// What Bedrock does with the base model in the best of the allowed regions.
struct BedrockOffer {
  Truth tunable = Truth::unknown;
  Truth technique = Truth::unknown; ///< the one that is asked for
  Truth on_demand = Truth::unknown; ///< serves it once tuned
  Truth provisioned = Truth::unknown;
  std::string region;
  const BedrockModel* row = nullptr; ///< what says so; nullptr when nothing does
  std::string basis;                 ///< in words, where no row says so
};

/// `base` is nullptr when the base model is unknown or any.
BedrockOffer bedrock_offer(const Facts& facts, const Catalog& catalog, const Model* base);

/// Whether JumpStart trains the base model with the technique that is asked for.
struct RecipeOffer {
  Truth offered = Truth::unknown;
  std::string basis;
};

RecipeOffer jumpstart_offer(const Facts& facts, const Catalog& catalog, const Model* base);

} // namespace tunepath
