// How far the formulas are off on published measurements. The bounds are loose: they catch a
// formula that breaks, not a coefficient that could be better.
#include "support/catch.hpp"
#include "support/measurements.hpp"
#include "training/flops.hpp"
#include "training/memory.hpp"
#include "tunepath/catalog/efficiency.hpp"
#include "tunepath/data/shipped.hpp"

#include <cmath>
#include <set>

using namespace tunepath;
using test::Measurement;
using test::number;

namespace {

const Catalog& catalog() {
  return shipped().catalog;
}

const Accelerator* hardware(const Measurement& row) {
  for (const Accelerator& each : catalog().accelerators) {
    if (!each.calibration_name.empty() && each.calibration_name == row.at("hardware")) {
      return &each;
    }
  }
  return nullptr;
}

/// The set-up of a row, or nothing where our set-up cannot say it (other optimizers, offloading,
/// selective checkpointing, 8-bit floats).
std::optional<training::Setup> setup_of(const Measurement& row) {
  const auto method = named<Method>(row.at("method"));
  const std::string& optimizer = row.at("optimizer");
  const std::string& checkpointing = row.at("grad_ckpt");
  if (!method || catalog().model(row.at("model_key")) == nullptr ||
      !std::set<std::string>{"bf16", "nf4", "nf4-dq"}.contains(row.at("precision")) ||
      (optimizer != "adamw" && optimizer != "adamw_fp32") ||
      (checkpointing != "full" && checkpointing != "none")) {
    return std::nullopt;
  }
  const bool sharded = row.at("sharding") == "fsdp" || row.at("sharding") == "zero3";
  const bool wide = *method == Method::full && optimizer == "adamw_fp32";
  return training::Setup{.method = *method,
                         .sequence_length = number(row, "seq_len"),
                         .micro_batch = number(row, "batch"),
                         .shards = sharded ? number(row, "n_accelerators") : 1,
                         .checkpointing = checkpointing == "full",
                         .rank = number(row, "lora_rank"),
                         .weight_bytes = wide ? 4.0 : 2.0,
                         .gradient_bytes = wide ? 4.0 : 2.0,
                         .optimizer_bytes = wide ? 8.0 : 4.0};
}

double memory_of(const Measurement& row, const training::Setup& setup) {
  return training::total_gib(training::memory_parts(
      architecture_of(*catalog().model(row.at("model_key"))), setup, catalog()));
}

/// Tokens per second of all accelerators together; 0 when the row does not say how many tokens.
double tokens_per_second(const Measurement& row) {
  if (row.at("kind") == "train_time") {
    return number(row, "tokens_total") / (number(row, "value") * 60);
  }
  const bool each = row.at("unit") == "tokens/s/GPU";
  return number(row, "value") * (each ? number(row, "n_accelerators") : 1);
}

struct Speed {
  double predicted = 0;
  double measured = 0;
  bool inside = false; ///< the range holds the measurement
  bool own = false;    ///< the accelerator has a coefficient of its own
};

std::optional<Speed> speed_of(const Measurement& row) {
  const auto method = named<Method>(row.at("method"));
  const Accelerator* on = hardware(row);
  const Model* model = catalog().model(row.at("model_key"));
  if (!method || on == nullptr || model == nullptr || tokens_per_second(row) <= 0 ||
      !std::set<std::string>{"bf16", "nf4", "nf4-dq"}.contains(row.at("precision"))) {
    return std::nullopt;
  }
  const double rank = row.at("lora_rank").empty() ? 16 : number(row, "lora_rank");
  const double flops =
      training::flops_per_token(architecture_of(*model), *method, number(row, "seq_len"), rank,
                                row.at("grad_ckpt").starts_with("full"));
  const Efficiency share =
      efficiency("training-efficiency-" + std::string{name_of(*method)}, *on, catalog());
  const double at_peak =
      number(row, "n_accelerators") * on->bf16_dense_tflops.value().to_double() * 1e12 / flops;
  const double measured = tokens_per_second(row);
  return Speed{
      .predicted = at_peak * share.value.likely,
      .measured = measured,
      .inside = at_peak * share.value.low <= measured && measured <= at_peak * share.value.high,
      .own = share.measured};
}

void report(const char* what, const std::vector<double>& errors) {
  INFO(what << ": " << errors.size() << " rows, median " << test::quantile(errors, 0.5)
            << ", 90th percentile " << test::quantile(errors, 0.9));
  SUCCEED();
}

} // namespace

TEST_CASE("memory comes near published peaks", "[training][calibration]") {
  std::vector<double> all;
  std::vector<double> checkpointed;
  for (const Measurement& row : test::measurements("peak_memory")) {
    if (const auto setup = setup_of(row)) {
      const double gib =
          number(row, "value") * (row.at("unit") == "GB/GPU" ? 1e9 / training::k_gib : 1);
      const double error = memory_of(row, *setup) / gib - 1;
      all.push_back(std::abs(error));
      if (setup->checkpointing) {
        CAPTURE(row.at("id"), error);
        CHECK(error > -0.08); // Less than the margin of training-memory-share.
        checkpointed.push_back(std::abs(error));
      }
    }
  }
  if (all.empty()) {
    WARN("the table of measurements is not at hand");
    return;
  }
  report("all", all);
  report("checkpointed", checkpointed);
  CHECK(all.size() >= 30);
  CHECK(test::quantile(all, 0.5) < 0.12);
  CHECK(test::quantile(all, 0.9) < 0.5);
  CHECK(test::quantile(checkpointed, 0.5) < 0.06);
}

TEST_CASE("what ran out of memory elsewhere is never said to fit", "[training][calibration]") {
  for (const Measurement& row : test::out_of_memory()) {
    auto setup = setup_of(row);
    if (setup) {
      const TrainingJob job{.model = catalog().model(row.at("model_key")), .method = setup->method};
      const training::Setup usual = training::usual_setup(job, catalog());
      setup->weight_bytes = usual.weight_bytes;
      setup->gradient_bytes = usual.gradient_bytes;
      setup->optimizer_bytes = usual.optimizer_bytes;
      CAPTURE(row.at("model_key"), row.at("method"), row.at("hardware"));
      CHECK(memory_of(row, *setup) >
            number(row, "mem_gib_per_gpu") * catalog().coefficient("training-memory-share").likely);
    }
  }
}

TEST_CASE("speed of training comes near published runs", "[training][calibration]") {
  std::vector<double> own;
  std::vector<double> inside;
  for (const char* kind : {"train_throughput", "train_time"}) {
    for (const Measurement& row : test::measurements(kind)) {
      if (const auto speed = speed_of(row)) {
        inside.push_back(speed->inside ? 1 : 0);
        if (speed->own) {
          own.push_back(std::abs(speed->measured / speed->predicted - 1));
        }
      }
    }
  }
  if (own.empty()) {
    WARN("the table of measurements is not at hand");
    return;
  }
  double held = 0;
  for (const double each : inside) {
    held += each;
  }
  report("own coefficient", own);
  CHECK(own.size() >= 40);
  CHECK(test::quantile(own, 0.5) < 0.2);
  CHECK(test::quantile(own, 0.9) < 0.45);
  CHECK(held / static_cast<double>(inside.size()) > 0.75);
}
