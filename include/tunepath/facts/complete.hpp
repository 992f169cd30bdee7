#pragma once

#include "tunepath/facts/facts.hpp"

namespace tunepath {

/// Fills in what follows from what was stated, and nothing else:
///
///   * every fact that nobody stated and that declares a default gets it, with the origin
///     `initial`; a default that is another fact's value names that fact in the origin's text;
///   * `as_of` becomes `today`;
///   * `data.training_tokens` becomes examples x tokens per example, member by member where those
///     are ranges, with the origin `derived`.
///
/// An explicit `unknown` stays unknown, except for facts outside any section (region, horizon
/// ...), which always need a value. May be called again after a fact has changed: what it filled
/// in before is filled in anew.
/// Errors: a product outside the plausible range, at the position of the number of examples.
std::vector<Diagnostic> complete(Facts& facts, Date today);

/// The values that complete() took from a number, taken anew after it has changed: the same as
/// complete(), for trying numbers out. Appends what has changed to `refilled`.
void refill(Facts& facts, FactIndex changed, std::vector<FactIndex>& refilled);

} // namespace tunepath
