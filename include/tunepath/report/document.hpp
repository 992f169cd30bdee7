#pragma once

#include "tunepath/core/money.hpp"
#include "tunepath/core/names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tunepath {

// A report as plain data: what to say, not how to mark it up. All text in here is raw, as profiles
// and rules wrote it; every renderer escapes for its own format. Headings are in sentence case.

/// What a row means, in one character. The words of the row say the same.
enum class Mark { none, chosen, unknown, assumed, supports, opposes, warning };

template <>
struct Names<Mark> {
  static constexpr std::array<std::pair<Mark, std::string_view>, 7> k_all{{{Mark::none, " "},
                                                                           {Mark::chosen, ">"},
                                                                           {Mark::unknown, "?"},
                                                                           {Mark::assumed, "="},
                                                                           {Mark::supports, "+"},
                                                                           {Mark::opposes, "-"},
                                                                           {Mark::warning, "!"}}};
};

/// Whose report it is, and what it was priced with.
struct Title {
  std::string name;
  std::string details;
};

/// The answer, as an instruction.
struct Headline {
  std::string text;
};

/// Starts a section, which lasts until the next one.
struct Heading {
  std::string text;
};

/// `inset` is false for what is said about the headline rather than inside a section.
struct Paragraph {
  std::string text;
  bool inset = true;
};

/// One row of a column of amounts; `total` closes the sum of the rows above it.
struct AmountRow {
  std::string label;
  std::string amount; ///< "$1,108.02", "at least $3.75", "not priced"
  std::string note;   ///< beside the amount; may be empty
  bool total = false;
};

/// Amounts that end in one column.
struct Amounts {
  std::vector<AmountRow> rows;
};

/// A marked row: a name, perhaps a verdict on it, and what there is to say.
struct Point {
  Mark mark = Mark::none;
  std::string label;   ///< may be empty
  std::string verdict; ///< "yes", "no"; may be empty
  std::string text;
  std::vector<std::string> notes; ///< each on a line of its own, below the text
};

/// Rows whose texts start in one column. Without marks and verdicts: keys and values.
struct Points {
  std::vector<Point> rows;
};

enum class Align { left, right };

struct Column {
  std::string header; ///< may be empty
  Align align = Align::left;
};

/// One row of a table. Where it has fewer cells than the table has columns, its last cell spans
/// the rest.
struct Row {
  std::vector<std::string> cells;
  Mark mark = Mark::none;
  std::vector<std::string> notes; ///< continuation lines below the row
  bool total = false;             ///< sums the rows above it
};

struct Table {
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// One amount of several that are compared by eye.
struct AmountBar {
  Mark mark = Mark::none;
  std::string label;
  std::optional<Money> amount; ///< how long the bar is, zero or more; empty: no number
  std::string text;            ///< the amount in words: "$1.00", "at least $1.00", "not priced"
  bool open = false;           ///< only at least that much
};

/// Bars from zero, all of one scale. A renderer without room for bars shows the amounts alone.
struct AmountBars {
  std::vector<AmountBar> rows;
};

/// What a bar consists of, from its start on, and what a mark on its scale stands for.
struct BarPart {
  std::string name; ///< "you pay"
};

/// One bar with the cells before it. `parts` are lengths, as numbers of one unit, not below zero:
/// every renderer scales them by the longest of all bars and targets.
struct BarRow {
  std::vector<std::string> cells;
  std::vector<std::int64_t> parts;    ///< one for each of the block's parts
  std::optional<std::int64_t> target; ///< where the row has a mark on the scale
};

/// A table whose last column is a bar: numbers, which every renderer draws in its own way. A
/// renderer without bars writes the cells.
struct Bars {
  std::vector<Column> columns; ///< of the cells
  std::vector<BarPart> parts;
  std::string target; ///< what the marks stand for; empty without any
  std::vector<BarRow> rows;
};

using Block =
    std::variant<Title, Headline, Heading, Paragraph, Amounts, AmountBars, Points, Table, Bars>;
using Document = std::vector<Block>;

} // namespace tunepath
