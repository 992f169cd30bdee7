#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/catalog/config_type.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// A config.json to read, and what is known besides.
struct ModelConfigRequest {
  std::string file; ///< for positions
  std::string_view text;
  std::span<const ConfigType> types;
  const Catalog& catalog;          ///< whose names are taken
  std::string id;                  ///< "" for one made of the name in the file
  std::string name;                ///< "" likewise
  std::optional<Decimal> params_b; ///< billions; counted from the architecture where not given
  Date day;                        ///< when it is read: the date of the row
};

/// A row of models, what had to be supplied for it, and what nobody said.
struct ImportedModel {
  Model model;
  std::vector<std::string> assumed; ///< sentences: what was not in the file and what stands for it
  std::vector<std::string> unsaid;  ///< keys of the row that are left out
  std::shared_ptr<const void> text; ///< keeps the strings of the row alive
};

/// Makes a row of models of Hugging Face's config.json. The text part counts where a file
/// describes several (`text_config`). A shared expert as wide as k of the others becomes k experts
/// more, all of them always active, which have its weights and its arithmetic.
///
/// Errors: every problem in the file, each with its position: what is no JSON, a `model_type` that
///         is not known or cannot be a row, figures that are missing, no whole numbers from 1 to a
///         billion, or do not go together.
Result<ImportedModel> read_model_config(const ModelConfigRequest& request);

} // namespace tunepath
