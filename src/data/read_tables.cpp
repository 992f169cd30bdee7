#include "data/read_document.hpp"
#include "tunepath/data/tables.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace tunepath {
namespace {

/// Sorts by `key(row)`; rows with equal keys keep their order.
template <class Row, class Key>
void sort_by(std::vector<Row>& rows, Key key) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row& a, const Row& b) { return key(a) < key(b); });
}

template <class Row>
auto by(std::string_view Row::*member) {
  return [member](const Row& row) { return row.*member; };
}

void sort(Tables& tables) {
  sort_by(tables.models, by(&Model::id));
  sort_by(tables.accelerators, by(&Accelerator::id));
  sort_by(tables.instances, by(&Instance::id));
  sort_by(tables.limits, by(&Limit::id));
  sort_by(tables.credit_pools, by(&CreditPool::pool));
  sort_by(tables.coefficients, by(&Coefficient::id));
  sort_by(tables.recipes, by(&Recipe::model));
  sort_by(tables.bedrock_models, [](const BedrockModel& row) {
    return std::tuple{row.model, row.region};
  });
  sort_by(tables.spot_observations, [](const SpotObservation& row) {
    return std::tuple{row.instance, row.region};
  });
  sort_by(tables.price_factors, by(&PriceFactor::id));
  sort_by(tables.frameworks, by(&Framework::id));
  sort_by(tables.meters, [](const BilledMeter& row) {
    return std::tuple{row.service, row.meter, row.unit};
  });
  sort_by(tables.rates, [](const RateRow& row) { return std::tuple{row.key(), row.valid_from}; });
}

} // namespace

Catalog Tables::catalog() const {
  return {models,       bedrock_models, accelerators,      instances, recipes,       limits,
          credit_pools, coefficients,   spot_observations, meters,    price_factors, frameworks};
}

Result<Tables> read_tables(std::span<const DataFile> files) {
  constexpr std::array k_formats{data::k_catalog_format, data::k_facts_format, data::k_rules_format,
                                 data::k_rates_format};
  auto pool = std::make_shared<data::TextPool>();
  data::Problems problems;
  Tables tables;
  for (const DataFile& file : files) {
    data::read_document(file.text, file.name, k_formats, *pool, problems, tables);
  }
  if (problems.count() == 0) {
    data::refuse_twins(tables, problems);
    data::check_links(tables, problems);
  }
  if (problems.count() > 0) {
    return problems.take();
  }
  sort(tables);
  tables.text = std::move(pool);
  return tables;
}

} // namespace tunepath
