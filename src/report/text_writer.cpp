#include "report/text_writer.hpp"

#include "report/wrap.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {

TextWriter::TextWriter(const TextStyle& style)
    : width_(static_cast<std::size_t>(std::max(style.width, 40))),
      colour_(style.colour),
      ascii_(style.ascii) {}

std::string TextWriter::clean(std::string_view text) const {
  return wrap::clean(text, ascii_);
}

std::string TextWriter::paint(std::string_view text, Ink ink) const {
  if (!colour_ || ink == Ink::plain || text.find_first_not_of(' ') == std::string_view::npos) {
    return std::string{text};
  }
  const int code = ink == Ink::strong ? 1 : ink == Ink::good ? 32 : ink == Ink::doubtful ? 33 : 31;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string TextWriter::paint(Mark mark) const {
  return paint(name_of(mark), ink_of(mark)) + " ";
}

void TextWriter::line(std::string text) {
  const auto last = text.find_last_not_of(' ');
  text.resize(last == std::string::npos ? 0 : last + 1);
  out_ += text;
  out_ += '\n';
}

void TextWriter::flow(std::string_view prefix, std::size_t indent, std::string_view text, Ink ink) {
  const std::size_t room = width_ > indent ? width_ - indent : 1;
  std::string before{prefix};
  for (const std::string& part : wrap::lines(clean(text), room)) {
    line(before + paint(part, ink));
    before = std::string(indent, ' ');
  }
}

Ink ink_of(Mark mark) {
  switch (mark) {
  case Mark::chosen:
  case Mark::supports:
    return Ink::good;
  case Mark::unknown:
  case Mark::assumed:
    return Ink::doubtful;
  case Mark::opposes:
  case Mark::warning:
    return Ink::bad;
  case Mark::none:
    break;
  }
  return Ink::plain;
}

} // namespace tunepath
