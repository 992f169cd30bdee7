#pragma once

#include <map>
#include <string>
#include <vector>

namespace tunepath::test {

/// One published measurement: column to text.
using Measurement = std::map<std::string, std::string, std::less<>>;

/// The measurements that are defined well enough to score, of one kind (peak_memory,
/// train_throughput, train_time, serve_throughput). Empty when the table is not at hand: tests
/// then say so and pass.
std::vector<Measurement> measurements(const std::string& kind);

/// The number in a column; 0 when it is empty.
double number(const Measurement& row, const std::string& column);

} // namespace tunepath::test
