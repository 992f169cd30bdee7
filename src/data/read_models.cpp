#include "tunepath/data/read_models.hpp"

#include "data/read_document.hpp"
#include "tunepath/catalog/parameter_count.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// Sorts by id; of rows with one id the last is kept.
void keep_last(std::vector<Model>& models) {
  std::stable_sort(models.begin(), models.end(),
                   [](const Model& a, const Model& b) { return a.id < b.id; });
  const auto kept = std::unique(models.rbegin(), models.rend(),
                                [](const Model& a, const Model& b) { return a.id == b.id; });
  models.erase(models.begin(), kept.base());
}

} // namespace

Result<ModelFile> read_models(std::string_view text, const std::string& file) {
  constexpr std::array k_formats{data::k_catalog_format};
  auto pool = std::make_shared<data::TextPool>();
  data::Problems problems;
  Tables tables;
  data::read_document(text, file, k_formats, *pool, problems, tables, "models");
  data::refuse_twins(tables, problems);
  data::check_models(tables.models, problems);
  if (problems.count() > 0) {
    return problems.take();
  }
  return ModelFile{std::move(tables.models), std::move(pool)};
}

Result<std::vector<Model>> models_over(std::span<const Model> shipped,
                                       std::span<const ModelFile> files) {
  std::vector<Model> all{shipped.begin(), shipped.end()};
  for (const ModelFile& file : files) {
    all.insert(all.end(), file.models.begin(), file.models.end());
  }
  keep_last(all);
  data::Problems problems;
  for (const ModelFile& file : files) {
    data::refuse_names_of_others(file.models, all, problems);
  }
  if (problems.count() > 0) {
    return problems.take();
  }
  return all;
}

std::vector<Diagnostic> doubtful_models(std::span<const Model> models) {
  constexpr double k_notable = 0.1;
  std::vector<Diagnostic> out;
  for (const Model& model : models) {
    const auto counted = parameters_of(model);
    if (!counted || !model.params_b) {
      continue;
    }
    if (std::abs(model.params_b->to_double() * 1e9 / counted->total - 1) > k_notable) {
      out.push_back({Diagnostic::Level::warning,
                     Position{std::string{model.place.file}, model.place.line, model.place.column},
                     fmt::format("'{}' has {} billion parameters, but its architecture adds up to "
                                 "{:.4g}",
                                 model.id, to_string(*model.params_b), counted->total / 1e9),
                     "check the figures: memory and hours follow from both"});
    }
  }
  return out;
}

} // namespace tunepath
