// How far decode steps are off on published serving rates. Loose bounds, as for training.
#include "hosting/serving.hpp"
#include "support/catch.hpp"
#include "support/measurements.hpp"
#include "tunepath/catalog/efficiency.hpp"
#include "tunepath/data/shipped.hpp"

#include <cmath>

using namespace tunepath;
using test::Measurement;
using test::number;

namespace {

const Catalog& catalog() {
  return shipped().catalog;
}

/// Seconds between two tokens of a request: stated in the notes of Neuron rows, else from the rate.
double measured_step(const Measurement& row) {
  const std::string& notes = row.at("notes");
  const auto at = notes.find("TPOT p50 ");
  return at != std::string::npos ? std::stod(notes.substr(at + 9)) / 1e3
                                 : number(row, "batch") / number(row, "value");
}

double predicted_step(const Measurement& row, const Model& model, const Accelerator& on) {
  const hosting::Machine machine{
      .accelerators = number(row, "n_accelerators"),
      .bandwidth_bytes = on.memory_bandwidth_gb_s.value().to_double() * 1e9};
  const hosting::Speed speed{
      .decode = efficiency("decode-efficiency", on, catalog()).value.likely,
      .step_seconds = efficiency("decode-step-ms", on, catalog()).value.likely / 1e3};
  return hosting::decode_step_seconds(architecture_of(model), machine, number(row, "batch"),
                                      number(row, "in_len") + number(row, "out_len") / 2, speed);
}

} // namespace

TEST_CASE("decode steps come near published ones", "[hosting][calibration]") {
  std::vector<double> errors;
  for (const Measurement& row : test::measurements("serve_throughput")) {
    const Model* model = catalog().model(row.at("model_key"));
    for (const Accelerator& on : catalog().accelerators) {
      if (model != nullptr && !on.calibration_name.empty() && row.at("precision") == "bf16" &&
          on.calibration_name == row.at("hardware") && !row.at("in_len").empty()) {
        errors.push_back(std::abs(predicted_step(row, *model, on) / measured_step(row) - 1));
      }
    }
  }
  if (errors.empty()) {
    WARN("the table of measurements is not at hand");
    return;
  }
  CHECK(errors.size() >= 20);
  CHECK(test::quantile(errors, 0.5) < 0.1);
  CHECK(test::quantile(errors, 0.9) < 0.4);
}
