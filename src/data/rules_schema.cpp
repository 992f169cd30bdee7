#include "data/fields_rules.hpp"
#include "data/read_document.hpp"
#include "data/row_reader.hpp"
#include "data/rows_schema.hpp"
#include "tunepath/data/profile_files.hpp"

#include <algorithm>

namespace tunepath {

std::string rules_schema() {
  using data::Json;
  using data::rows_schema;
  constexpr int k_indent = 2;
  Json rules = rows_schema<RuleDecl>("Conditions over facts, with what each does to its subject.");
  // The file's own topic supplies that of a rule which names none.
  Json& required = rules["items"]["required"];
  required.erase(std::find(required.begin(), required.end(), "topic"));
  const Json schema{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", data::k_rules_format},
      {"description",
       "A rule file for --rules. docs/rules.md shows the shipped rules and says how "
       "an answer comes about."},
      {"type", "object"},
      {"additionalProperties", false},
      {"required", Json::array({"format"})},
      {"properties",
       {{"format", {{"const", data::k_rules_format}}},
        {"topic", data::value_schema(Topic{})},
        {"sources", rows_schema<data::Source>("What rows may name as their source, by id.")},
        {"parameters", rows_schema<Parameter>("Thresholds that conditions and texts use as "
                                              "$name. The last file that gives a name wins.")},
        {"rules", std::move(rules)}}}};
  return schema.dump(k_indent) + "\n";
}

} // namespace tunepath
