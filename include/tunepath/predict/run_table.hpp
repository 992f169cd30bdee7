#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// Measured runs as a table of text: what a CSV file says, column by column, nothing understood
/// yet. Every row has as many cells as there are columns.
struct RunTable {
  std::string file;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  /// The cell of a column; "" when there is no such column.
  std::string_view cell(std::size_t row, std::string_view column) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i] == column) {
        return rows[row][i];
      }
    }
    return {};
  }
};

} // namespace tunepath
