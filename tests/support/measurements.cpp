#include "support/measurements.hpp"

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

std::vector<Measurement> table(const std::string& name) {
  const auto path = source_directory() / ".." / "shared" / "data" / "physics" / name;
  std::vector<Measurement> result;
  if (!std::filesystem::exists(path)) {
    return result;
  }
  const auto rows = csv(read_text(path));
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Measurement row;
    for (std::size_t column = 0; column < std::min(rows[0].size(), rows[i].size()); ++column) {
      row[rows[0][column]] = rows[i][column];
    }
    if (rows[i].size() > 1) {
      result.push_back(std::move(row));
    }
  }
  return result;
}

} // namespace

std::vector<Measurement> measurements(const std::string& kind) {
  std::vector<Measurement> rows = table("calibration.csv");
  std::erase_if(rows, [&](const Measurement& row) {
    const std::string& eval = row.at("eval");
    return row.at("kind") != kind || (eval != "1" && eval != "True");
  });
  return rows;
}

std::vector<Measurement> out_of_memory() {
  std::vector<Measurement> rows = table("feasibility_calibration.csv");
  std::erase_if(rows, [](const Measurement& row) { return row.at("outcome") != "OOM"; });
  return rows;
}

double number(const Measurement& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() ? 0 : std::stod(text);
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (place - static_cast<double>(low));
}

} // namespace tunepath::test
