#pragma once

#include "data/fields.hpp"
#include "tunepath/core/date.hpp"
#include "tunepath/core/decimal.hpp"
#include "tunepath/core/names.hpp"
#include "tunepath/core/truth.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

/// JSON Schemas of row files, made from the Fields by which their rows are read.
namespace tunepath::data {

using Json = nlohmann::ordered_json;

inline constexpr const char* k_day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
inline constexpr const char* k_above_zero = "^(?=.*[1-9])[0-9][0-9_]*([.][0-9]+)?$";

inline Json text_like(const char* pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

inline Json either(Json first, Json second) {
  return {{"anyOf", Json::array({std::move(first), std::move(second)})}};
}

/// What a value of each type may be; numbers and yes or no may be written as text, too.
inline Json value_schema(const std::string_view&) {
  return {{"type", Json::array({"string", "number", "boolean"})}};
}
inline Json value_schema(const std::int64_t&) {
  return either({{"type", "integer"}, {"minimum", 1}}, text_like("^[1-9][0-9_]*$"));
}
inline Json value_schema(const Decimal&) {
  return either({{"type", "number"}, {"exclusiveMinimum", 0}}, text_like(k_above_zero));
}
inline Json value_schema(const Date&) {
  return text_like(k_day);
}
inline Json value_schema(const bool&) {
  return {{"enum", Json::array({true, false, "yes", "no", "true", "false"})}};
}
inline Json value_schema(const Truth&) {
  return {{"enum", Json::array({true, false, "yes", "no", "true", "false", "unknown"})}};
}
inline Json value_schema(const std::span<const std::string_view>&) {
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
             Fields<Row>::k_all);
  return {{"type", "array"},
          {"description", description},
          {"items",
           {{"type", "object"},
            {"additionalProperties", false},
            {"required", std::move(required)},
            {"properties", std::move(properties)}}}};
}

} // namespace tunepath::data
