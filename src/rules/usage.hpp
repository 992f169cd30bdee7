#pragma once

#include "tunepath/facts/declaration.hpp"

#include <string>
#include <string_view>

namespace tunepath::rules {

/// True for facts whose value is one word, and for those whose value is a list of words.
bool holds_word(FactType type);
bool holds_list(FactType type);

/// What the fact is to a condition: "a number", "a list".
std::string_view noun(const FactDecl& fact);

/// How a condition can use the fact, for hints.
std::string usage(const FactDecl& fact);

} // namespace tunepath::rules
