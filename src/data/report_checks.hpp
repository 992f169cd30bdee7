#pragma once

#include "data/json_fields.hpp"
#include "tunepath/advise/comparable.hpp"

namespace tunepath::data {

/// Notes where the figures of a report contradict each other: `cost` is its cost, and `read` what
/// was read of it, without problems. A figure that was changed by hand must not pass a gate.
void check_report(const Node& cost, const Comparable& read, JsonFields& fields);

} // namespace tunepath::data
