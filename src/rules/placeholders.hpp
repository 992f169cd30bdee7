#pragma once

#include "tunepath/rules/rule_set.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath::rules {

/// The names between braces in a text of a rule, with the $ of a parameter.
std::vector<std::string_view> placeholders_of(std::string_view text);

/// `text` with each name between braces, and the braces, replaced by what `by` makes of the name.
std::string replaced(std::string_view text,
                     const std::function<std::string(std::string_view name)>& by);

/// True when fill_in() has a value for it.
bool can_fill(std::string_view name, const FactSchema& schema,
              std::span<const Parameter> parameters);

} // namespace tunepath::rules
