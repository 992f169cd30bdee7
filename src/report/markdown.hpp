#pragma once

#include <string>
#include <string_view>

/// Raw text as Markdown.
namespace tunepath::markdown {

/// `text` on one line, so that none of it is taken for markup, for a mention, for a link, for a
/// reference to an issue, or for a formula.
std::string plain(std::string_view text);
/// The same at the start of a block, where a number or a dash would begin a list.
std::string opening(std::string_view text);
/// `text` on one line in code font. With `in_table`, bars are escaped: a table takes them even in
/// code.
std::string code(std::string_view text, bool in_table = false);

} // namespace tunepath::markdown
