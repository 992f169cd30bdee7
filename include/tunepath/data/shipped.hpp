#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/catalog/config_type.hpp"
#include "tunepath/facts/declaration.hpp"
#include "tunepath/rates/coverage.hpp"
#include "tunepath/rates/offer_rules.hpp"
#include "tunepath/rates/rate.hpp"
#include "tunepath/rules/rule.hpp"

#include <span>
#include <string_view>
#include <utility>

namespace tunepath {

/// What was under data/ when tunepath was built. Nothing is parsed or built at start-up.
struct Shipped {
  Catalog catalog;
  std::span<const ConfigType> config_types;
  OfferRules offers;
  std::span<const RateRow> rates; ///< sorted as RateTable wants them
  std::span<const Purpose> purposes;
  std::span<const FactDecl> facts;
  std::span<const RuleDecl> rules;
  std::span<const Parameter> parameters;
  /// Files that are shipped as they are, by path from data/: "profiles/support-bot.yaml",
  /// "schemas/profile.json". Sorted by path.
  std::span<const std::pair<std::string_view, std::string_view>> texts;
  Date newest_rate; ///< the latest source_date of a rate
  Date oldest_rate; ///< the earliest one
};

const Shipped& shipped();

} // namespace tunepath
