#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/rates/rate_table.hpp"

#include <array>
#include <string>
#include <vector>

namespace tunepath {

/// The parts of a rate's key, as files call them.
inline constexpr std::array<std::string_view, 8> k_rate_key_parts{
    "service", "item", "variant", "region", "scope", "meter", "unit", "tier_or_term"};

/// The key's parts as text, in the order of k_rate_key_parts; no variant is "-".
std::array<std::string_view, 8> parts_of(const RateKey& key);

/// Which rows are asked for: of each part any of its patterns ('*' stands for any run of
/// characters); a part without patterns fits everything.
struct RateFilter {
  std::array<std::vector<std::string>, 8> patterns; ///< as k_rate_key_parts

  bool fits(const RateKey& key) const;
  /// A problem for each pattern that fits no row of `table` at all, with what is spelled like it.
  std::vector<Diagnostic> unknown_patterns(const RateTable& table) const;
};

/// The rows that hold on `day`, one a key, sorted by key. A row that a user's file replaces is not
/// among them.
std::vector<const RateRow*> in_force(const RateTable& table, Date day);

/// The keys of `table` that a path such as "ml.g5.2xlarge/us-east-1/hosting" names: each of its
/// parts, in any order, is a part of the key; sorted. `unknown` gets the parts that no key has.
std::vector<RateKey> keys_named(const RateTable& table, std::string_view path,
                                std::vector<std::string>& unknown);

} // namespace tunepath
