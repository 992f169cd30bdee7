// Formulas that others publish, on the measurements that ours are held against.
#include "support/public_estimators.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/predict/predict.hpp"

#include <cmath>
#include <map>

#include <fmt/format.h>

using namespace tunepath;
using test::Estimator;
using test::EstimatorKind;
using test::Measurement;

namespace {

/// Absolute relative errors, one for each row that the formula says something about.
std::vector<double> errors_of(const Estimator& estimator) {
  std::vector<double> errors;
  for (const Measurement& row : test::measurements_for(estimator.kind)) {
    if (const auto estimate = estimator(row, shipped().catalog)) {
      CAPTURE(estimator.name, row.at("id"), *estimate);
      CHECK(std::isfinite(*estimate));
      CHECK(*estimate > 0);
      errors.push_back(std::abs(*estimate / test::number(row, "value") - 1));
    }
  }
  return errors;
}

const Estimator& called(std::string_view name) {
  for (const Estimator& each : test::public_estimators()) {
    if (each.name == name) {
      return each;
    }
  }
  throw std::out_of_range{"no such estimator"};
}

/// A model of `billions` with 80 layers of 16384, and an accelerator of 1.5 TB/s and 312 TFLOPS, as
/// the article on inference takes them.
struct World {
  explicit World(std::int64_t billions) {
    model.id = "m";
    model.params_b = model.active_params_b = Decimal::of(billions);
    model.layers = 80;
    model.hidden = 16384;
    model.intermediate = 65536;
    model.heads = model.kv_heads = 128;
    model.head_dim = 128;
    model.vocab = 50000;
    model.mlp_matrices = 2;
    accelerator.id = accelerator.calibration_name = "A100-40GB";
    accelerator.memory_bandwidth_gb_s = Decimal::of(1500);
    accelerator.bf16_dense_tflops = Decimal::of(312);
    catalog.models = {&model, 1};
    catalog.accelerators = {&accelerator, 1};
  }
  Model model;
  Accelerator accelerator;
  Catalog catalog;
};

Measurement row(std::map<std::string, std::string, std::less<>> changes) {
  Measurement out{{"kind", "peak_memory"}, {"model_key", "m"},     {"hardware", "A100-40GB"},
                  {"method", "full"},      {"precision", "bf16"},  {"n_accelerators", "1"},
                  {"sharding", "none"},    {"optimizer", "adamw"}, {"grad_ckpt", "full"},
                  {"unit", "GB/GPU"},      {"seq_len", "1"},       {"batch", "1"},
                  {"lora_rank", ""},       {"tokens_total", ""}};
  for (auto& [column, value] : changes) {
    out[column] = value;
  }
  return out;
}

} // namespace

TEST_CASE("public formulas give the figures that their authors give", "[estimators]") {
  const World zero{75};
  // ZeRO's model of 7.5B needs 120 GB, 1.9 GB on each of 64 GPUs; ten times that here.
  CHECK(*called("16 bytes a parameter")(row({}), zero.catalog) == Catch::Approx(1200));
  CHECK(*called("16 bytes a parameter")(row({{"sharding", "fsdp"}, {"n_accelerators", "64"}}),
                                        zero.catalog) == Catch::Approx(18.75));
  const World seven{7};
  CHECK(*called("LLaMA-Factory table")(row({{"method", "qlora"}, {"precision", "nf4"}}),
                                       seven.catalog) == Catch::Approx(3.5));
  CHECK(*called("LLaMA-Factory table")(row({{"optimizer", "adamw_fp32"}}), seven.catalog) ==
        Catch::Approx(126));
  // The size estimator's page for a 7B model: 13.74 GB in 16 bits, 54.98 GB to train.
  CHECK(*called("Accelerate, 4 x size")(row({}), seven.catalog) == Catch::Approx(56));
  CHECK_FALSE(called("Accelerate, 4 x size")(row({{"method", "inference"}}), seven.catalog));
  // Gopher's size on 16 GPUs: 22 ms and 3 ms for one request, 53 ms for a batch of 512.
  const World gopher{260};
  const auto serving = [&](const char* batch) {
    return row({{"kind", "serve_throughput"},
                {"method", "inference"},
                {"n_accelerators", "16"},
                {"batch", batch}});
  };
  const Estimator& arithmetic = called("Inference Arithmetic");
  CHECK(1 / *arithmetic(serving("1"), gopher.catalog) ==
        Catch::Approx(0.02167 + 0.00256).epsilon(0.001));
  CHECK(512 / *arithmetic(serving("512"), gopher.catalog) ==
        Catch::Approx(0.0533 + 0.00256).epsilon(0.001));
  CHECK(*called("bandwidth / weights")(serving("1"), gopher.catalog) ==
        Catch::Approx(46.15).epsilon(0.001));
  CHECK_FALSE(called("bandwidth / weights")(serving("2"), gopher.catalog));
  // 6 x 7e9 x 1e9 FLOP at 40% of 312 TFLOPS: 5.6 minutes.
  const Measurement minutes =
      row({{"kind", "train_time"}, {"unit", "minutes"}, {"tokens_total", "1000000000"}});
  CHECK(*called("6ND at 40%")(minutes, seven.catalog) == Catch::Approx(5609).epsilon(0.001));
}

TEST_CASE("activations count as their papers have them", "[estimators]") {
  const World world{7};
  const auto at = [&](const char* checkpointing) {
    return *called("Transformer Math 101")(row({{"seq_len", "2048"}, {"grad_ckpt", checkpointing}}),
                                           world.catalog) *
               1e9 -
           16 * 7e9;
  };
  const double sbhl = 2048.0 * 16384 * 80;
  CHECK(at("full") == Catch::Approx(2 * sbhl));
  CHECK(at("selective") == Catch::Approx(34 * sbhl));
  CHECK(at("none") == Catch::Approx((34 + 5 * 128.0 * 2048 / 16384) * sbhl));
}

TEST_CASE("public formulas cover the measurements", "[estimators][calibration]") {
  if (test::measurements_for(EstimatorKind::memory).empty()) {
    WARN("the table of measurements is not at hand");
    return;
  }
  const std::map<std::string_view, std::size_t> least{{"Accelerate, 4 x size", 40},
                                                      {"Accelerate, size + 20%", 9},
                                                      {"Transformer Math 101", 8},
                                                      {"EleutherAI cookbook script", 8},
                                                      {"16 bytes a parameter", 8},
                                                      {"18 bytes a parameter", 8},
                                                      {"20 bytes a parameter", 8},
                                                      {"LLaMA-Factory table", 40},
                                                      {"VRAM calculator", 40},
                                                      {"weights + KV cache", 9},
                                                      {"6ND at 40%", 75},
                                                      {"6ND at 50%", 75},
                                                      {"6PD at 120 TFLOP/s", 15},
                                                      {"bandwidth / weights", 20},
                                                      {"batch x bandwidth / weights", 30},
                                                      {"Inference Arithmetic", 30}};
  for (const Estimator& estimator : test::public_estimators()) {
    CAPTURE(estimator.name);
    CHECK_FALSE(estimator.source.empty());
    CHECK(errors_of(estimator).size() >= least.at(estimator.name));
  }
}

// build/release/tunepath_tests '[estimator-report]' prints it.
TEST_CASE("how far public formulas are off", "[.estimator-report]") {
  fmt::print("{:<9}{:<30}{:>5}{:>9}{:>9}\n", "kind", "formula", "rows", "median", "P90");
  for (const Estimator& estimator : test::public_estimators()) {
    const auto errors = errors_of(estimator);
    constexpr std::array k_kinds{"memory", "time", "serving"};
    if (!errors.empty()) {
      fmt::print("{:<9}{:<30}{:>5}{:>8.0f}%{:>8.0f}%\n",
                 k_kinds[static_cast<std::size_t>(estimator.kind)], estimator.name, errors.size(),
                 100 * quantile(errors, 0.5), 100 * quantile(errors, 0.9));
    }
  }
}
