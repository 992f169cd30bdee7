#include "fit.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <nlopt.hpp>

namespace tunepath::fitting {
namespace {

/// Deviations that count as one: what is known of the measurements' own noise.
double scale_of(Part part) {
  return part == Part::memory ? 0.04 : 0.07;
}

/// Nearly squares near 0, nearly lines far from it: one odd measurement does not decide.
double robust(double deviation) {
  return std::sqrt(1 + deviation * deviation) - 1;
}

std::vector<std::size_t> free_of(Part part) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < parameters().size(); ++i) {
    if (parameters()[i].part == part && parameters()[i].freedom > 0) {
      indices.push_back(i);
    }
  }
  return indices;
}

double loss(Part part, const RunTable& runs, const Values& values) {
  double sum = 0;
  for (const double each : deviations(runs, values)) {
    sum += robust(each / scale_of(part));
  }
  for (const std::size_t i : free_of(part)) {
    const Fitted& each = parameters()[i];
    const double drawn = std::log(values[i] / each.start) / each.freedom;
    sum += drawn * drawn / 2;
  }
  return sum;
}

} // namespace

Values start() {
  Values values;
  for (const Fitted& each : parameters()) {
    values.push_back(each.start);
  }
  return values;
}

Overlay::Overlay(const Values& values) : catalog_(shipped().catalog) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (const std::string& id : parameters()[i].ids) {
      const auto value = Decimal::scaled(std::llround(values[i] * 1e9), 9);
      rows_.push_back({.id = id,
                       .low = value,
                       .likely = value,
                       .high = value,
                       .unit = "",
                       .source = "",
                       .source_date = {},
                       .note = "",
                       .place = {}});
    }
  }
  for (const Coefficient& row : shipped().catalog.coefficients) {
    const bool own = std::any_of(rows_.begin(), rows_.end(),
                                 [&](const Coefficient& mine) { return mine.id == row.id; });
    if (!own) {
      rows_.push_back(row);
    }
  }
  std::sort(rows_.begin(), rows_.end(),
            [](const Coefficient& a, const Coefficient& b) { return a.id < b.id; });
  catalog_.coefficients = rows_;
}

std::vector<double> deviations(const RunTable& runs, const Values& values) {
  const Overlay overlay{values};
  std::vector<double> found;
  for (const RunPrediction& each : predict(runs, overlay.catalog())) {
    if (each.scored) {
      found.push_back(std::log(each.value->likely / *each.measured));
    }
  }
  return found;
}

Values fit(Part part, const RunTable& runs, Values values) {
  const std::vector<std::size_t> indices = free_of(part);
  nlopt::opt search{nlopt::LN_SBPLX, static_cast<unsigned>(indices.size())};
  Values trial = values;
  const std::function<double(const std::vector<double>&)> objective =
      [&](const std::vector<double>& x) {
        for (std::size_t i = 0; i < indices.size(); ++i) {
          trial[indices[i]] = values[indices[i]] * std::exp(x[i]);
        }
        return loss(part, runs, trial);
      };
  search.set_min_objective(
      [](const std::vector<double>& x, std::vector<double>&, void* data) {
        return (*static_cast<std::function<double(const std::vector<double>&)>*>(data))(x);
      },
      const_cast<void*>(static_cast<const void*>(&objective)));
  std::vector<double> x(indices.size(), 0);
  search.set_lower_bounds(-3);
  search.set_upper_bounds(3);
  search.set_initial_step(0.15);
  search.set_ftol_abs(1e-4);
  search.set_maxeval(static_cast<int>(indices.size()) * 250);
  double best = 0;
  search.optimize(x, best);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    values[indices[i]] *= std::exp(x[i]);
  }
  return values;
}

} // namespace tunepath::fitting
