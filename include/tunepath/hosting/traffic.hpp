#pragma once

#include "tunepath/catalog/catalog.hpp"
#include "tunepath/core/names.hpp"

#include <optional>

namespace tunepath {

/// How requests are spread over a month; spelled as profiles spell them.
enum class TrafficShape {
  steady,         ///< around the clock
  business_hours, ///< working hours of working days
  spiky,          ///< bursts with nothing between them
  batch,          ///< collected and worked off, nobody waits
};

template <>
struct Names<TrafficShape> {
  static constexpr std::array<std::pair<TrafficShape, std::string_view>, 4> k_all{
      {{TrafficShape::steady, "steady"},
       {TrafficShape::business_hours, "business-hours"},
       {TrafficShape::spiky, "spiky"},
       {TrafficShape::batch, "batch"}}};
};

/// Hours of a month in which any request arrives, for who has not measured them: likely value of
/// coefficient "active-hours-<shape>" over that of steady traffic, of `hours_per_month`.
double active_hours(TrafficShape shape, double hours_per_month, const Catalog& catalog);

/// Peak over mean of the requests per second within the active hours, likely value of coefficient
/// "peak-to-mean-<shape>".
double peak_to_mean(TrafficShape shape, const Catalog& catalog);

/// Requests per second at the peak: mean rate within `active_hours`, times peak over mean. Empty
/// when there are no active hours to spread the requests over.
std::optional<double> peak_from_shape(TrafficShape shape, double requests_per_month,
                                      double active_hours, const Catalog& catalog);

} // namespace tunepath
