#include "tunepath/predict/predict.hpp"

#include "predict/reading.hpp"
#include "tunepath/catalog/coefficients.hpp"
#include "tunepath/core/gib.hpp"
#include "tunepath/training/physics.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace tunepath {
namespace {

using predict_room::quoted;
using predict_room::Read;
using predict_room::RowReader;

Range<double> scaled(const Range<double>& range, double by) {
  return {range.low * by, range.likely * by, range.high * by};
}

/// From a rate to a duration: what is fast becomes short.
Range<double> durations(const Range<double>& rate, double work) {
  return {work / rate.high, work / rate.likely, work / rate.low};
}

/// Beyond these bounds nothing was ever measured, and numbers stop being finite.
bool is_sound(const Range<double>& range) {
  constexpr double k_least = 1e-9;
  constexpr double k_most = 1e15;
  return range.low >= k_least && range.low <= range.likely && range.likely <= range.high &&
         range.high <= k_most;
}

RunPrediction cannot_tell(std::string why) {
  RunPrediction prediction;
  prediction.note = std::move(why);
  return prediction;
}

/// Predicts rows one after the other; the physics of a framework is read once.
class Predictor {
public:
  explicit Predictor(const Catalog& catalog) : catalog_(catalog) {}

  RunPrediction predict(const RunTable& runs, std::size_t index) {
    const RowReader row{runs, index, catalog_};
    RunPrediction prediction = of_kind(row);
    if (prediction.value && !is_sound(*prediction.value)) {
      prediction = cannot_tell("the numbers of the row lead beyond what can be predicted");
    }
    prediction.measured = row.number("value");
    const std::string_view eval = row.text("eval");
    prediction.scored = prediction.value && prediction.measured && eval != "0" && eval != "False";
    return prediction;
  }

private:
  RunPrediction of_kind(const RowReader& row) {
    const std::string_view kind = row.text("kind");
    const bool serving = row.text("method") == "inference";
    const bool outcome = kind.empty() && !row.text("outcome").empty();
    if (kind == "peak_memory" || outcome) {
      return serving ? serving_memory(row) : training_memory(row);
    }
    if (kind == "train_throughput" || kind == "train_time") {
      return training_speed(row);
    }
    if (kind == "serve_throughput") {
      return serving_speed(row);
    }
    return cannot_tell(
        fmt::format("kind {} is not peak_memory, train_throughput, train_time or "
                    "serve_throughput",
                    quoted(kind)));
  }

  const TrainingPhysics& physics(const Framework* framework) {
    const auto found = physics_.find(framework);
    return found != physics_.end()
               ? found->second
               : physics_.emplace(framework, TrainingPhysics{catalog_, framework}).first->second;
  }

  /// A GiB in the unit of the row, which may be left out; empty when it is none of memory.
  static std::optional<double> memory_unit(const RowReader& row) {
    const std::string_view unit = row.text("unit");
    return unit.starts_with("GB")                    ? std::optional{k_gib / 1e9}
           : unit.starts_with("GiB") || unit.empty() ? std::optional{1.0}
                                                     : std::nullopt;
  }

  static RunPrediction other_unit(const RowReader& row, std::string_view known) {
    return cannot_tell(fmt::format("unit {} is not {}", quoted(row.text("unit")), known));
  }

  /// GiB of the accelerator that a program can use: as the row says, else as the catalog does.
  std::optional<double> room(const RowReader& row) const {
    if (const auto stated = row.number("mem_gib_per_gpu")) {
      return stated;
    }
    const Accelerator* on = row.accelerator();
    const auto memory = on != nullptr ? usable_memory(Instance{}, *on) : std::nullopt;
    return memory ? std::optional{reliable_gib(*memory, catalog_)} : std::nullopt;
  }

  RunPrediction memory_of(const RowReader& row, const Range<double>& gib, std::string note) const {
    const auto unit = memory_unit(row);
    if (!unit) {
      return other_unit(row, "GiB/GPU or GB/GPU");
    }
    RunPrediction prediction{scaled(gib, *unit), std::move(note), Truth::unknown, {}, false};
    if (const auto limit = room(row)) {
      prediction.fits = gib.high <= *limit    ? Truth::yes
                        : gib.likely > *limit ? Truth::no
                                              : Truth::unknown;
    }
    return prediction;
  }

  RunPrediction training_memory(const RowReader& row) {
    const Read<TrainingRun> read = training_run(row);
    return read.run ? memory_of(row, physics(row.framework()).memory(*read.run).gib, read.note)
                    : cannot_tell(read.note);
  }

  RunPrediction serving_memory(const RowReader& row) {
    const Read<ServingRun> read = serving_run(row);
    return read.run
               ? memory_of(row, serving_memory_gib(*read.run, row.framework(), catalog_), read.note)
               : cannot_tell(read.note);
  }

  static RunPrediction without_figures(const RowReader& row) {
    return cannot_tell(fmt::format("FLOPS and memory bandwidth of {} are not known",
                                   quoted(row.text("hardware"))));
  }

  RunPrediction training_speed(const RowReader& row) {
    const Read<TrainingRun> read = training_run(row);
    if (!read.run) {
      return cannot_tell(read.note);
    }
    const Accelerator* on = read.run->accelerator;
    if (on == nullptr || !on->bf16_dense_tflops || !on->memory_bandwidth_gb_s) {
      return without_figures(row);
    }
    const Range<double> rate = physics(row.framework()).speed(*read.run).tokens_per_second;
    RunPrediction prediction;
    prediction.note = read.note;
    const std::string_view unit = row.text("unit");
    if (row.text("kind") == "train_throughput") {
      if (unit != "tokens/s" && unit != "tokens/s/GPU") {
        return other_unit(row, "tokens/s or tokens/s/GPU");
      }
      prediction.value = scaled(rate, unit == "tokens/s/GPU" ? 1 / read.run->accelerators : 1);
      return prediction;
    }
    const auto tokens = row.count("tokens_total");
    if (!tokens || (unit != "minutes" && unit != "hours" && unit != "seconds")) {
      return cannot_tell("tokens_total, and minutes, hours or seconds as the unit, are needed");
    }
    const double second = unit == "minutes" ? 60 : unit == "hours" ? 3600 : 1;
    prediction.value = durations(rate, *tokens / second);
    return prediction;
  }

  RunPrediction serving_speed(const RowReader& row) {
    const Read<ServingRun> read = serving_run(row);
    if (!read.run) {
      return cannot_tell(read.note);
    }
    if (row.text("unit") != "output tokens/s") {
      return other_unit(row, "output tokens/s");
    }
    RunPrediction prediction;
    prediction.value = serving_tokens_per_second(*read.run, row.framework(), catalog_);
    if (!prediction.value) {
      return without_figures(row);
    }
    prediction.note = read.note;
    return prediction;
  }

  const Catalog& catalog_;
  std::map<const Framework*, TrainingPhysics> physics_;
};

ErrorSummary summary_of(std::string kind, std::string framework,
                        const std::vector<const RunPrediction*>& rows) {
  std::vector<double> errors;
  std::vector<double> ratios;
  double inside = 0;
  for (const RunPrediction* each : rows) {
    ratios.push_back(each->value->likely / *each->measured);
    errors.push_back(std::abs(ratios.back() - 1));
    inside += each->value->low <= *each->measured && *each->measured <= each->value->high ? 1 : 0;
  }
  return {.kind = std::move(kind),
          .framework = std::move(framework),
          .runs = rows.size(),
          .median = quantile(errors, 0.5),
          .p90 = quantile(errors, 0.9),
          .bias = quantile(ratios, 0.5),
          .inside = inside / static_cast<double>(rows.size())};
}

} // namespace

std::string_view predict_room::family_of(std::string_view kind) {
  return kind == "train_time" || kind == "train_throughput" ? "training time"
         : kind == "serve_throughput"                       ? "serving"
                                                            : "memory";
}

std::vector<RunPrediction> predict(const RunTable& runs, const Catalog& catalog) {
  Predictor predictor{catalog};
  std::vector<RunPrediction> predictions;
  for (std::size_t row = 0; row < runs.rows.size(); ++row) {
    predictions.push_back(predictor.predict(runs, row));
  }
  return predictions;
}

std::vector<ErrorSummary> summarize(const RunTable& runs,
                                    const std::vector<RunPrediction>& predictions) {
  std::map<std::string, std::map<std::string, std::vector<const RunPrediction*>>> groups;
  for (std::size_t row = 0; row < predictions.size(); ++row) {
    if (predictions[row].scored) {
      auto& kind = groups[std::string{predict_room::family_of(runs.cell(row, "kind"))}];
      kind[""].push_back(&predictions[row]);
      if (const std::string framework{runs.cell(row, "framework")}; !framework.empty()) {
        kind[framework].push_back(&predictions[row]);
      }
    }
  }
  std::vector<ErrorSummary> summaries;
  for (const auto& [kind, frameworks] : groups) {
    for (const auto& [framework, rows] : frameworks) {
      summaries.push_back(summary_of(kind, framework, rows));
    }
  }
  return summaries;
}

double quantile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (place - static_cast<double>(low));
}

} // namespace tunepath
