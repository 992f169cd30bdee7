#include "advise/offers.hpp"

#include "tunepath/advise/values.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_everywhere = "*";
constexpr std::string_view k_no_region = "unknown";
constexpr std::string_view k_absent = "absence from catalog/bedrock_customization";

bool is_named_region(const BedrockModel& row) {
  return row.region != k_everywhere && row.region != k_no_region;
}

bool lists(const BedrockModel& row, std::string_view technique) {
  return std::find(row.customization_types.begin(), row.customization_types.end(), technique) !=
         row.customization_types.end();
}

/// A row that says what is done with the model without saying where.
const BedrockModel* row_without_region(const Catalog& catalog, std::string_view model) {
  const auto rows = catalog.bedrock_rows(model);
  const auto row = std::find_if(rows.begin(), rows.end(), [](const BedrockModel& each) {
    return each.region == k_no_region && each.fine_tunable != Truth::no;
  });
  return row == rows.end() ? nullptr : &*row;
}

/// Bedrock does not let one choose the method: a technique is offered only where it is listed.
Truth technique_offered(const Facts& facts, const BedrockModel* row, Truth tunable) {
  const std::string_view technique = facts.word("requirements.technique");
  if (technique.empty()) {
    return both(tunable, Truth::unknown);
  }
  if (technique == "any") {
    return tunable;
  }
  return row != nullptr && lists(*row, technique) ? tunable : Truth::no;
}

BedrockOffer offer_in(const Facts& facts, const Catalog& catalog, const Model& base,
                      const std::string& region) {
  BedrockOffer offer;
  offer.region = region;
  offer.row = catalog.bedrock_model(base.id, region);
  if (offer.row != nullptr) {
    offer.tunable = offer.row->fine_tunable;
    offer.on_demand = offer.row->custom_on_demand;
    offer.provisioned = offer.row->custom_provisioned_throughput;
  } else if (const BedrockModel* anywhere = row_without_region(catalog, base.id)) {
    offer.row = anywhere;
    offer.on_demand = both(anywhere->custom_on_demand, Truth::unknown);
    offer.provisioned = both(anywhere->custom_provisioned_throughput, Truth::unknown);
  } else {
    offer.tunable = offer.on_demand = offer.provisioned = Truth::no;
    offer.basis = k_absent;
  }
  const Truth seen = facts.yes_no("model.on_bedrock_list");
  if (offer.tunable == Truth::unknown && seen != Truth::unknown) {
    offer.tunable = seen;
    offer.basis = "model.on_bedrock_list";
  }
  offer.technique = technique_offered(facts, offer.row, offer.tunable);
  return offer;
}

/// What holds for every model: a technique that is listed for none is not offered.
BedrockOffer offer_for_any(const Facts& facts, const Catalog& catalog) {
  BedrockOffer offer;
  const std::string_view technique = facts.word("requirements.technique");
  const bool listed = std::any_of(catalog.bedrock_models.begin(), catalog.bedrock_models.end(),
                                  [&](const BedrockModel& row) {
                                    return row.fine_tunable == Truth::yes && lists(row, technique);
                                  });
  if (!technique.empty() && technique != "any" && !listed) {
    offer.technique = Truth::no;
    offer.basis = k_absent;
  }
  return offer;
}

/// What holds wherever the model may be tuned: not knowing the region leaves all else open.
BedrockOffer offer_anywhere(const Facts& facts, const Catalog& catalog, const Model& base) {
  const auto rows = catalog.bedrock_rows(base.id);
  const std::string_view technique = facts.word("requirements.technique");
  const auto may_be_tuned = [](const BedrockModel& row) { return row.fine_tunable != Truth::no; };
  const auto may_be_so = [&](const BedrockModel& row) {
    return may_be_tuned(row) && lists(row, technique);
  };
  const bool named = !technique.empty() && technique != "any";
  BedrockOffer offer;
  offer.basis = k_absent;
  offer.tunable = std::none_of(rows.begin(), rows.end(), may_be_tuned) ? Truth::no : Truth::unknown;
  offer.technique =
      named && std::none_of(rows.begin(), rows.end(), may_be_so) ? Truth::no : Truth::unknown;
  return offer;
}

/// True when the recipe is of the technique. Reinforcement tuning goes by several names.
bool trains(const Recipe& recipe, std::string_view technique) {
  constexpr std::array<std::string_view, 4> k_reinforcement{"rft", "rlvr", "rlaif", "ppo"};
  if (recipe.technique == "none") {
    return false;
  }
  if (technique == "any") {
    return true;
  }
  if (technique == "lora") {
    return recipe.tuning.starts_with(technique);
  }
  if (technique == "qlora" || technique == "full") {
    return recipe.tuning == technique;
  }
  if (technique == "rft") {
    return std::find(k_reinforcement.begin(), k_reinforcement.end(), recipe.technique) !=
           k_reinforcement.end();
  }
  return recipe.technique == technique;
}

RecipeOffer jumpstart_offer_of(std::string_view technique, const Facts& facts,
                               const Catalog& catalog, const Model* base) {
  const auto is_such = [&](const Recipe& recipe) { return trains(recipe, technique); };
  const Recipe* listed = nullptr;
  for (const Recipe& recipe :
       base == nullptr ? std::span<const Recipe>{} : catalog.recipes_of(base->id)) {
    if (recipe.catalog == RecipeCatalog::jumpstart && (listed == nullptr || is_such(recipe))) {
      listed = &recipe;
    }
  }
  if (listed != nullptr) {
    return {truth(is_such(*listed)), fmt::format("{}:{}", listed->place.file, listed->place.line)};
  }
  if (base != nullptr && base->weights == Weights::closed) {
    return {Truth::no, fmt::format("{}:{}", base->place.file, base->place.line)};
  }
  if (std::none_of(catalog.recipes.begin(), catalog.recipes.end(), is_such)) {
    return {Truth::no, "absence from catalog/recipes"};
  }
  const Truth seen = base == nullptr ? Truth::unknown : facts.yes_no("model.on_jumpstart_list");
  return {seen, "model.on_jumpstart_list"};
}

} // namespace

BedrockOffer bedrock_offer(const Facts& facts, const Catalog& catalog, const Model* base) {
  if (base == nullptr) {
    return offer_for_any(facts, catalog);
  }
  const Words* allowed = facts.words("requirements.regions_allowed");
  if (allowed == nullptr || allowed->empty()) {
    return offer_anywhere(facts, catalog, *base);
  }
  Words regions = *allowed;
  std::stable_partition(regions.begin(), regions.end(),
                        [&](const std::string& region) { return region == facts.word("region"); });
  BedrockOffer best;
  for (const std::string& region : regions) {
    BedrockOffer offer = offer_in(facts, catalog, *base, region);
    const auto rank = [](const BedrockOffer& each) {
      return std::pair{both(each.tunable, each.technique), each.tunable};
    };
    if (best.region.empty() || rank(offer) > rank(best)) {
      best = std::move(offer);
    }
  }
  return best;
}

Words tunable_regions(const Catalog& catalog, const Model& base) {
  Words regions;
  for (const BedrockModel& row : catalog.bedrock_rows(base.id)) {
    if (is_named_region(row) && row.fine_tunable == Truth::yes) {
      regions.emplace_back(row.region);
    }
  }
  return regions;
}

RecipeOffer jumpstart_offer(const Facts& facts, const Catalog& catalog, const Model* base) {
  const std::string_view technique = facts.word("requirements.technique");
  if (technique.empty()) { // Which one is not known: no recipe at all is the only certain answer.
    RecipeOffer offer = jumpstart_offer_of("any", facts, catalog, base);
    offer.offered = both(offer.offered, Truth::unknown);
    return offer;
  }
  return jumpstart_offer_of(technique, facts, catalog, base);
}

} // namespace tunepath
