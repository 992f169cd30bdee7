#pragma once

#include "tunepath/advise/comparable.hpp"
#include "tunepath/core/diagnostic.hpp"

#include <string>
#include <string_view>

namespace tunepath {

/// True for what is to be read by read_report: JSON that does not say it is a profile (a profile
/// may be JSON, too).
bool is_saved_report(std::string_view text);

/// The format that a JSON text states of itself, as in "tunepath-report/1"; "" where its outermost
/// object states none.
std::string_view stated_format(std::string_view text);

/// Reads what `estimate --format json` wrote, `tunepath-report/1`, as far as it can be compared.
/// Keys that are not known are passed over: later versions may add some. `file` is the report's
/// name, for positions and as the source.
/// Errors, all in one pass and each with its position: no JSON, more than 32 levels or 500,000
/// values, over 5,000 entries in a list, another format, a key that is missing or of another type,
/// an amount that is no decimal text or cannot be held exactly, and figures that contradict each
/// other: amounts and totals that do not add up, a horizon that its months do not make, a
/// `complete` that the gaps deny, percentiles that fall or lack what the total has.
Result<Comparable> read_report(std::string_view text, const std::string& file);

} // namespace tunepath
