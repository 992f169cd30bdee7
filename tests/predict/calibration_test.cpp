// How far predictions are off on published measurements. The bounds leave a little room: they catch
// a formula that breaks, not a coefficient that could be better.
#include "support/catch.hpp"
#include "support/files.hpp"
#include "support/public_estimators.hpp"
#include "tunepath/data/read_runs.hpp"
#include "tunepath/data/shipped.hpp"

#include <cmath>
#include <filesystem>
#include <map>

using namespace tunepath;

namespace {

std::optional<RunTable> runs_at_hand(const char* name) {
  const auto path = test::source_directory() / ".." / "shared" / "data" / "physics" / name;
  if (!std::filesystem::exists(path)) {
    WARN("the table of measurements is not at hand");
    return std::nullopt;
  }
  auto read = read_runs(test::read_text(path), name);
  REQUIRE(read);
  return std::move(read).value();
}

} // namespace

TEST_CASE("predictions come near published measurements", "[predict][calibration]") {
  const auto runs = runs_at_hand("calibration.csv");
  if (!runs) {
    return;
  }
  struct Bound {
    const char* kind;
    std::size_t least_runs;
    double median;
    double p90;
  };
  constexpr std::array<Bound, 3> k_bounds{
      {{"memory", 50, 0.03, 0.1}, {"serving", 30, 0.05, 0.2}, {"training time", 80, 0.05, 0.17}}};
  std::size_t seen = 0;
  for (const ErrorSummary& each : summarize(*runs, predict(*runs, shipped().catalog))) {
    for (const Bound& bound : k_bounds) {
      if (each.framework.empty() && each.kind == bound.kind) {
        CAPTURE(each.kind, each.runs, each.median, each.p90, each.inside);
        CHECK(each.runs >= bound.least_runs);
        CHECK(each.median < bound.median);
        CHECK(each.p90 < bound.p90);
        CHECK(each.inside > 0.9);
        ++seen;
      }
    }
  }
  CHECK(seen == 3);
}

TEST_CASE("what ran out of memory is never said to fit, what ran is never refused",
          "[predict][calibration]") {
  const auto runs = runs_at_hand("feasibility_calibration.csv");
  if (!runs) {
    return;
  }
  const std::vector<RunPrediction> predictions = predict(*runs, shipped().catalog);
  for (std::size_t row = 0; row < predictions.size(); ++row) {
    const std::string_view outcome = runs->cell(row, "outcome");
    CAPTURE(runs->cell(row, "model_key"), runs->cell(row, "method"), runs->cell(row, "hardware"));
    CHECK(predictions[row].fits != (outcome == "OOM" ? Truth::yes : Truth::no));
  }
}

TEST_CASE("no public formula comes nearer on the runs that it is about",
          "[predict][calibration][estimators]") {
  const auto runs = runs_at_hand("calibration.csv");
  if (!runs) {
    return;
  }
  const std::vector<RunPrediction> predictions = predict(*runs, shipped().catalog);
  std::map<std::string, const RunPrediction*, std::less<>> by_id;
  for (std::size_t row = 0; row < predictions.size(); ++row) {
    by_id[std::string{runs->cell(row, "id")}] = &predictions[row];
  }
  for (const test::Estimator& formula : test::public_estimators()) {
    std::vector<double> theirs;
    std::vector<double> ours;
    for (const test::Measurement& row : test::measurements_for(formula.kind)) {
      const RunPrediction& own = *by_id.at(row.at("id"));
      const auto estimate = formula(row, shipped().catalog);
      if (estimate && own.value) {
        const double measured = test::number(row, "value");
        theirs.push_back(std::abs(*estimate / measured - 1));
        ours.push_back(std::abs(own.value->likely / measured - 1));
      }
    }
    CAPTURE(formula.name, ours.size());
    REQUIRE_FALSE(ours.empty());
    CHECK(quantile(ours, 0.5) < quantile(theirs, 0.5));
    CHECK(quantile(ours, 0.9) < quantile(theirs, 0.9));
  }
}
