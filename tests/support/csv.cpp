#include "support/csv.hpp"

#include "support/files.hpp"

#include <algorithm>
#include <filesystem>

namespace tunepath::test {
namespace {

/// The fields of RFC 4180 text, row by row.
std::vector<std::vector<std::string>> csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.emplace_back(1);
    } else if (c != '\r') {
      rows.back().back() += c;
    }
  }
  return rows;
}

} // namespace

std::vector<std::map<std::string, std::string, std::less<>>> reference_table(
    const std::string& name) {
  const auto path = source_directory() / ".." / "shared" / "data" / name;
  std::vector<std::map<std::string, std::string, std::less<>>> result;
  if (!std::filesystem::exists(path)) {
    return result;
  }
  const auto rows = csv(read_text(path));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::map<std::string, std::string, std::less<>> row;
    for (std::size_t column = 0; column < std::min(rows[0].size(), rows[i].size()); ++column) {
      row[rows[0][column]] = rows[i][column];
    }
    if (rows[i].size() > 1) {
      result.push_back(std::move(row));
    }
  }
  return result;
}

} // namespace tunepath::test
