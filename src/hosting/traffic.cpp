#include "tunepath/hosting/traffic.hpp"

#include <string>

namespace tunepath {
namespace {

double likely_of(std::string_view stem, TrafficShape shape, const Catalog& catalog) {
  return catalog.coefficient(std::string{stem} + "-" + std::string{name_of(shape)}).likely;
}

} // namespace

double active_hours(TrafficShape shape, double hours_per_month, const Catalog& catalog) {
  return likely_of("active-hours", shape, catalog) * hours_per_month /
         likely_of("active-hours", TrafficShape::steady, catalog);
}

double peak_to_mean(TrafficShape shape, const Catalog& catalog) {
  return likely_of("peak-to-mean", shape, catalog);
}

std::optional<double> peak_from_shape(TrafficShape shape, double requests_per_month,
                                      double active_hours, const Catalog& catalog) {
  if (active_hours <= 0) {
    return std::nullopt;
  }
  return requests_per_month / (active_hours * 3600) * peak_to_mean(shape, catalog);
}

} // namespace tunepath
