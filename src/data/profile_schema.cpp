#include "tunepath/data/profile_files.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <nlohmann/json.hpp>

namespace tunepath {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* k_written_number = R"(^-?[0-9][0-9_]*(\.[0-9]+)?([kKMBT]|[eE][-+]?[0-9]+)?$)";
constexpr const char* k_written_range =
    R"(^-?[0-9][0-9_.]*[kKMBT]?(\.\.-?[0-9][0-9_.]*[kKMBT]?){1,2}$)";
constexpr const char* k_day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr const char* k_month = "^[0-9]{4}-[0-9]{2}$";
constexpr const char* k_region = "^[a-z]{2}(-[a-z]+)+-[0-9]+$";
constexpr const char* k_instance = R"(^ml\.[a-z0-9-]+\.[0-9a-z]+$)";

/// A number as JSON writes it, digit by digit.
Json number(Decimal value) {
  return Json::parse(to_string(value));
}

Json words(std::span<const std::string_view> choices) {
  Json list = Json::array();
  for (const std::string_view choice : choices) {
    list.push_back(std::string{choice});
  }
  return list;
}

Json one_of(std::span<const std::string_view> choices) {
  return {{"enum", words(choices)}};
}

Json text_like(const char* pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

Json defined(const char* name) {
  return {{"$ref", std::string{"#/definitions/"} + name}};
}

Json nothing_known() {
  return {{"$ref", "#/definitions/unknown"}};
}

/// Any of `schemas`, or unknown.
Json any_of(std::initializer_list<Json> schemas) {
  Json list = Json::array();
  for (const Json& schema : schemas) {
    list.push_back(schema);
  }
  list.push_back(nothing_known());
  return {{"anyOf", list}};
}

Json plain_number(const FactDecl& fact) {
  Json out{{"type", fact.whole ? "integer" : "number"}};
  if (fact.low) {
    out["minimum"] = number(*fact.low);
  }
  if (fact.high) {
    out["maximum"] = number(*fact.high);
  }
  return out;
}

Json range_schema(const FactDecl& fact) {
  const Json member{{"anyOf", {plain_number(fact), defined("written-number")}}};
  return {{"type", "object"},
          {"properties", {{"low", member}, {"likely", member}, {"high", member}}},
          {"required", {"low", "high"}},
          {"additionalProperties", false}};
}

/// Of a grant: a number or a range, but not unknown.
Json amount_schema(const FactDecl& fact) {
  return {{"anyOf",
           {plain_number(fact), defined("written-number"), defined("written-range"),
            range_schema(fact)}}};
}

Json number_schema(const FactDecl& fact) {
  Json out = any_of({plain_number(fact), defined("written-number"), defined("written-range"),
                     range_schema(fact)});
  if (!fact.choices.empty()) {
    out["anyOf"].push_back(one_of(fact.choices));
  }
  return out;
}

Json list_schema(const Json& item) {
  return any_of(
      {Json{{"type", "array"}, {"items", item}, {"uniqueItems", true}}, Json{{"type", "string"}}});
}

Json model_schema(const FactDecl& fact, const Catalog& catalog) {
  Json examples = words(fact.choices);
  for (const Model& model : catalog.models) {
    examples.push_back(std::string{model.id});
  }
  return {{"type", {"string", "null"}}, {"examples", examples}};
}

Json credits_schema(const FactDecl& fact, const Catalog& catalog) {
  std::vector<std::string_view> pools;
  for (const CreditPool& pool : catalog.credit_pools) {
    pools.push_back(pool.pool);
  }
  const Json services{{"type", "array"},
                      {"items", {{"type", "string"}, {"examples", words(fact.choices)}}}};
  const Json day{{"anyOf", {defined("day"), nothing_known()}}};
  const Json grant{{"type", "object"},
                   {"properties",
                    {{"pool", one_of(pools)},
                     {"usd", amount_schema(fact)},
                     {"from", day},
                     {"expires", day},
                     {"covers", services},
                     {"excludes", services}}},
                   {"required", Json::array({"usd"})},
                   {"additionalProperties", false}};
  return any_of({Json{{"type", "array"}, {"items", grant}}});
}

Json value_schema(const FactDecl& fact, const Catalog& catalog) {
  switch (fact.type) {
  case FactType::yes_no:
    return defined("yes-no");
  case FactType::choice:
    return any_of({one_of(fact.choices)});
  case FactType::choices:
    return list_schema(one_of(fact.choices));
  case FactType::number:
    return number_schema(fact);
  case FactType::date:
    return any_of({defined("day")});
  case FactType::month:
    return any_of({text_like(k_month)});
  case FactType::text:
    return {{"type", {"string", "null"}}};
  case FactType::model:
    return model_schema(fact, catalog);
  case FactType::region:
    return any_of({text_like(k_region)});
  case FactType::regions:
    return list_schema(text_like(k_region));
  case FactType::instance:
    return any_of({text_like(k_instance), one_of(fact.choices)});
  case FactType::credits:
    return credits_schema(fact, catalog);
  }
  return {};
}

Json fact_schema(const FactDecl& fact, const Catalog& catalog) {
  Json out{{"title", std::string{fact.question}},
           {"description", std::string{fact.help} + "\n\n" + std::string{fact.why}}};
  if (!fact.initial.empty()) {
    const auto plain = parse_number(fact.initial);
    out["default"] = plain ? number(*plain) : Json(std::string{fact.initial});
  }
  const Json value = value_schema(fact, catalog);
  if (value.contains("$ref")) {
    out["allOf"] = Json::array({value}); // Draft-07 ignores what stands beside a $ref.
  } else {
    out.update(value);
  }
  return out;
}

Json definitions() {
  return {{"unknown",
           {{"title", "not known"},
            {"anyOf", {Json{{"type", "null"}}, text_like("^[Uu][Nn][Kk][Nn][Oo][Ww][Nn]$")}}}},
          {"written-number", text_like(k_written_number)},
          {"written-range", text_like(k_written_range)},
          {"day", text_like(k_day)},
          {"yes-no",
           {{"title", "yes, no or unknown"},
            {"anyOf",
             {Json{{"type", "boolean"}},
              text_like("^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"),
              nothing_known()}}}}};
}

} // namespace

std::string profile_schema(const FactSchema& schema, const Catalog& catalog) {
  Json properties{{"format", {{"const", "tunepath-profile/1"}}}};
  for (const char* key : {"name", "description", "extends"}) {
    properties[key] = {{"type", {"string", "null"}}};
  }
  for (const FactDecl& fact : schema.all()) {
    if (fact.derived) {
      continue;
    }
    const std::string section{fact.section()};
    if (section.empty()) {
      properties[std::string{fact.name()}] = fact_schema(fact, catalog);
      continue;
    }
    if (!properties.contains(section)) {
      properties[section] = {{"type", {"object", "null"}},
                             {"properties", Json::object()},
                             {"additionalProperties", false}};
    }
    properties[section]["properties"][std::string{fact.name()}] = fact_schema(fact, catalog);
  }
  const Json root{
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "tunepath profile"},
      {"description", "A scenario for tunepath: what is known of it, and nothing else."},
      {"type", "object"},
      {"properties", properties},
      {"required", Json::array({"format"})},
      {"additionalProperties", false},
      {"definitions", definitions()}};
  return root.dump(2) + "\n";
}

} // namespace tunepath
