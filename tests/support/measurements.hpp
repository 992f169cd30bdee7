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

/// Published outcomes that ran out of memory. Empty when the table is not at hand.
std::vector<Measurement> out_of_memory();

/// The number in a column; 0 when it is empty.
double number(const Measurement& row, const std::string& column);

/// The `share` quantile (0 to 1) of values; interpolates. Precondition: values is not empty.
double quantile(std::vector<double> values, double share);

} // namespace tunepath::test
