#pragma once

#include "tunepath/catalog/bedrock_model.hpp"
#include "tunepath/catalog/billed_meter.hpp"
#include "tunepath/catalog/framework.hpp"
#include "tunepath/catalog/instance.hpp"
#include "tunepath/catalog/limit.hpp"
#include "tunepath/catalog/model.hpp"
#include "tunepath/catalog/recipe.hpp"
#include "tunepath/core/range.hpp"

#include <span>
#include <vector>

namespace tunepath {

/// All that is known of models, instances and services besides their prices. A view: the rows
/// live in the binary or in whoever read them. Models, accelerators, instances, limits, credit
/// pools, coefficients, price factors and frameworks are sorted by id, Bedrock rows by model and
/// region, recipes by model, spot observations by instance and region, meters by service, meter and
/// unit.
struct Catalog {
  std::span<const Model> models;
  std::span<const BedrockModel> bedrock_models;
  std::span<const Accelerator> accelerators;
  std::span<const Instance> instances;
  std::span<const Recipe> recipes;
  std::span<const Limit> limits;
  std::span<const CreditPool> credit_pools;
  std::span<const Coefficient> coefficients;
  std::span<const SpotObservation> spot_observations;
  std::span<const BilledMeter> meters;
  std::span<const PriceFactor> price_factors;
  std::span<const Framework> frameworks;

  /// The row with that id, or nullptr.
  const Model* model(std::string_view id) const;
  const Accelerator* accelerator(std::string_view id) const;
  const Instance* instance(std::string_view id) const;
  const Limit* limit(std::string_view id) const;
  const CreditPool* credit_pool(std::string_view id) const;
  const PriceFactor* price_factor(std::string_view id) const;

  /// How that meter of that service is billed; nullptr when no row says so.
  const BilledMeter* meter(std::string_view service, Meter meter, Unit unit) const;

  /// The model whose id or alias is `name`, without regard to case; nullptr when there is none.
  const Model* model_called(std::string_view name) const;

  /// What Bedrock does with `model` in `region`: its own row, else the row for all regions, else
  /// nullptr. Rows whose region is unknown never answer for a region.
  const BedrockModel* bedrock_model(std::string_view model, std::string_view region) const;
  /// Every Bedrock row of `model`, also those of unknown region.
  std::span<const BedrockModel> bedrock_rows(std::string_view model) const;

  std::span<const Recipe> recipes_of(std::string_view model) const;

  /// A coefficient as a range of doubles, for physics. Throws std::out_of_range when the shipped
  /// data lacks it, which is a bug that a test catches.
  Range<double> coefficient(std::string_view id) const;
  /// The row "<stem>-<suffix>", or nullptr.
  const Coefficient* coefficient_of(std::string_view stem, std::string_view suffix) const;

  /// The framework that a table of measured runs calls `name`, with or without a version behind it
  /// ("vllm-0.6.3" is "vllm" unless a longer name fits), as it was at `date`; without a date as it
  /// is now. nullptr when no row has the name.
  const Framework* framework_called(std::string_view name, std::optional<Date> date) const;
};

/// Usable memory of one accelerator of `instance` in GiB: its own figure, else its accelerator's
/// usable figure, else the nominal one with `nominal` set (too optimistic); empty when unknown.
struct UsableMemory {
  double gib = 0;
  bool nominal = false;
};
std::optional<UsableMemory> usable_memory(const Instance& instance, const Accelerator& accelerator);

/// GiB of weights that can be loaded through the host's memory: coefficient "host-ram-share" of it;
/// empty when the host's memory is not known.
std::optional<double> loadable_gib(const Instance& instance, const Catalog& catalog);

} // namespace tunepath
