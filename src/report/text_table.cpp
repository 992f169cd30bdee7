#include "report/text_writer.hpp"
#include "report/wrap.hpp"

#include <algorithm>
#include <numeric>

namespace tunepath {
namespace {

constexpr std::size_t k_mark = 2;
constexpr std::size_t k_gap = 2;
constexpr std::size_t k_note = 6; ///< indent of continuation lines

using Widths = std::vector<std::size_t>;

/// Calls `visit(column, text)` for the header and every cell that fills just its own column.
template <class Visit>
void each_cell(const TextWriter& out, const Table& table, Visit visit) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    visit(i, out.clean(table.columns[i].header));
  }
  for (const Row& row : table.rows) {
    const bool spans = row.cells.size() < table.columns.size();
    const std::size_t own =
        std::min(row.cells.size(), table.columns.size()) - (spans && !row.cells.empty() ? 1 : 0);
    for (std::size_t i = 0; i < own; ++i) {
      visit(i, out.clean(row.cells[i]));
    }
  }
}

/// Takes from the widest column first, down to its longest word; only then are words cut.
void narrow(Widths& widths, const Widths& words, std::size_t room) {
  while (std::accumulate(widths.begin(), widths.end(), std::size_t{0}) > room) {
    std::size_t victim = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (widths[i] > words[i] && (victim == widths.size() || widths[i] > widths[victim])) {
        victim = i;
      }
    }
    if (victim == widths.size()) {
      victim =
          static_cast<std::size_t>(std::max_element(widths.begin(), widths.end()) - widths.begin());
    }
    --widths[victim];
  }
}

Widths fitted(const TextWriter& out, const Table& table, std::size_t room) {
  Widths widths(table.columns.size(), 1);
  Widths words(table.columns.size(), 1);
  each_cell(out, table, [&](std::size_t i, const std::string& text) {
    widths[i] = std::max(widths[i], wrap::width(text));
    words[i] = std::max(words[i], wrap::longest_word(text));
  });
  narrow(widths, words, room);
  return widths;
}

class TableText {
public:
  TableText(TextWriter& out, const Table& table, Widths widths)
      : out_(out), table_(table), widths_(std::move(widths)) {}

  void row(const Row& row) {
    if (row.total) {
      rule(row);
    }
    const Ink ink = row.mark == Mark::chosen ? Ink::strong : Ink::plain;
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < std::min(row.cells.size(), widths_.size()); ++i) {
      const bool last = i + 1 == row.cells.size();
      cells.push_back(wrap::lines(out_.clean(row.cells[i]), last ? span(i) : widths_[i]));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t at = 0; at < height; ++at) {
      std::string line = at == 0 ? out_.paint(row.mark) : std::string(k_mark, ' ');
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string text = at < cells[i].size() ? cells[i][at] : "";
        line += placed(text, i, i + 1 == row.cells.size(), i == 0 ? ink : Ink::plain);
      }
      out_.line(line);
    }
    for (const std::string& note : row.notes) {
      out_.flow(std::string(k_note, ' '), k_note, note);
    }
  }

private:
  bool spans(std::size_t column) const { return column + 1 < widths_.size(); }

  /// The room of a row's last cell, in `column`: to the right edge unless it is the last column.
  std::size_t span(std::size_t column) const {
    return spans(column) ? out_.width() - start(column) : widths_[column];
  }

  std::size_t start(std::size_t column) const {
    std::size_t at = k_mark;
    for (std::size_t i = 0; i < column; ++i) {
      at += widths_[i] + k_gap;
    }
    return at;
  }

  std::string placed(const std::string& text, std::size_t column, bool last, Ink ink) const {
    const std::size_t pad = widths_[column] - std::min(widths_[column], wrap::width(text));
    if (table_.columns[column].align == Align::right && !(last && spans(column))) {
      return std::string(pad, ' ') + out_.paint(text, ink) + std::string(k_gap, ' ');
    }
    return out_.paint(text, ink) + std::string(pad + k_gap, ' ');
  }

  /// A line under what a total sums: the columns of amounts in which it has something to say.
  void rule(const Row& row) {
    std::string line(k_mark, ' ');
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const bool sums =
          i < row.cells.size() && !row.cells[i].empty() && table_.columns[i].align == Align::right;
      line += std::string(widths_[i], sums ? '-' : ' ') + std::string(k_gap, ' ');
    }
    out_.line(line);
  }

  TextWriter& out_;
  const Table& table_;
  Widths widths_;
};

/// For a table with more columns than the line has room for: one line per cell.
void write_stacked(TextWriter& out, const Table& table) {
  for (const Row& row : table.rows) {
    std::string prefix = out.paint(row.mark);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string header = i < table.columns.size() ? table.columns[i].header : "";
      out.flow(prefix, k_mark, header.empty() ? row.cells[i] : header + ": " + row.cells[i]);
      prefix = std::string(k_mark, ' ');
    }
    for (const std::string& note : row.notes) {
      out.flow(std::string(k_note, ' '), k_note, note);
    }
  }
}

} // namespace

void write(TextWriter& out, const Table& table) {
  const std::size_t columns = table.columns.size();
  const std::size_t taken = k_mark + k_gap * (columns == 0 ? 0 : columns - 1);
  constexpr std::size_t k_least = 3;
  if (columns == 0 || taken + k_least * columns > out.width()) {
    write_stacked(out, table);
    return;
  }
  TableText text(out, table, fitted(out, table, out.width() - taken));
  Row header;
  bool any = false;
  for (const Column& column : table.columns) {
    header.cells.push_back(column.header);
    any = any || !column.header.empty();
  }
  if (any) {
    text.row(header);
  }
  for (const Row& row : table.rows) {
    text.row(row);
  }
}

} // namespace tunepath
