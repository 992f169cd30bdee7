#include "data/fields_models.hpp"
#include "data/read_document.hpp"
#include "data/row_reader.hpp"
#include "data/rows_schema.hpp"
#include "tunepath/data/read_models.hpp"

namespace tunepath {

std::string models_schema() {
  using data::Json;
  using data::rows_schema;
  constexpr int k_indent = 2;
  const Json schema{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", data::k_catalog_format},
      {"description",
       "A file of models for --models. docs/models.md says what each key means; what is left out "
       "is "
       "unknown."},
      {"type", "object"},
      {"additionalProperties", false},
      {"required", Json::array({"format"})},
      {"properties",
       {{"format", {{"const", data::k_catalog_format}}},
        {"sources", rows_schema<data::Source>("What rows may name as their source, by id.")},
        {"models", rows_schema<Model>("Models. Counts of parameters are in billions, other figures "
                                      "as in the model's configuration.")}}}};
  return schema.dump(k_indent) + "\n";
}

} // namespace tunepath
