#include "data/fields_rates.hpp"
#include "data/read_document.hpp"
#include "data/row_reader.hpp"
#include "data/rows_schema.hpp"
#include "tunepath/data/profile_files.hpp"

namespace tunepath {
std::string rates_schema() {
  using data::Json;
  using data::rows_schema;
  constexpr int k_indent = 2;
  const Json schema{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", data::k_rates_format},
      {"description",
       "A rate file for --rates: usd buys per units; prices have at most 12 decimals and are held "
       "exactly. docs/rates.md says what each key means."},
      {"type", "object"},
      {"additionalProperties", false},
      {"required", Json::array({"format"})},
      {"properties",
       {{"format", {{"const", data::k_rates_format}}},
        {"sources", rows_schema<data::Source>("What rows may name as their source, by id.")},
        {"rates", rows_schema<RateRow>("Prices. Left out: no variant, scope in-region, per 1, "
                                       "tier_or_term on-demand, confidence medium, not derived.")},
        {"discounts",
         rows_schema<Discount>("Multipliers on the prices of earlier files and shipped rows; a "
                               "selector that is left out fits everything.")}}}};
  return schema.dump(k_indent) + "\n";
}

} // namespace tunepath
