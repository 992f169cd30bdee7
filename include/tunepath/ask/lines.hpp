#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Lines as the questionnaire shows and takes them.
namespace tunepath::ask {

/// `text`, free of control characters, in lines of at most 80 columns that start with `indent`
/// blanks. A longer word stands alone.
std::string flow(std::string_view text, std::size_t indent = 0);

/// `text` without blanks at its ends.
std::string_view trimmed(std::string_view text);

} // namespace tunepath::ask
