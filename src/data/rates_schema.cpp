#include "data/fields_rates.hpp"
#include "data/read_document.hpp"
#include "data/row_reader.hpp"
#include "tunepath/data/profile_files.hpp"

#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Json = nlohmann::ordered_json;
using data::Field;
using data::Form;

constexpr const char* k_day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr const char* k_above_zero = "^(?=.*[1-9])[0-9][0-9_]*([.][0-9]+)?$";

Json text_like(const char* pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

Json either(Json first, Json second) {
  return {{"anyOf", Json::array({std::move(first), std::move(second)})}};
}

/// What a value of each type may be; numbers and yes or no may be written as text, too.
Json value_schema(const std::string_view&) {
  return {{"type", Json::array({"string", "number", "boolean"})}};
}
Json value_schema(const std::int64_t&) {
  return either({{"type", "integer"}, {"minimum", 1}}, text_like("^[1-9][0-9_]*$"));
}
Json value_schema(const Decimal&) {
  return either({{"type", "number"}, {"exclusiveMinimum", 0}}, text_like(k_above_zero));
}
Json value_schema(const Date&) {
  return text_like(k_day);
}
Json value_schema(const bool&) {
  return {{"enum", Json::array({true, false, "yes", "no", "true", "false"})}};
}
Json value_schema(const std::span<const std::string_view>&) {
  return either({{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}});
}
template <Named E>
Json value_schema(const E&) {
  Json names = Json::array();
  for (const auto& [value, name] : Names<E>::k_all) {
    if (!name.empty()) {
      names.push_back(name);
    }
  }
  return {{"enum", std::move(names)}};
}
template <class T>
Json value_schema(const std::optional<T>&) {
  return value_schema(T{});
}

template <class Row, class T>
void add(Json& properties, Json& required, const Field<Row, T>& field) {
  properties[std::string{field.key}] = value_schema(T{});
  // A row's source supplies the date where the row does not.
  if (field.required && field.form != Form::source_date) {
    required.push_back(field.key);
  }
}

/// The schema of a list of such rows.
template <class Row>
Json rows_schema(const char* description) {
  Json properties = Json::object();
  Json required = Json::array();
  std::apply([&](const auto&... field) { (add(properties, required, field), ...); },
             data::Fields<Row>::k_all);
  return {{"type", "array"},
          {"description", description},
          {"items",
           {{"type", "object"},
            {"additionalProperties", false},
            {"required", std::move(required)},
            {"properties", std::move(properties)}}}};
}

} // namespace

std::string rates_schema() {
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
