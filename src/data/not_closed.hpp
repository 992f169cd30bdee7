#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <yaml-cpp/mark.h>

namespace tunepath::data {

/// That the quoted text which begins at `mark` has no second quote: yaml-cpp lets it end with the
/// file. Nothing where it has one.
std::optional<Diagnostic> open_quote(std::string_view text, const YAML::Mark& mark,
                                     const std::string& file);

/// What a YAML text opens and does not close before its end: a quote, or the innermost bracket.
/// Nothing where it goes wrong sooner. For a text that has been refused: it is read once more.
std::optional<Diagnostic> not_closed(std::string_view text, const std::string& file);

} // namespace tunepath::data
