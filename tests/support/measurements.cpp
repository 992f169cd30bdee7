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
