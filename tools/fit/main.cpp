// Fits the coefficients of the physics on a table of measured runs and prints
// data/catalog/physics/fitted.yaml; how far predictions are off goes to stderr. Run by hand:
//
//   tunepath_fit RUNS.csv DATE > data/catalog/physics/fitted.yaml

#include "fit.hpp"
#include "tunepath/data/read_runs.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>

#include <fmt/format.h>
#include <fmt/os.h>

using namespace tunepath;
using namespace tunepath::fitting;

namespace {

struct Group {
  Part part;
  const char* name;
  const char* title;
};
constexpr Group k_groups[] = {{Part::memory, "memory", "memory"},
                              {Part::training, "training", "training time"},
                              {Part::serving, "serving", "serving"}};

bool belongs(Part part, std::string_view kind) {
  return part == Part::memory     ? kind == "peak_memory"
         : part == Part::training ? kind == "train_time" || kind == "train_throughput"
                                  : kind == "serve_throughput";
}

std::vector<double> sizes(std::vector<double> deviations) {
  for (double& each : deviations) {
    each = std::abs(std::exp(each) - 1);
  }
  return deviations;
}

/// The half-width, in logarithms, that is to hold 90% of the next runs: a little more than 90% of
/// those at hand, for what nobody has measured yet.
double half_width(std::vector<double> deviations) {
  for (double& each : deviations) {
    each = std::abs(each);
  }
  return quantile(deviations, 0.92);
}

/// Rows with one column emptied.
RunTable without(RunTable runs, std::string_view column) {
  const auto found = std::find(runs.columns.begin(), runs.columns.end(), column);
  if (found != runs.columns.end()) {
    for (std::vector<std::string>& row : runs.rows) {
      row[static_cast<std::size_t>(found - runs.columns.begin())].clear();
    }
  }
  return runs;
}

/// Deviations of runs that were left out of the fit, group by group of `key`. A left-out run does
/// not say what it has in column `hidden`.
template <class Key>
std::vector<double> left_out(Part part, const RunTable& runs, Key key, std::string_view hidden) {
  std::set<std::string> keys;
  for (std::size_t row = 0; row < runs.rows.size(); ++row) {
    keys.insert(key(row));
  }
  std::vector<double> all;
  for (const std::string& each : keys) {
    const Values values =
        fit(part, only(runs, [&](std::size_t row) { return key(row) != each; }), start());
    const RunTable left = only(runs, [&](std::size_t row) { return key(row) == each; });
    const std::vector<double> found = deviations(without(left, hidden), values);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

struct Errors {
  std::vector<double> fitted;
  std::vector<double> folds;
  std::vector<double> frameworks;
  std::vector<double> accelerators;
};

/// What was left out starts at its prior again, so an accelerator of which nothing is known is as
/// good as the average one; a framework that was left out is not even named.
Errors errors_of(Part part, const RunTable& runs, const Values& values) {
  constexpr std::size_t k_folds = 6;
  // Neighbours of one source are often near twins: a stride spreads them over the folds.
  const auto fold = [](std::size_t row) { return std::to_string(row * 7 % k_folds); };
  const auto framework = [&](std::size_t row) { return std::string{runs.cell(row, "framework")}; };
  const auto accelerator = [&](std::size_t row) { return std::string{runs.cell(row, "hardware")}; };
  return {.fitted = deviations(runs, values),
          .folds = left_out(part, runs, fold, ""),
          .frameworks = left_out(part, runs, framework, "framework"),
          .accelerators = left_out(part, runs, accelerator, "")};
}

std::string words(const std::vector<double>& deviations) {
  const std::vector<double> size = sizes(deviations);
  return fmt::format("{:.1f}% / {:.1f}%", 100 * quantile(size, 0.5), 100 * quantile(size, 0.9));
}

/// Factors that hold the middle 92% of what was measured over what was predicted: below and above.
std::pair<double, double> below_and_above(const std::vector<double>& deviations) {
  return {std::max(1.0, std::exp(quantile(deviations, 0.96))),
          std::max(1.0, std::exp(-quantile(deviations, 0.04)))};
}

/// By how much the range must be wider, besides `known`, to hold `found`: as a factor, at least
/// `least`, since few frameworks and accelerators were measured.
double besides(double known, double found, double least) {
  return std::max(least, std::exp(std::sqrt(std::max(0.0, found * found - known * known))));
}

/// `spread`: by which factor the row's own range goes up and down.
void print_row(std::string_view id, double value, std::string_view unit, std::string_view source,
               std::string_view note, double spread = 1) {
  const auto number = [](double each) { return fmt::format("{:.4g}", each); };
  fmt::print("  - {{id: {}, low: {}, likely: {}, high: {}, unit: \"{}\", source: {}{}}}\n", id,
             number(value / spread), number(value), number(value * spread), unit, source,
             note.empty() ? "" : fmt::format(", note: \"{}\"", note));
}

void print_head(std::string_view date, const std::vector<Errors>& errors) {
  std::size_t runs = 0;
  fmt::print(
      "# Coefficients of the physics, fitted by tools/fit: do not edit by hand. The formulas "
      "are in src/training and src/hosting.\n"
      "# A row whose id ends in a framework or an accelerator is that one's own. How far "
      "predictions are off on measured runs,\n"
      "# absolute relative error, median / 90th percentile:\n");
  for (std::size_t i = 0; i < errors.size(); ++i) {
    runs += errors[i].fitted.size();
    fmt::print(
        "#   {:<14} {:>3} runs   fitted {:<15} one sixth left out {:<15} whole frameworks "
        "left out {:<15} whole accelerators left out {}\n",
        k_groups[i].title, errors[i].fitted.size(), words(errors[i].fitted), words(errors[i].folds),
        words(errors[i].frameworks), words(errors[i].accelerators));
  }
  fmt::print(
      "format: tunepath-catalog/1\nsources:\n"
      "  - {{id: fit, cite: \"fitted on {} published measurements by tools/fit\", date: "
      "{}}}\n"
      "  - {{id: residuals, cite: \"errors of the fit on runs that were left out of it\", "
      "date: {}}}\n"
      "  - {{id: held, cite: \"judgement, held while the rest was fitted\", date: {}}}\n"
      "coefficients:\n",
      runs, date, date, date);
}

void print_spreads(const std::vector<Errors>& errors) {
  const auto width = [](const std::vector<double>& deviations) { return half_width(deviations); };
  const Errors& memory = errors[0];
  const Errors& training = errors[1];
  const Errors& serving = errors[2];
  const std::string unit = "factor up or down that holds 90% of runs";
  // Whoever does not know the framework is not to be surer than who does.
  const double least_above = below_and_above(memory.folds).second;
  const auto memory_rows = [&](std::string_view suffix, const std::vector<double>& deviations,
                               std::string_view note) {
    const auto [below, found_above] = below_and_above(deviations);
    const double above = std::max(found_above, least_above);
    print_row(fmt::format("memory-below{}", suffix), below, "predicted over measured", "residuals",
              note);
    print_row(fmt::format("memory-above{}", suffix), above, "measured over predicted", "residuals",
              note);
  };
  memory_rows("", memory.folds, "the framework is known");
  memory_rows("-unknown", memory.frameworks, "the framework is not known");
  print_row("training-spread", std::exp(width(training.folds)), unit, "residuals", "");
  print_row("training-spread-framework",
            besides(width(training.folds), width(training.frameworks), 1.15), unit, "residuals",
            "besides, where the framework is not known");
  print_row("training-spread-accelerator",
            besides(width(training.folds), width(training.accelerators), 1.3), unit, "residuals",
            "besides, where no run on the accelerator was measured");
  print_row("serving-spread", std::exp(width(serving.folds)), unit, "residuals", "");
  print_row("serving-spread-framework",
            besides(width(serving.folds), width(serving.frameworks), 1.15), unit, "residuals",
            "besides, where the framework is not known");
  print_row("serving-spread-accelerator",
            besides(width(serving.folds), width(serving.accelerators), 1.3), unit, "residuals",
            "besides, where no run on the accelerator was measured");
}

constexpr double k_thin = 1.3; ///< of a coefficient that rests on one to three runs

void print_all(std::string_view date, const Values& values, const std::vector<Errors>& errors) {
  print_head(date, errors);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Fitted& each = parameters()[i];
    for (const std::string& id : each.ids) {
      print_row(id, values[i], each.unit, each.freedom > 0 ? "fit" : "held", each.note,
                each.thin ? k_thin : 1);
    }
  }
  print_spreads(errors);
}

void tell(const RunTable& runs, const Values& values) {
  const Overlay overlay{values};
  const std::vector<RunPrediction> predictions = predict(runs, overlay.catalog());
  for (std::size_t row = 0; row < predictions.size(); ++row) {
    const RunPrediction& each = predictions[row];
    if (each.scored) {
      fmt::print(stderr, "{:<5} {:<16} {:<20} {:<6} {:<14} x{:<5} {:>9} {:>10.1f} {:+6.1f}%\n",
                 runs.cell(row, "id"), runs.cell(row, "kind"), runs.cell(row, "framework"),
                 runs.cell(row, "method"), runs.cell(row, "hardware"),
                 runs.cell(row, "n_accelerators"), runs.cell(row, "value"), each.value->likely,
                 100 * (each.value->likely / *each.measured - 1));
    }
  }
  for (const ErrorSummary& each : summarize(runs, predictions)) {
    if (each.framework.empty()) {
      fmt::print(stderr, "{}: {} runs, median {:.1f}%, 90th percentile {:.1f}%\n", each.kind,
                 each.runs, 100 * each.median, 100 * each.p90);
    }
  }
}

} // namespace

int main(int count, char** words_given) {
  if (count != 3) {
    fmt::print(stderr, "usage: tunepath_fit RUNS.csv DATE\n");
    return 2;
  }
  std::ifstream file{words_given[1], std::ios::binary};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const Result<RunTable> read = read_runs(text, words_given[1]);
  if (!read) {
    for (const Diagnostic& problem : read.problems()) {
      fmt::print(stderr, "{}\n", render(problem, text));
    }
    return 2;
  }
  const RunTable& all = read.value();
  const std::vector<RunPrediction> predictions = predict(all, shipped().catalog);
  Values values = start();
  std::vector<Errors> errors;
  for (const Group& group : k_groups) {
    const RunTable runs = only(all, [&](std::size_t row) {
      return belongs(group.part, all.cell(row, "kind")) && predictions[row].scored;
    });
    values = fit(group.part, runs, values);
    values = fit(group.part, runs, values);
    tell(runs, values);
    errors.push_back(errors_of(group.part, runs, values));
    fmt::print(stderr, "{}: fitted {}, folds {}, frameworks {}, accelerators {}\n\n", group.title,
               words(errors.back().fitted), words(errors.back().folds),
               words(errors.back().frameworks), words(errors.back().accelerators));
  }
  print_all(words_given[2], values, errors);
  return 0;
}
