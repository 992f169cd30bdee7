#pragma once

#include "tunepath/report/document.hpp"

#include <cstddef>
#include <string>

namespace tunepath {

/// The longest amount of the bars; zero when there is none.
Money longest(const AmountBars& bars);

/// A bar of '#', `room` characters for `most`, at least one for what is more than nothing; it ends
/// in '>' where it is open. "" without an amount.
std::string drawn(const AmountBar& bar, Money most, std::size_t room);

} // namespace tunepath
