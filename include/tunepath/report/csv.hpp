#pragma once

#include "tunepath/advise/advice.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace tunepath {

/// A cell of CSV: quoted where RFC 4180 asks for it and where a ';' would end it in some countries,
/// no control characters, and never a formula: what begins with = + - or @, plain or full-width, at
/// the start or behind a ';' or '|' at which a spreadsheet may split it, and is no plain number,
/// has an apostrophe before it.
std::string csv_cell(std::string_view raw);

/// Cells as one row, ended as RFC 4180 wants it.
std::string csv_row(std::span<const std::string_view> cells);
std::string csv_row(std::initializer_list<std::string_view> cells);

/// The cost lines of the priced way of each answer, with all that it takes to recompute each:
/// amount_usd = quantity x rate_usd / per, rounded once, half to even, to micro-dollars, where
/// quantity_exact, if there is one, is the quantity as a fraction. What has no price is a row
/// without amount_usd, and `needs` says what would close it. Money and quantities are plain
/// decimals; the first row names the columns.
std::string estimate_csv(std::span<const Advice> advices);

} // namespace tunepath
