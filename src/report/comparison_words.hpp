#pragma once

#include "report/totals.hpp"
#include "tunepath/advise/compare.hpp"

#include <optional>
#include <string>
#include <vector>

/// How a comparison is worded.
namespace tunepath::comparison {

Total total(const KnownSum& sum);
/// "+$3.00", "-$0.50", "same".
std::string by(Money difference);
/// "+12.3%": one decimal, and more where that would read as nothing; "+<0.0001%" where even those
/// would. "" without a share.
std::string percent(const std::optional<Rational>& share);
/// Why a difference is no number; "" where it is one.
std::string why_unknown(const SumDifference& difference, bool same_horizon);
/// Why a line differs: "quantity 730 instance-hours, not 220 instance-hours" and the like.
std::vector<std::string> reasons(const LineChange& change);

} // namespace tunepath::comparison
