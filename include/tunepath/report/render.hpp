#pragma once

#include "tunepath/report/document.hpp"
#include "tunepath/report/text.hpp"

#include <span>
#include <string>
#include <string_view>

namespace tunepath {

/// A format that documents are written in: the word for --format, and how.
struct DocumentFormat {
  std::string_view word;
  std::string (*render)(const Document& document, const TextStyle& style);
};

/// All of them. A new format is one renderer and one row in render.cpp.
std::span<const DocumentFormat> document_formats();

/// The format of that word, or nullptr.
const DocumentFormat* document_format(std::string_view word);

/// The document as Markdown with tables, as GitHub and GitLab show it. What profiles and rules
/// wrote is escaped: it makes no markup, no link, no HTML, and mentions nobody.
std::string to_markdown(const Document& document);

} // namespace tunepath
