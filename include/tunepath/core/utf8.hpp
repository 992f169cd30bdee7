#pragma once

#include <cstddef>
#include <string_view>

namespace tunepath {

/// How many bytes the UTF-8 sequence at the front of `text` takes, 1 to 4; 0 when it is not valid
/// (cut short, overlong, a surrogate, beyond U+10FFFF). Precondition: `text` is not empty.
std::size_t sequence_length(std::string_view text);

/// The offset of the first byte that is not valid UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

} // namespace tunepath
