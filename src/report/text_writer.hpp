#pragma once

#include "tunepath/report/text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

enum class Ink { plain, strong, good, doubtful, bad };

/// Collects lines of text in one style. All text that enters is cleaned; nothing else is printed.
class TextWriter {
public:
  explicit TextWriter(const TextStyle& style);

  std::size_t width() const { return width_; }
  std::string clean(std::string_view text) const;
  /// `text` in colour, where the style has any; its width does not change.
  std::string paint(std::string_view text, Ink ink) const;
  /// A mark and a blank, coloured.
  std::string paint(Mark mark) const;

  /// One line as it is, without its trailing blanks.
  void line(std::string text);
  /// `text`, cleaned, behind `prefix`, which is `indent` wide; its other lines are indented too.
  void flow(std::string_view prefix, std::size_t indent, std::string_view text,
            Ink ink = Ink::plain);
  bool empty() const { return out_.empty(); }
  std::string take() { return std::move(out_); }

private:
  std::size_t width_;
  bool colour_;
  bool ascii_;
  std::string out_;
};

Ink ink_of(Mark mark);

/// The blocks whose layout takes more than a few lines.
void write(TextWriter& out, const Amounts& amounts);
void write(TextWriter& out, const Points& points);
void write(TextWriter& out, const Table& table);
void write(TextWriter& out, const AmountBars& bars);
void write(TextWriter& out, const Bars& bars);

} // namespace tunepath
