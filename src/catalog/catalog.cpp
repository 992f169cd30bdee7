#include "tunepath/catalog/catalog.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace tunepath {
namespace {

/// The row of a sorted table whose `id` member is `wanted`, or nullptr.
template <class Row>
const Row* by_id(std::span<const Row> rows, std::string_view Row::*id, std::string_view wanted) {
  const auto found =
      std::lower_bound(rows.begin(), rows.end(), wanted,
                       [&](const Row& row, std::string_view name) { return row.*id < name; });
  return found != rows.end() && (*found).*id == wanted ? &*found : nullptr;
}

/// The run of rows of a table sorted by model that belong to `model`.
template <class Row>
std::span<const Row> of_model(std::span<const Row> rows, std::string_view model) {
  const auto first =
      std::lower_bound(rows.begin(), rows.end(), model,
                       [](const Row& row, std::string_view name) { return row.model < name; });
  auto last = first;
  while (last != rows.end() && last->model == model) {
    ++last;
  }
  return {first, last};
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

/// True when `name` is `known`, or `known` with a version or a variant behind it.
bool is_name_with_version(std::string_view name, std::string_view known) {
  return name.size() >= known.size() && same_letters(name.substr(0, known.size()), known) &&
         (name.size() == known.size() || name[known.size()] == '-' || name[known.size()] == ' ');
}

} // namespace

const Model* Catalog::model(std::string_view id) const {
  return by_id(models, &Model::id, id);
}

const Accelerator* Catalog::accelerator(std::string_view id) const {
  return by_id(accelerators, &Accelerator::id, id);
}

const Instance* Catalog::instance(std::string_view id) const {
  return by_id(instances, &Instance::id, id);
}

const Limit* Catalog::limit(std::string_view id) const {
  return by_id(limits, &Limit::id, id);
}

const CreditPool* Catalog::credit_pool(std::string_view id) const {
  return by_id(credit_pools, &CreditPool::pool, id);
}

const PriceFactor* Catalog::price_factor(std::string_view id) const {
  return by_id(price_factors, &PriceFactor::id, id);
}

const BilledMeter* Catalog::meter(std::string_view service, Meter meter, Unit unit) const {
  const auto found = std::find_if(meters.begin(), meters.end(), [&](const BilledMeter& row) {
    return row.meter == meter && row.unit == unit && row.service == service;
  });
  return found == meters.end() ? nullptr : &*found;
}

const Model* Catalog::model_called(std::string_view name) const {
  const auto found = std::find_if(models.begin(), models.end(), [&](const Model& model) {
    return same_letters(model.id, name) ||
           std::any_of(model.aliases.begin(), model.aliases.end(),
                       [&](std::string_view alias) { return same_letters(alias, name); });
  });
  return found == models.end() ? nullptr : &*found;
}

std::span<const BedrockModel> Catalog::bedrock_rows(std::string_view model) const {
  return of_model(bedrock_models, model);
}

const BedrockModel* Catalog::bedrock_model(std::string_view model, std::string_view region) const {
  const BedrockModel* elsewhere = nullptr;
  for (const BedrockModel& row : bedrock_rows(model)) {
    if (row.region == region) {
      return &row;
    }
    if (row.region == "*") {
      elsewhere = &row;
    }
  }
  return elsewhere;
}

std::span<const Recipe> Catalog::recipes_of(std::string_view model) const {
  return of_model(recipes, model);
}

Range<double> Catalog::coefficient(std::string_view id) const {
  const Coefficient* row = by_id(coefficients, &Coefficient::id, id);
  if (row == nullptr) {
    throw std::out_of_range("no coefficient '" + std::string{id} + "'");
  }
  return {row->low.to_double(), row->likely.to_double(), row->high.to_double()};
}

const Coefficient* Catalog::coefficient_of(std::string_view stem, std::string_view suffix) const {
  std::string id{stem};
  id.append("-").append(suffix);
  return by_id(coefficients, &Coefficient::id, std::string_view{id});
}

const Framework* Catalog::framework_called(std::string_view name, std::optional<Date> date) const {
  const Framework* best = nullptr;
  std::size_t best_length = 0;
  for (const Framework& row : frameworks) {
    if (row.until && (!date || *date >= *row.until)) {
      continue;
    }
    for (const std::string_view known : row.names) {
      const bool longer = known.size() > best_length;
      // Of two stages of one framework the one that ended first is the narrower.
      const bool narrower =
          known.size() == best_length && row.until && (!best->until || *row.until < *best->until);
      if (is_name_with_version(name, known) && (longer || narrower)) {
        best = &row;
        best_length = known.size();
      }
    }
  }
  return best;
}

std::optional<UsableMemory> usable_memory(const Instance& instance,
                                          const Accelerator& accelerator) {
  if (instance.memory_usable_gib) {
    return UsableMemory{instance.memory_usable_gib->to_double(), false};
  }
  if (accelerator.memory_usable_gib) {
    return UsableMemory{accelerator.memory_usable_gib->to_double(), false};
  }
  if (accelerator.memory_nominal_gib) {
    return UsableMemory{accelerator.memory_nominal_gib->to_double(), true};
  }
  return std::nullopt;
}

std::optional<double> loadable_gib(const Instance& instance, const Catalog& catalog) {
  return instance.ram_gib ? std::optional{instance.ram_gib->to_double() *
                                          catalog.coefficient("host-ram-share").likely}
                          : std::nullopt;
}

} // namespace tunepath
