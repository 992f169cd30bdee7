#pragma once

#include "tunepath/catalog/model.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// The models of a user's file, in its order.
struct ModelFile {
  std::vector<Model> models;
  std::shared_ptr<const void> text; ///< keeps the strings of the rows alive
};

/// Reads a file of models: `format: tunepath-catalog/1`, `models` and, if rows name them,
/// `sources`. `file` is used for positions only: the caller does the reading.
///
/// Errors: every problem in the file, each with its position: unknown and missing keys, values that
///         do not fit, figures that do not go together, an id or another name given twice.
Result<ModelFile> read_models(std::string_view text, const std::string& file);

/// `shipped`, a table sorted by id, with the models of `files` over it, sorted likewise: a known id
/// is replaced, the last file's row holds. Errors: a name that would stand for two models.
Result<std::vector<Model>> models_over(std::span<const Model> shipped,
                                       std::span<const ModelFile> files);

/// Warnings: rows whose params_b are more than a tenth away from what their architecture adds up
/// to, so that one of the figures is most likely a slip.
std::vector<Diagnostic> doubtful_models(std::span<const Model> models);

/// `models` as a file that read_models reads back as the same rows.
std::string models_yaml(std::span<const Model> models);

/// The JSON Schema (draft 7) of such a file. Which figures go together is the reader's business.
std::string models_schema();

} // namespace tunepath
