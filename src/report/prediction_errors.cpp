#include "tunepath/report/prediction_errors.hpp"

#include "tunepath/core/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::size_t k_name_width = 27;

/// A name out of someone's table, cut to the width of its column, without what a terminal would
/// obey.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0, shown = 0; at < text.size() && shown < k_name_width; ++shown) {
    const std::size_t length = sequence_length(text.substr(at));
    const bool control = static_cast<unsigned char>(text[at]) < 0x20;
    out += length == 0 || control ? "?" : text.substr(at, length);
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

std::string line_of(const ErrorSummary& each) {
  const std::string name = printable(each.framework.empty() ? each.kind : "  " + each.framework);
  return fmt::format("{:<{}} {:>6} {:>9.1f}% {:>9.1f}% {:>8.0f}% {:>+9.1f}%\n", name, k_name_width,
                     each.runs, 100 * each.median, 100 * each.p90, 100 * each.inside,
                     100 * (each.bias - 1));
}

std::string uncounted(const std::vector<RunPrediction>& predictions) {
  const auto count = [&](auto condition) {
    return std::count_if(predictions.begin(), predictions.end(), condition);
  };
  const auto without = count([](const RunPrediction& each) { return !each.value; });
  const auto aside = count([](const RunPrediction& each) { return each.value && !each.scored; });
  std::string words;
  if (without > 0) {
    words += fmt::format("{} of {} runs cannot be predicted: see prediction_note.\n", without,
                         predictions.size());
  }
  if (aside > 0) {
    words += fmt::format("{} of {} runs are predicted and not counted: no value, or eval is 0.\n",
                         aside, predictions.size());
  }
  return words;
}

} // namespace

std::string prediction_errors(const RunTable& runs, const std::vector<RunPrediction>& predictions) {
  const std::vector<ErrorSummary> summaries = summarize(runs, predictions);
  std::string out;
  if (!summaries.empty()) {
    out = fmt::format("{:<{}} {:>6} {:>10} {:>10} {:>9} {:>10}\n", "error of the prediction",
                      k_name_width, "runs", "median", "P90", "in range", "bias");
    for (const ErrorSummary& each : summaries) {
      out += line_of(each);
    }
  }
  return out + uncounted(predictions);
}

std::string calibration_words(const std::vector<Calibration>& found, const std::string& file) {
  std::string out;
  for (const Calibration& each : found) {
    out += fmt::format(
        "{}: {} x {:.3g}, the median of {} {}{}\n", file, each.coefficient, each.factor, each.runs,
        each.runs == 1 ? "run" : "runs",
        each.spread ? fmt::format("; the range from them: x {:.3g} up and down", *each.spread)
                    : "");
  }
  return out;
}

} // namespace tunepath
