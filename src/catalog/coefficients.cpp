#include "tunepath/catalog/coefficients.hpp"

#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

const Coefficient& calibration(std::string_view what, const Catalog& catalog) {
  const Coefficient* row = catalog.coefficient_of("calibration", what);
  if (row == nullptr) {
    throw std::out_of_range(fmt::format("no coefficient 'calibration-{}'", what));
  }
  return *row;
}

} // namespace

double reliable_gib(const UsableMemory& memory, const Catalog& catalog) {
  return memory.gib * (memory.nominal ? catalog.coefficient("nominal-memory-share").likely : 1);
}

std::optional<double> own_spread(std::string_view what, const Catalog& catalog) {
  const Coefficient& row = calibration(what, catalog);
  return row.low == row.high ? std::nullopt
                             : std::optional{std::sqrt(row.high.to_double() / row.low.to_double())};
}

std::string correction_words(std::string_view what, const Catalog& catalog) {
  const Coefficient& row = calibration(what, catalog);
  const bool own = row.likely != Decimal::of(1) || row.low != row.high;
  return own ? fmt::format("; times {:.3g}, from {}", row.likely.to_double(), row.source) : "";
}

} // namespace tunepath
