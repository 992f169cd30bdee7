#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/catalog/config_type.hpp"
#include "tunepath/core/diagnostic.hpp"
#include "tunepath/facts/declaration.hpp"
#include "tunepath/rates/coverage.hpp"
#include "tunepath/rates/discount.hpp"
#include "tunepath/rates/offer_rules.hpp"
#include "tunepath/rates/rate.hpp"
#include "tunepath/rules/rule.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tunepath {

/// A file of a data folder: its path from that folder, "rates/bedrock/qwen.yaml", and its text.
struct DataFile {
  std::string name;
  std::string text;
};

/// The rows of a data folder. Models, accelerators, instances, limits, credit pools, coefficients,
/// price factors and frameworks are sorted by id, Bedrock rows by model and region, recipes by
/// model, spot observations by instance and region, meters by service, meter and unit, rates by key
/// and valid_from. Purposes, config types, facts, rules, parameters and what is of offers stay in
/// the order of the files.
struct Tables {
  std::vector<Model> models;
  std::vector<BedrockModel> bedrock_models;
  std::vector<Accelerator> accelerators;
  std::vector<Instance> instances;
  std::vector<Recipe> recipes;
  std::vector<Limit> limits;
  std::vector<CreditPool> credit_pools;
  std::vector<Coefficient> coefficients;
  std::vector<SpotObservation> spot_observations;
  std::vector<BilledMeter> meters;
  std::vector<PriceFactor> price_factors;
  std::vector<Framework> frameworks;
  std::vector<Purpose> purposes;
  std::vector<ConfigType> config_types;
  std::vector<OfferMeter> offer_meters; ///< tried in this order
  std::vector<OfferUnit> offer_units;
  std::vector<OfferModel> offer_models;
  std::vector<RateRow> rates;
  std::vector<Discount> discounts; ///< of a user's rate file; none are shipped
  std::vector<FactDecl> facts;
  std::vector<RuleDecl> rules;
  std::vector<Parameter> parameters;
  std::shared_ptr<const void> text; ///< keeps the strings of all rows alive

  /// A view of the catalog's tables.
  Catalog catalog() const;
};

/// Reads the YAML files of a data folder, each by its first key: `tunepath-catalog/1`,
/// `tunepath-facts/1`, `tunepath-rules/1` or `tunepath-rates/1`.
/// Errors: every problem in every file; and, when each file is sound, ids, aliases and rates that
/// are given twice, names that no row has, and bounds that are the wrong way round.
Result<Tables> read_tables(std::span<const DataFile> files);

} // namespace tunepath
