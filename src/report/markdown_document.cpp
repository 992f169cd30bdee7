#include "report/bars.hpp"
#include "report/markdown.hpp"
#include "tunepath/report/render.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

using markdown::code;
using markdown::opening;
using markdown::plain;

std::string bold(const std::string& markup) {
  return markup.empty() ? "" : "**" + markup + "**";
}

/// A mark says in one character what the row's words say: it is shown where it is no blank.
std::string mark(Mark mark) {
  return mark == Mark::none ? "" : code(name_of(mark)) + " ";
}

/// Lines of one cell or list item.
std::string broken(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) {
    out += fmt::format("{}{}", out.empty() ? "" : "<br>", line);
  }
  return out;
}

std::string row_of(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) {
    out += fmt::format(" {} |", cell);
  }
  return out + "\n";
}

std::string head_of(const std::vector<Column>& columns) {
  std::vector<std::string> headers;
  std::string rule = "|";
  for (const Column& column : columns) {
    headers.push_back(plain(column.header));
    rule += column.align == Align::right ? "--:|" : "---|";
  }
  return row_of(headers) + rule + "\n";
}

std::string write(const Title& title) {
  const std::string details = opening(title.details);
  return fmt::format("## {}\n{}", plain(title.name), details.empty() ? "" : "\n" + details + "\n");
}

std::string write(const Headline& headline) {
  return bold(plain(headline.text)) + "\n";
}

std::string write(const Heading& heading) {
  return fmt::format("### {}\n", plain(heading.text));
}

std::string write(const Paragraph& paragraph) {
  return opening(paragraph.text) + "\n";
}

std::string write(const Amounts& amounts) {
  std::string out = head_of({{"", Align::left}, {"USD", Align::right}, {"", Align::left}});
  for (const AmountRow& row : amounts.rows) {
    const std::string amount = plain(row.amount);
    out += row_of({row.total && row.label.empty() ? bold("sum") : plain(row.label),
                   row.total ? bold(amount) : amount, plain(row.note)});
  }
  return out;
}

std::string write(const Points& points) {
  std::string out;
  for (const Point& row : points.rows) {
    std::vector<std::string> lines;
    std::string first = bold(plain(row.label));
    if (!row.verdict.empty()) {
      first += fmt::format("{}({})", first.empty() ? "" : " ", plain(row.verdict));
    }
    if (!row.text.empty()) {
      first += first.empty() ? opening(row.text) : ": " + plain(row.text);
    }
    lines.push_back(mark(row.mark) + first);
    for (const std::string& note : row.notes) {
      lines.push_back(plain(note));
    }
    if (lines.front().empty() && lines.size() > 1) {
      lines.erase(lines.begin());
    }
    out += fmt::format("* {}\n", broken(lines));
  }
  return out;
}

std::string write(const Table& table) {
  std::string out = head_of(table.columns);
  for (const Row& row : table.rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string cell = i < row.cells.size() ? plain(row.cells[i]) : "";
      const bool strong = row.total || (row.mark == Mark::chosen && i == 0);
      cells.push_back(strong ? bold(cell) : cell);
    }
    if (!cells.empty()) {
      std::vector<std::string> lines{mark(row.mark) + cells.front()};
      for (const std::string& note : row.notes) {
        lines.push_back(plain(note));
      }
      cells.front() = broken(lines);
    }
    out += row_of(cells);
  }
  return out;
}

std::string write(const AmountBars& bars) {
  constexpr std::size_t k_room = 30;
  const Money most = longest(bars);
  std::string out = head_of({{"", Align::left}, {"USD", Align::right}, {"", Align::left}});
  for (const AmountBar& bar : bars.rows) {
    const std::string shape = drawn(bar, most, k_room);
    const std::string label = plain(bar.label);
    out += row_of({mark(bar.mark) + (bar.mark == Mark::chosen ? bold(label) : label),
                   plain(bar.text), shape.empty() ? "" : code(shape, true)});
  }
  return out;
}

/// The cells as a table; bars are for renderers with room for them.
std::string write(const Bars& bars) {
  std::string out = head_of(bars.columns);
  for (const BarRow& row : bars.rows) {
    std::vector<std::string> cells;
    for (const std::string& cell : row.cells) {
      cells.push_back(plain(cell));
    }
    out += row_of(cells);
  }
  return out;
}

} // namespace

std::string to_markdown(const Document& document) {
  std::string out;
  for (const Block& block : document) {
    out += out.empty() ? "" : "\n";
    out += std::visit([](const auto& part) { return write(part); }, block);
  }
  return out;
}

} // namespace tunepath
