#pragma once

#include "data/node.hpp"
#include "data/problems.hpp"
#include "data/text_pool.hpp"
#include "tunepath/data/tables.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tunepath::data {

inline constexpr std::string_view k_catalog_format = "tunepath-catalog/1";
inline constexpr std::string_view k_facts_format = "tunepath-facts/1";
inline constexpr std::string_view k_rules_format = "tunepath-rules/1";
inline constexpr std::string_view k_rates_format = "tunepath-rates/1";

/// Appends the rows of one YAML text to `tables`, which do not own their strings: `pool` does.
/// `formats` are those that are allowed here, `only` the one list that is, or "" for any.
void read_document(std::string_view text, const std::string& file,
                   std::span<const std::string_view> formats, TextPool& pool, Problems& problems,
                   Tables& tables, std::string_view only = {});

/// Notes rows of `tables` that are given twice: rates by key and valid_from, Bedrock rows by
/// model and region, spot observations by instance and region, the others by id or name.
void refuse_twins(const Tables& tables, Problems& problems);

/// Notes references to rows that do not exist, names that stand for two models, and bounds that
/// are the wrong way round.
void check_links(const Tables& tables, Problems& problems);

/// Notes names that stand for two of `models` and figures of one that cannot all be right.
void check_models(std::span<const Model> models, Problems& problems);

/// Notes names of `models` that stand for another model of `all`.
void refuse_names_of_others(std::span<const Model> models, std::span<const Model> all,
                            Problems& problems);

} // namespace tunepath::data
