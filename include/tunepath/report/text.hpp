#pragma once

#include "tunepath/report/document.hpp"

#include <string>

namespace tunepath {

/// How a document looks in a terminal. The meaning is in the words; colour only repeats it.
struct TextStyle {
  int width = 80;      ///< code points a line; less than 40 is treated as 40
  bool colour = false; ///< ANSI escapes
  bool ascii = false;  ///< what is not ASCII becomes '?'
};

/// The document as text, every line ended by '\n' and at most `style.width` wide. Control
/// characters in the document never come out.
std::string to_text(const Document& document, const TextStyle& style = {});

} // namespace tunepath
