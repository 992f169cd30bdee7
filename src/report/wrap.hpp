#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text as it may reach a terminal, measured in code points.
namespace tunepath::wrap {

/// `text` on one line: white space becomes single blanks, none at its ends; control characters
/// and, with `ascii`, whatever is not ASCII become '?'.
std::string clean(std::string_view text, bool ascii);

/// Code points in valid UTF-8.
std::size_t width(std::string_view text);

/// The longest word's width.
std::size_t longest_word(std::string_view text);

/// Lines of at most `most` code points, broken at blanks; a longer word is cut, if it can be after
/// a character such as '/'. Never empty. `text` is clean; `most` of 0 is treated as 1.
std::vector<std::string> lines(std::string_view text, std::size_t most);

/// `text` with blanks up to `to` code points, after it or before it.
std::string pad_right(std::string_view text, std::size_t to);
std::string pad_left(std::string_view text, std::size_t to);

} // namespace tunepath::wrap
