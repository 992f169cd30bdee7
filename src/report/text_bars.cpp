#include "report/text_writer.hpp"
#include "report/wrap.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::size_t k_mark = 2; ///< the indent of a section
constexpr std::size_t k_gap = 2;
constexpr std::size_t k_least_bar = 8;
constexpr std::array<char, 4> k_inks{'#', '+', 'o', 'x'}; ///< of the parts of a bar, in order
constexpr char k_target = '|';

std::vector<std::size_t> widths_of(const TextWriter& out, const Bars& bars) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < bars.columns.size(); ++i) {
    std::size_t most = wrap::width(out.clean(bars.columns[i].header));
    for (const BarRow& row : bars.rows) {
      most = std::max(most, i < row.cells.size() ? wrap::width(out.clean(row.cells[i])) : 0);
    }
    widths.push_back(most);
  }
  return widths;
}

std::int64_t longest(const Bars& bars) {
  std::int64_t most = 1;
  for (const BarRow& row : bars.rows) {
    const auto sum = std::accumulate(row.parts.begin(), row.parts.end(), std::int64_t{0});
    most = std::max({most, sum, row.target.value_or(0)});
  }
  return most;
}

/// Where `value` ends on a line of `room` characters, to the nearest; what is not zero shows.
std::size_t end_of(std::int64_t value, std::int64_t most, std::size_t room) {
  const double share = static_cast<double>(value) / static_cast<double>(most);
  const auto end = static_cast<std::size_t>(share * static_cast<double>(room) + 0.5);
  return value > 0 ? std::clamp<std::size_t>(end, 1, room) : 0;
}

std::string drawn(const BarRow& row, std::int64_t most, std::size_t room) {
  std::string line(room, ' ');
  std::int64_t sum = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < row.parts.size(); ++i) {
    sum += row.parts[i];
    const std::size_t end = row.parts[i] > 0 ? std::max(from, end_of(sum, most, room)) : from;
    std::fill(line.begin() + static_cast<std::ptrdiff_t>(from),
              line.begin() + static_cast<std::ptrdiff_t>(end), k_inks[i % k_inks.size()]);
    from = end;
  }
  if (row.target) {
    const std::size_t end = end_of(*row.target, most, room);
    line[end == 0 ? 0 : end - 1] = k_target;
  }
  return line;
}

std::string cells_line(const TextWriter& out, const Bars& bars,
                       const std::vector<std::string>& cells,
                       const std::vector<std::size_t>& widths) {
  std::string line(k_mark, ' ');
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string text = i < cells.size() ? out.clean(cells[i]) : "";
    line += bars.columns[i].align == Align::right ? wrap::pad_left(text, widths[i])
                                                  : wrap::pad_right(text, widths[i]);
    line.append(k_gap, ' ');
  }
  return line;
}

std::vector<std::string> headers_of(const Bars& bars) {
  std::vector<std::string> headers;
  for (const Column& column : bars.columns) {
    headers.push_back(column.header);
  }
  return headers;
}

/// "# you pay, + credits pay, | prompt only".
std::string legend(const Bars& bars) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < bars.parts.size(); ++i) {
    texts.push_back(fmt::format("{} {}", k_inks[i % k_inks.size()], bars.parts[i].name));
  }
  if (!bars.target.empty()) {
    texts.push_back(fmt::format("{} {}", k_target, bars.target));
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

} // namespace

void write(TextWriter& out, const Bars& bars) {
  const std::vector<std::size_t> widths = widths_of(out, bars);
  const std::size_t taken =
      std::accumulate(widths.begin(), widths.end(), k_mark) + k_gap * widths.size();
  const bool room_for_bars = taken + k_least_bar <= out.width();
  const std::size_t room = room_for_bars ? out.width() - taken : 0;
  if (room_for_bars && !bars.parts.empty()) {
    out.flow(std::string(k_mark, ' '), k_mark, legend(bars));
  }
  const bool room_for_cells = taken <= out.width() + k_gap;
  if (room_for_cells) {
    out.line(cells_line(out, bars, headers_of(bars), widths));
  }
  const std::int64_t most = longest(bars);
  for (const BarRow& row : bars.rows) {
    if (room_for_cells) {
      const std::string bar = room_for_bars ? drawn(row, most, room) : "";
      out.line(cells_line(out, bars, row.cells, widths) + bar);
    } else { // One after the other.
      out.flow(std::string(k_mark, ' '), k_mark + k_gap,
               fmt::format("{}", fmt::join(row.cells, " ")));
    }
  }
}

} // namespace tunepath
