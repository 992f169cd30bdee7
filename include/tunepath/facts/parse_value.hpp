#pragma once

#include "tunepath/facts/declaration.hpp"
#include "tunepath/facts/value.hpp"

#include <functional>

namespace tunepath {

/// The names that values may use, from whoever holds the catalog. Without them every model is
/// unknown, and instances and regions are checked for their spelling only.
struct KnownNames {
  /// The id of the model that goes by that id or another spelling; empty when there is none.
  std::function<std::optional<std::string_view>(std::string_view)> model;
  std::vector<std::string_view> models; ///< ids and other spellings, for suggestions
  std::vector<std::string_view> instances;
  std::vector<std::string_view> regions; ///< for suggestions
  std::vector<std::string_view> credit_pools;
};

/// True for "unknown", in any case: a legal value of every fact.
bool is_unknown(std::string_view text);

/// A number as people write it: "2.5", "40k", "1.5M", "2B", "20T", "1_000_000", "4e6". Empty for
/// anything else and for what a Decimal cannot hold exactly.
std::optional<Decimal> parse_number(std::string_view text);

/// Reads one value, spelled as in a profile or behind --set:
///
///   yes-no     yes, no, true, false in any case
///   choice     one of the choices
///   choices    [a, b] or a,b; [] for none of them
///   number     see parse_number; 40k..120k or 40k..60k..120k for a range; or one of the choices
///   date       2026-11-22;  month  2026-11
///   model      a catalog id or another spelling (the id is the value), or one of the choices
///   region     us-east-1;  regions  a list of them
///   instance   a type of the catalog or spelled like one, or one of the choices
///   any        unknown
///
/// Credits cannot be written as one text. Errors have no position: the caller knows it. They say
/// what is wrong, what is allowed, and where units seem to have been mixed up, what was meant.
Result<Value> parse_value(std::string_view text, const FactDecl& fact, const KnownNames& names);

/// One number of `fact`: whole where it has to be, within the plausible range, at most 9 decimals.
Result<Decimal> parse_number_of(const FactDecl& fact, std::string_view text);

/// A range of `fact`; a missing `likely` is the middle, rounded half to even where the fact is
/// whole. Errors: members that are out of order.
Result<NumberRange> range_of(const FactDecl& fact, Decimal low, std::optional<Decimal> likely,
                             Decimal high);

/// One word of a choice, a list, a model, a region or an instance, in the spelling to be kept.
Result<std::string> parse_word(std::string_view text, const FactDecl& fact,
                               const KnownNames& names);

/// What a value of `fact` may be, for hints and tables: "yes, no or unknown", "a number from 0 to
/// 100 epochs", "one of none, some, exhausted".
std::string allowed_values(const FactDecl& fact);

/// "0 to 1,000,000,000 examples", or "" where the fact has no plausible range.
std::string plausible_range(const FactDecl& fact);

} // namespace tunepath
