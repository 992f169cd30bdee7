#include "predict/reading.hpp"
#include "tunepath/predict/predict.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace tunepath {
namespace {

/// The factor up and down that holds nine of ten further runs of the kind: of the deviations from
/// the factor, in logarithms, the one of rank 0.9 (n + 1), or the largest of fewer than nine. At
/// least k_narrowest, since runs of one person resemble each other. Source of the rank: V. Vovk et
/// al., "Algorithmic Learning in a Random World", 2005 (split conformal prediction).
std::optional<double> spread_of(std::vector<double> ratios, double factor) {
  constexpr std::size_t k_enough = 5;
  constexpr double k_narrowest = 1.1;
  constexpr double k_widest = 100;
  if (ratios.size() < k_enough) {
    return std::nullopt;
  }
  for (double& each : ratios) {
    each = std::abs(std::log(each / factor));
  }
  std::sort(ratios.begin(), ratios.end());
  const double rank = std::ceil(0.9 * static_cast<double>(ratios.size() + 1));
  const std::size_t at = std::min(static_cast<std::size_t>(rank), ratios.size()) - 1;
  return std::clamp(std::exp(ratios[at]), k_narrowest, k_widest);
}

/// The same runs without a word on what they ran in, as a plan sees them.
RunTable without_frameworks(RunTable runs) {
  const auto found = std::find(runs.columns.begin(), runs.columns.end(), "framework");
  if (found != runs.columns.end()) {
    for (std::vector<std::string>& row : runs.rows) {
      row[static_cast<std::size_t>(found - runs.columns.begin())].clear();
    }
  }
  return runs;
}

} // namespace

std::vector<Calibration> calibrate(const RunTable& runs, const Catalog& catalog, Calibrates what) {
  const std::vector<RunPrediction> predictions =
      predict(what == Calibrates::plans ? without_frameworks(runs) : runs, catalog);
  std::map<std::string, std::vector<double>> ratios;
  for (std::size_t row = 0; row < predictions.size(); ++row) {
    const RunPrediction& each = predictions[row];
    if (!each.scored) {
      continue;
    }
    const std::string_view kind = runs.cell(row, "kind");
    // Rates are divided by a factor of time.
    const bool rate = kind == "train_throughput" || kind == "serve_throughput";
    const double ratio = *each.measured / each.value->likely;
    ratios[std::string{predict_room::family_of(kind)}].push_back(rate ? 1 / ratio : ratio);
  }
  const std::map<std::string, std::string> coefficients{
      {"memory", "calibration-memory"},
      {"serving", "calibration-serving"},
      {"training time", "calibration-training-time"}};
  std::vector<Calibration> found;
  for (const auto& [family, values] : ratios) {
    const double factor = quantile(values, 0.5);
    found.push_back({coefficients.at(family), factor, values.size(), spread_of(values, factor)});
  }
  return found;
}

std::vector<Coefficient> calibrated(const Catalog& catalog, const std::vector<Calibration>& found,
                                    std::string_view source) {
  constexpr double k_most = 1e6; // Whatever a table says, the factor can be held as a decimal.
  std::vector<Coefficient> rows{catalog.coefficients.begin(), catalog.coefficients.end()};
  for (const Calibration& each : found) {
    for (Coefficient& row : rows) {
      if (row.id == each.coefficient) {
        const double factor = row.likely.to_double() * std::clamp(each.factor, 1 / k_most, k_most);
        const auto decimal = [](double value) {
          return Decimal::scaled(std::llround(value * 1e9), 9);
        };
        const double spread = each.spread.value_or(1);
        row.low = decimal(factor / spread);
        row.likely = decimal(factor);
        row.high = decimal(factor * spread);
        row.source = source;
      }
    }
  }
  return rows;
}

} // namespace tunepath
