#include "tunepath/data/emit_tables.hpp"

#include "data/cpp_literals.hpp"
#include "data/fields_billing.hpp"
#include "data/fields_models.hpp"
#include "data/fields_offers.hpp"
#include "data/fields_rates.hpp"
#include "data/fields_rules.hpp"
#include "data/fields_services.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

using data::CppLiterals;
using data::Field;
using data::Fields;

constexpr std::string_view k_head =
    R"(// Written by tunepath_embed from the files under data/. Do not edit.
#include "tunepath/data/shipped.hpp"

namespace tunepath {
namespace {

using namespace std::string_view_literals;

/// The enumerator with that number, of whatever enumeration is asked for.
struct Nth {
  int number;
  template <class E>
    requires std::is_enum_v<E>
  constexpr operator E() const {
    return static_cast<E>(number);
  }
};

)";

template <class Row, class T>
std::string member_text(CppLiterals& literals, const Field<Row, T>& field, const Row& row) {
  return fmt::format(".{} = {}, ", field.member_name, literals.of(row.*field.member));
}

/// The table as a definition of `name`, every member of every row.
template <class Row>
std::string table(CppLiterals& literals, std::string_view type, std::string_view name,
                  const std::vector<Row>& rows) {
  if (rows.empty()) {
    return fmt::format("constexpr std::span<const {}> {};\n\n", type, name);
  }
  std::string out = fmt::format("constexpr {} {}[] = {{\n", type, name);
  for (const Row& row : rows) {
    out += "{";
    std::apply([&](const auto&... field) { ((out += member_text(literals, field, row)), ...); },
               Fields<Row>::k_all);
    out += ".place = " + literals.of(row.place) + "},\n";
  }
  return out + "};\n\n";
}

std::string text_table(std::span<const DataFile> texts) {
  constexpr std::string_view k_type = "std::pair<std::string_view, std::string_view>";
  if (texts.empty()) {
    return fmt::format("constexpr std::span<const {}> texts;\n\n", k_type);
  }
  std::string out = fmt::format("constexpr {} texts[] = {{\n", k_type);
  for (const DataFile& file : texts) {
    out += fmt::format("{{{}sv,\n{}sv}},\n", data::string_literal(file.name),
                       data::string_literal(file.text));
  }
  return out + "};\n\n";
}

std::string dates(CppLiterals& literals, const std::vector<RateRow>& rates) {
  Date newest;
  Date oldest;
  if (!rates.empty()) {
    const auto [least, most] = std::minmax_element(
        rates.begin(), rates.end(),
        [](const RateRow& a, const RateRow& b) { return a.source_date < b.source_date; });
    newest = most->source_date;
    oldest = least->source_date;
  }
  return fmt::format(".newest_rate = {}, .oldest_rate = {}", literals.of(newest),
                     literals.of(oldest));
}

} // namespace

std::string emit_tables(const Tables& tables, std::span<const DataFile> texts) {
  CppLiterals literals;
  std::string rows;
  rows += table(literals, "Model", "models", tables.models);
  rows += table(literals, "BedrockModel", "bedrock_models", tables.bedrock_models);
  rows += table(literals, "Accelerator", "accelerators", tables.accelerators);
  rows += table(literals, "Instance", "instances", tables.instances);
  rows += table(literals, "Recipe", "recipes", tables.recipes);
  rows += table(literals, "Limit", "limits", tables.limits);
  rows += table(literals, "CreditPool", "credit_pools", tables.credit_pools);
  rows += table(literals, "Coefficient", "coefficients", tables.coefficients);
  rows += table(literals, "SpotObservation", "spot_observations", tables.spot_observations);
  rows += table(literals, "BilledMeter", "meters", tables.meters);
  rows += table(literals, "PriceFactor", "price_factors", tables.price_factors);
  rows += table(literals, "Framework", "frameworks", tables.frameworks);
  rows += table(literals, "Purpose", "purposes", tables.purposes);
  rows += table(literals, "ConfigType", "config_types", tables.config_types);
  rows += table(literals, "OfferMeter", "offer_meters", tables.offer_meters);
  rows += table(literals, "OfferUnit", "offer_units", tables.offer_units);
  rows += table(literals, "OfferModel", "offer_models", tables.offer_models);
  rows += table(literals, "RateRow", "rates", tables.rates);
  rows += table(literals, "FactDecl", "facts", tables.facts);
  rows += table(literals, "RuleDecl", "rules", tables.rules);
  rows += table(literals, "Parameter", "parameters", tables.parameters);
  rows += text_table(texts);
  const std::string last_and_first = dates(literals, tables.rates);
  return fmt::format(
      "{}{}\n{}constexpr Shipped k_shipped{{\n"
      ".catalog = {{.models = models, .bedrock_models = bedrock_models, .accelerators = "
      "accelerators, .instances = instances, .recipes = recipes, .limits = limits, .credit_pools "
      "= credit_pools, .coefficients = coefficients, .spot_observations = spot_observations, "
      ".meters = meters, .price_factors = price_factors, .frameworks = frameworks}},\n"
      ".config_types = config_types,\n"
      ".offers = {{.meters = offer_meters, .units = offer_units, .models = offer_models}},\n"
      ".rates = rates, .purposes = purposes, .facts = facts, .rules = rules, .parameters = "
      "parameters, .texts = texts,\n"
      "{}}};\n\n}} // namespace\n\nconst Shipped& shipped() {{ return k_shipped; }}\n\n"
      "}} // namespace tunepath\n",
      k_head, literals.declarations(), rows, last_and_first);
}

} // namespace tunepath
