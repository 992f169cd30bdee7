#include "tunepath/data/known_names.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// "Llama 3.1 8B" as "llama-3.1-8b".
std::string as_id(std::string_view name) {
  std::string id{name};
  for (char& c : id) {
    c = c == ' ' || c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return id;
}

const Model* model_called(const Catalog& catalog, std::string_view name) {
  if (const Model* model = catalog.model_called(name)) {
    return model;
  }
  const std::string id = as_id(name);
  const auto found = std::find_if(catalog.models.begin(), catalog.models.end(),
                                  [&](const Model& model) { return as_id(model.name) == id; });
  return found != catalog.models.end() ? &*found : catalog.model(id);
}

std::vector<std::string_view> regions_of(const Catalog& catalog) {
  std::vector<std::string_view> regions;
  for (const BedrockModel& row : catalog.bedrock_models) {
    if (row.region.find('-') != std::string_view::npos) { // Neither "*" nor "unknown".
      regions.push_back(row.region);
    }
  }
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  return regions;
}

} // namespace

KnownNames known_names(const Catalog& catalog) {
  KnownNames names;
  names.model = [&catalog](std::string_view name) -> std::optional<std::string_view> {
    const Model* model = model_called(catalog, name);
    return model == nullptr ? std::nullopt : std::optional{model->id};
  };
  for (const Model& model : catalog.models) {
    names.models.push_back(model.id);
  }
  for (const Model& model : catalog.models) {
    names.models.insert(names.models.end(), model.aliases.begin(), model.aliases.end());
  }
  for (const Instance& instance : catalog.instances) {
    names.instances.push_back(instance.id);
  }
  names.regions = regions_of(catalog);
  for (const CreditPool& pool : catalog.credit_pools) {
    names.credit_pools.push_back(pool.pool);
  }
  return names;
}

} // namespace tunepath
