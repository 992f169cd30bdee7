#pragma once

#include "ask/ruling.hpp"
#include "ask/worth.hpp"

#include <utility>

namespace tunepath::ask {

/// Two completions of the open facts that are decided differently, each with a value, or unknown
/// where it does not count, for every fact of `open` in its order. Splits the open facts that the
/// ruling still turns on, until three-valued logic settles what is left. Empty when every
/// completion is decided alike, or none of the first `most_nodes` that are met differs.
/// `trial` has the open facts unknown, and is left so.
using Difference = std::pair<std::vector<Value>, std::vector<Value>>;
std::optional<Difference> find_difference(RulingTrial& trial, const std::vector<FactIndex>& open,
                                          const Knowledge& knowledge, std::size_t most_nodes);

} // namespace tunepath::ask
