#pragma once

#include "tunepath/advise/advice.hpp"
#include "tunepath/facts/facts.hpp"
#include "tunepath/rates/rate_table.hpp"
#include "tunepath/rules/rule_set.hpp"

namespace tunepath {

/// What every answer is computed from. Plain references; all of it outlives the call.
struct Knowledge {
  const FactSchema& schema;
  const Catalog& catalog;
  const RateTable& rates;
  const RuleSet& rules;
};

/// A scenario as its reader left it: every default is filled in, nothing is derived yet.
struct Scenario {
  std::string name;
  std::string file;
  std::string description;
  Facts facts; ///< `as_of` is known
};

/// Answers the three questions for one scenario. Pure. Throws std::overflow_error when the
/// scenario's numbers are too large to be priced exactly.
Advice advise(const Scenario& scenario, const Knowledge& knowledge);

} // namespace tunepath
