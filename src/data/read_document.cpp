#include "data/read_document.hpp"

#include "data/fields_billing.hpp"
#include "data/fields_models.hpp"
#include "data/fields_offers.hpp"
#include "data/fields_rates.hpp"
#include "data/fields_rules.hpp"
#include "data/fields_services.hpp"
#include "data/row_reader.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath::data {
namespace {

/// A list that a file of some format may hold, and the table it fills.
template <class Row>
struct List {
  std::string_view format;
  std::string_view key;
  std::vector<Row> Tables::*rows;
};

template <class Row>
constexpr List<Row> list(std::string_view format, std::string_view key,
                         std::vector<Row> Tables::*rows) {
  return {format, key, rows};
}

constexpr auto k_lists = std::tuple{
    list(k_catalog_format, "models", &Tables::models),
    list(k_catalog_format, "bedrock_models", &Tables::bedrock_models),
    list(k_catalog_format, "accelerators", &Tables::accelerators),
    list(k_catalog_format, "instances", &Tables::instances),
    list(k_catalog_format, "recipes", &Tables::recipes),
    list(k_catalog_format, "limits", &Tables::limits),
    list(k_catalog_format, "credit_pools", &Tables::credit_pools),
    list(k_catalog_format, "coefficients", &Tables::coefficients),
    list(k_catalog_format, "spot_observations", &Tables::spot_observations),
    list(k_catalog_format, "meters", &Tables::meters),
    list(k_catalog_format, "price_factors", &Tables::price_factors),
    list(k_catalog_format, "frameworks", &Tables::frameworks),
    list(k_catalog_format, "purposes", &Tables::purposes),
    list(k_catalog_format, "config_types", &Tables::config_types),
    list(k_catalog_format, "offer_meters", &Tables::offer_meters),
    list(k_catalog_format, "offer_units", &Tables::offer_units),
    list(k_catalog_format, "offer_models", &Tables::offer_models),
    list(k_facts_format, "facts", &Tables::facts),
    list(k_rules_format, "parameters", &Tables::parameters),
    list(k_rules_format, "rules", &Tables::rules),
    list(k_rates_format, "rates", &Tables::rates),
    list(k_rates_format, "discounts", &Tables::discounts),
};

/// The keys that a file of `format` may have at its top; of lists, `only` this one or "" for all.
std::vector<std::string_view> top_keys(std::string_view format, std::string_view only) {
  std::vector<std::string_view> keys{"format", "sources"};
  if (format == k_rules_format) {
    keys.push_back("topic");
  }
  std::apply(
      [&](const auto&... one) {
        ((one.format == format && (only.empty() || one.key == only) ? keys.push_back(one.key)
                                                                    : void()),
         ...);
      },
      k_lists);
  return keys;
}

/// The file's format when it is one of `formats`; else a problem and "".
std::string_view format_of(const Node& root, const std::string& file,
                           std::span<const std::string_view> formats, Problems& problems) {
  const std::string hint =
      fmt::format("start the file with 'format: {}'", fmt::join(formats, "' or '"));
  if (!root.is_map()) {
    problems.add(Position{file, std::max(root.at.line, 1), std::max(root.at.column, 1)},
                 fmt::format("the file holds {}, not a group of keys", describe(root)), hint);
    return {};
  }
  const Node* format = root.find("format");
  if (format == nullptr) {
    problems.add(Position{file, root.at.line, root.at.column}, "the file does not say its format",
                 hint);
    return {};
  }
  const auto known = std::find(formats.begin(), formats.end(), format->scalar);
  if (!format->is_scalar() || known == formats.end()) {
    problems.add(format->at, fmt::format("'format' cannot be {}", describe(*format)), hint);
    return {};
  }
  return *known;
}

void check_top_keys(const Node& root, std::string_view format, std::string_view only,
                    Problems& problems) {
  const std::vector<std::string_view> known = top_keys(format, only);
  for (const auto& [key, at] : root.keys) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      problems.add(at, fmt::format("unknown key '{}'", key),
                   did_you_mean(key, known,
                                fmt::format("{} has {}",
                                            only.empty() ? fmt::format("a {} file", format)
                                                         : fmt::format("a file of {}", only),
                                            fmt::join(known, ", "))));
    }
  }
}

/// What a file says once at its top for every rule stands in each rule that does not say it.
void hand_down_topic(Node& root) {
  const Node* topic = root.find("topic");
  const auto rules = std::find_if(root.keys.begin(), root.keys.end(),
                                  [](const auto& key) { return key.first == "rules"; });
  if (topic == nullptr || rules == root.keys.end()) {
    return;
  }
  const Node value = *topic;
  for (Node& rule : root.items[static_cast<std::size_t>(rules - root.keys.begin())].items) {
    if (rule.is_map() && rule.find("topic") == nullptr) {
      rule.keys.emplace_back("topic", value.at);
      rule.items.push_back(value);
    }
  }
}

} // namespace

void read_document(std::string_view text, const std::string& file,
                   std::span<const std::string_view> formats, TextPool& pool, Problems& problems,
                   Tables& tables, std::string_view only) {
  Result<YamlWithRepeats> parsed = parse_yaml_with_repeats(text, file);
  for (const Diagnostic& problem : parsed ? parsed.value().repeats : parsed.problems()) {
    problems.add(problem.at, problem.message, problem.hint);
  }
  if (!parsed) {
    return;
  }
  Node root = std::move(parsed).value().root;
  const std::string_view format = format_of(root, file, formats, problems);
  if (format.empty()) {
    return;
  }
  check_top_keys(root, format, only, problems);
  hand_down_topic(root);
  RowReader reader{file, pool, problems};
  if (const Node* sources = root.find("sources")) {
    reader.read_sources(*sources);
  }
  const auto read_list = [&](const auto& one) {
    const bool wanted = one.format == format && (only.empty() || one.key == only);
    const Node* rows = wanted ? root.find(one.key) : nullptr;
    if (rows != nullptr) {
      reader.read_list(one.key, *rows, tables.*one.rows);
    }
  };
  std::apply([&](const auto&... one) { (read_list(one), ...); }, k_lists);
}

} // namespace tunepath::data
