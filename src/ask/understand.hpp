#pragma once

#include "tunepath/core/diagnostic.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <string_view>

namespace tunepath::ask {

/// What a typed line is, before it is known whether an answer fits.
enum class Reply { answer, enter, explain, help, why, skip, back, so_far, quit };

Reply reply_of(std::string_view line);

/// The value that `line` gives to `fact`: as parse_value, and by the numbers of its choices.
Result<Value> answer_of(std::string_view line, const FactDecl& fact, const KnownNames& names);

} // namespace tunepath::ask
