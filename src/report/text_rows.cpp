#include "report/text_writer.hpp"
#include "report/wrap.hpp"

#include <algorithm>

namespace tunepath {
namespace {

constexpr std::size_t k_mark = 2; ///< a mark and a blank
constexpr std::size_t k_gap = 2;  ///< between columns

/// The width of the widest of `text(row)`.
template <class Rows, class Text>
std::size_t widest(const TextWriter& out, const Rows& rows, Text text) {
  std::size_t most = 0;
  for (const auto& row : rows) {
    most = std::max(most, wrap::width(out.clean(text(row))));
  }
  return most;
}

struct AmountColumns {
  std::size_t label = 0;
  std::size_t amount = 0;
  std::size_t end() const { return k_mark + label + k_gap + amount; }
};

void write_amount(TextWriter& out, const AmountColumns& columns, const AmountRow& row) {
  constexpr std::size_t k_least_note = 16;
  const std::string indent(k_mark, ' ');
  const std::vector<std::string> label = wrap::lines(out.clean(row.label), columns.label);
  for (std::size_t i = 0; i + 1 < label.size(); ++i) {
    out.line(indent + label[i]);
  }
  const std::string line = indent + wrap::pad_right(label.back(), columns.label + k_gap) +
                           wrap::pad_left(out.clean(row.amount), columns.amount);
  const std::size_t beside = columns.end() + k_gap;
  if (row.note.empty()) {
    out.line(line);
  } else if (beside + k_least_note <= out.width()) {
    out.flow(line + std::string(k_gap, ' '), beside, row.note);
  } else {
    out.line(line);
    out.flow(std::string(k_mark + k_gap, ' '), k_mark + k_gap, row.note);
  }
}

/// Widths with the gap behind them; 0 where no row has anything in the column.
struct PointColumns {
  std::size_t label = 0;
  std::size_t verdict = 0;
  std::size_t end() const { return k_mark + label + verdict; }
};

/// Mark, label and verdict, up to where the text starts. Where they are too long for their columns
/// they get a line of their own.
std::string point_prefix(TextWriter& out, const PointColumns& columns, const Point& row) {
  const Ink ink = row.mark == Mark::chosen || row.mark == Mark::warning ? Ink::strong : Ink::plain;
  const std::string label = out.clean(row.label);
  const std::string verdict = out.clean(row.verdict);
  const auto fits = [](const std::string& text, std::size_t column) {
    return text.empty() || wrap::width(text) + k_gap <= column;
  };
  std::string prefix = out.paint(row.mark);
  if (fits(label, columns.label) && fits(verdict, columns.verdict)) {
    prefix += out.paint(label, ink);
    prefix.append(columns.label - wrap::width(label), ' ');
    prefix += wrap::pad_right(verdict, columns.verdict);
    return prefix;
  }
  out.flow(prefix, k_mark, label + (verdict.empty() ? "" : "  ") + verdict, ink);
  return std::string(columns.end(), ' ');
}

} // namespace

void write(TextWriter& out, const Amounts& amounts) {
  AmountColumns columns{widest(out, amounts.rows, [](const AmountRow& row) { return row.label; }),
                        widest(out, amounts.rows, [](const AmountRow& row) { return row.amount; })};
  columns.amount = std::min(columns.amount, out.width() / 2);
  if (columns.end() > out.width()) {
    columns.label = out.width() - k_mark - k_gap - columns.amount;
  }
  for (const AmountRow& row : amounts.rows) {
    if (row.total) {
      out.line(std::string(columns.end() - columns.amount, ' ') + std::string(columns.amount, '-'));
    }
    if (wrap::width(out.clean(row.amount)) > columns.amount) { // No amount is: any text may be.
      out.flow(std::string(k_mark, ' '), k_mark, row.label + " " + row.amount + " " + row.note);
    } else {
      write_amount(out, columns, row);
    }
  }
}

void write(TextWriter& out, const Points& points) {
  constexpr std::size_t k_widest_label = 19;
  constexpr std::size_t k_widest_verdict = 14;
  const auto column = [&](std::size_t natural, std::size_t most) {
    return natural == 0 ? 0 : std::min(natural, most) + k_gap;
  };
  const PointColumns columns{
      column(widest(out, points.rows, [](const Point& row) { return row.label; }), k_widest_label),
      column(widest(out, points.rows, [](const Point& row) { return row.verdict; }),
             k_widest_verdict)};
  for (const Point& row : points.rows) {
    std::string prefix = point_prefix(out, columns, row);
    const std::size_t indent = columns.end();
    if (!row.text.empty() || row.notes.empty()) {
      out.flow(prefix, indent, row.text);
      prefix.assign(indent, ' ');
    }
    for (const std::string& note : row.notes) {
      out.flow(prefix, indent, note);
      prefix.assign(indent, ' ');
    }
  }
}

} // namespace tunepath
