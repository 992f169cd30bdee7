#include "tunepath/report/text.hpp"

#include "report/text_writer.hpp"
#include "report/wrap.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// True for ids such as training.run, which have to be typed as they are.
bool is_id(std::string_view word) {
  const auto joint = word.find_first_of("._:/");
  return joint != std::string_view::npos && joint + 1 < word.size();
}

/// ASCII letters only: what a profile wrote in another script stays as it is.
std::string capitals(std::string_view text) {
  std::string out{text};
  for (std::size_t from = 0; from < out.size();) {
    const std::size_t end = std::min(out.find(' ', from), out.size());
    if (!is_id(std::string_view{out}.substr(from, end - from))) {
      for (std::size_t i = from; i < end; ++i) {
        out[i] = out[i] >= 'a' && out[i] <= 'z' ? static_cast<char>(out[i] - 'a' + 'A') : out[i];
      }
    }
    from = end + 1;
  }
  return out;
}

void write(TextWriter& out, const Title& title) {
  const std::string name = out.clean(title.name);
  const std::string details = out.clean(title.details);
  const std::size_t edge = out.width() - 2;
  const std::size_t used = wrap::width(name) + wrap::width(details);
  if (used + 2 <= edge) {
    out.line(out.paint(name, Ink::strong) + std::string(edge - used, ' ') + details);
  } else {
    out.flow("", 0, name, Ink::strong);
    out.flow("", 0, details);
  }
  out.line(std::string(edge, '-'));
}

void write(TextWriter& out, const Headline& headline) {
  out.flow("", 0, capitals(headline.text), Ink::strong);
}

void write(TextWriter& out, const Heading& heading) {
  out.flow("", 0, capitals(heading.text), Ink::strong);
}

void write(TextWriter& out, const Paragraph& paragraph) {
  const std::size_t indent = paragraph.inset ? 2 : 0;
  out.flow(std::string(indent, ' '), indent, paragraph.text);
}

/// True where the second block follows the first without an empty line: below a title or a heading,
/// what is said about the headline, and amounts below the sentence that introduces them.
bool belongs_to(const Block& before, const Block& block) {
  const auto* first = std::get_if<Paragraph>(&before);
  const auto* second = std::get_if<Paragraph>(&block);
  return std::holds_alternative<Title>(before) || std::holds_alternative<Heading>(before) ||
         (std::holds_alternative<Headline>(before) && second != nullptr && !second->inset) ||
         ((std::holds_alternative<Amounts>(block) || std::holds_alternative<AmountBars>(block)) &&
          first != nullptr && first->inset);
}

} // namespace

std::string to_text(const Document& document, const TextStyle& style) {
  TextWriter out(style);
  const Block* before = nullptr;
  for (const Block& block : document) {
    if (before != nullptr && !belongs_to(*before, block)) {
      out.line("");
    }
    std::visit([&](const auto& part) { write(out, part); }, block);
    before = &block;
  }
  return out.take();
}

} // namespace tunepath
