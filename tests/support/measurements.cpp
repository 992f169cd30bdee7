#include "support/measurements.hpp"

#include "support/csv.hpp"

#include <algorithm>

namespace tunepath::test {
namespace {

std::vector<Measurement> table(const std::string& name) {
  return reference_table("physics/" + name);
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

double number(const Measurement& row, const std::string& column) {
  const std::string& text = row.at(column);
  return text.empty() ? 0 : std::stod(text);
}

} // namespace tunepath::test
