#include "tunepath/report/render.hpp"

#include <algorithm>
#include <array>

namespace tunepath {
namespace {

constexpr std::array<DocumentFormat, 2> k_formats{
    {{"text", to_text}, {"markdown", [](const Document& document, const TextStyle&) {
                           return to_markdown(document);
                         }}}};

} // namespace

std::span<const DocumentFormat> document_formats() {
  return k_formats;
}

const DocumentFormat* document_format(std::string_view word) {
  const auto* found =
      std::find_if(k_formats.begin(), k_formats.end(),
                   [&](const DocumentFormat& format) { return format.word == word; });
  return found == k_formats.end() ? nullptr : found;
}

} // namespace tunepath
