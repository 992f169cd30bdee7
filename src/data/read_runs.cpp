#include "tunepath/data/read_runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <new>

#include <csv.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace {

constexpr std::size_t k_longest_cell = 100'000;
constexpr std::size_t k_most_cells = 10'000'000; // of a table, so that it stays within memory
constexpr std::size_t k_most_rows = 1'000'000;
constexpr std::size_t k_most_problems = 20;
constexpr std::string_view k_hint = "docs/predict.md lists the columns";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

void* bounded_realloc(void* old, std::size_t size) {
  return size > 2 * k_longest_cell ? nullptr : std::realloc(old, size);
}

class RunsReader {
public:
  explicit RunsReader(const std::string& file) { table_.file = file; }

  void cell(std::string_view text) {
    if (++count_ > k_most_cells || table_.rows.size() >= k_most_rows) {
      too_large_ = true;
      return;
    }
    if (std::any_of(text.begin(), text.end(), is_control)) {
      problem("a cell holds a control character", "remove it");
    }
    cells_.emplace_back(text);
  }

  void row() {
    if (too_large_) {
      return;
    }
    if (table_.columns.empty()) {
      header();
    } else if (cells_.size() != table_.columns.size()) {
      problem(fmt::format("the row has {} cells, the table {} columns", cells_.size(),
                          table_.columns.size()),
              "quote cells that hold a comma");
    } else {
      table_.rows.push_back(std::move(cells_));
    }
    cells_.clear();
  }

  /// The next line of the file is read. A quoted cell may go on over lines: problems are said of
  /// the one that their row begins on.
  void line(std::string_view text) {
    ++lines_;
    line_ = quoted_ ? line_ : lines_;
    quoted_ = quoted_ != (std::count(text.begin(), text.end(), '"') % 2 != 0);
  }
  bool too_large() const { return too_large_; }
  bool has_columns() const { return !table_.columns.empty(); }

  void problem(std::string message, std::string_view hint) {
    if (problems_.size() < k_most_problems) {
      problems_.push_back(Diagnostic{Diagnostic::Level::error, Position{table_.file, line_, 1},
                                     std::move(message), std::string{hint}});
    }
  }

  Result<RunTable> result() && {
    if (!problems_.empty()) {
      return std::move(problems_);
    }
    return std::move(table_);
  }

private:
  void header() {
    std::map<std::string_view, std::size_t> times;
    for (const std::string& name : cells_) {
      if (name.empty()) {
        problem("a column has no name", k_hint);
      } else if (++times[name] == 2) {
        problem(fmt::format("more than one column is called '{}'", name), k_hint);
      }
    }
    table_.columns = std::move(cells_);
  }

  RunTable table_;
  std::vector<std::string> cells_;
  std::vector<Diagnostic> problems_;
  std::size_t count_ = 0;
  bool too_large_ = false;
  bool quoted_ = false; ///< the line ended within a quoted cell
  int line_ = 1;
  int lines_ = 0;
};

void take_cell(void* text, std::size_t size, void* reader) {
  static_cast<RunsReader*>(reader)->cell({static_cast<const char*>(text), size});
}

void take_row(int, void* reader) {
  static_cast<RunsReader*>(reader)->row();
}

/// RFC 4180: quotes around what would end the cell, and around blanks that a reader would drop.
void append_cell(std::string& out, std::string_view text) {
  constexpr std::string_view k_blanks = " \t";
  const bool blank = !text.empty() && (k_blanks.find(text.front()) != std::string_view::npos ||
                                       k_blanks.find(text.back()) != std::string_view::npos);
  if (!blank && text.find_first_of(",\"\n\r") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    out += c;
    out += c == '"' ? "\"" : "";
  }
  out += '"';
}

/// Six significant digits, never an exponent. Precondition: value > 0.
std::string number(double value) {
  const int decimals = std::max(0, 5 - static_cast<int>(std::floor(std::log10(value))));
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text;
}

constexpr std::array<std::string_view, 5> k_added{"predicted_low", "predicted", "predicted_high",
                                                  "predicted_fits", "prediction_note"};

std::array<std::string, 5> added_cells(const RunPrediction& prediction) {
  const auto& value = prediction.value;
  return {value ? number(value->low) : "", value ? number(value->likely) : "",
          value ? number(value->high) : "",
          prediction.fits == Truth::unknown ? "" : std::string{name_of(prediction.fits)},
          prediction.note};
}

bool is_added(std::string_view column) {
  return std::find(k_added.begin(), k_added.end(), column) != k_added.end();
}

} // namespace

Result<RunTable> read_runs(std::string_view text, const std::string& file) {
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(k_byte_order_mark)) {
    text.remove_prefix(k_byte_order_mark.size());
  }
  RunsReader reader{file};
  csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
    throw std::bad_alloc{};
  }
  csv_set_realloc_func(&parser, bounded_realloc);
  bool sound = true;
  while (sound && !text.empty() && !reader.too_large()) {
    const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    reader.line(line);
    sound =
        csv_parse(&parser, line.data(), line.size(), take_cell, take_row, &reader) == line.size();
  }
  sound = sound && (reader.too_large() || csv_fini(&parser, take_cell, take_row, &reader) == 0);
  const int error = csv_error(&parser);
  csv_free(&parser);
  if (!sound) {
    reader.problem(error == CSV_ENOMEM || error == CSV_ETOOBIG ? "a cell is too long"
                                                               : "quotes in the row do not match",
                   "write a quote within a quoted cell twice");
  } else if (reader.too_large()) {
    reader.problem(
        fmt::format("the table has more than {} rows or {} cells", k_most_rows, k_most_cells),
        "split it");
  } else if (!reader.has_columns()) {
    reader.problem("the file holds no table", k_hint);
  }
  return std::move(reader).result();
}

std::string write_runs(const RunTable& runs, const std::vector<RunPrediction>& predictions) {
  std::string out;
  for (const std::string& column : runs.columns) {
    if (!is_added(column)) {
      append_cell(out, column);
      out += ',';
    }
  }
  out += fmt::format("{}\n", fmt::join(k_added, ","));
  for (std::size_t row = 0; row < runs.rows.size(); ++row) {
    for (std::size_t column = 0; column < runs.columns.size(); ++column) {
      if (!is_added(runs.columns[column])) {
        append_cell(out, runs.rows[row][column]);
        out += ',';
      }
    }
    const std::array<std::string, 5> added = added_cells(predictions[row]);
    for (std::size_t i = 0; i < added.size(); ++i) {
      out += i > 0 ? "," : "";
      append_cell(out, added[i]);
    }
    out += '\n';
  }
  return out;
}

} // namespace tunepath
