#include "hosting/serving.hpp"

#include "support/catch.hpp"
#include "support/made_up.hpp"
#include "tunepath/core/gib.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/hosting/physics.hpp"
#include "tunepath/predict/predict.hpp"

#include <cmath>
#include <random>

using namespace tunepath;
using namespace tunepath::hosting;
using Catch::Approx;

namespace {

Machine machine(double accelerators) {
  return {.accelerators = accelerators, .memory_gib = 1, .bandwidth_bytes = 1e12, .flops = 1e14};
}

constexpr Speed k_speed{.weights = 0.5,
                        .cache = 0.25,
                        .prefill = 0.5,
                        .layer_seconds = 1e-4,
                        .request_seconds = 1e-5,
                        .all_reduce_seconds = 2e-5,
                        .factor = 1,
                        .most_batch = 64};

/// 8 experts of 5M parameters each, two for a token: 70M of 100M at work.
Architecture mixture() {
  Architecture model = test::small_model();
  model.experts = 8;
  model.active_experts = 2;
  model.active_parameters = 7e7;
  model.matmul_parameters = 6e7;
  return model;
}

} // namespace

// Worked by hand: 90M parameters of 2 bytes are read, 4,000 bytes of cache for a token, 4 layers.
TEST_CASE("a step of decoding reads weights and caches once", "[hosting][serving]") {
  const Architecture model = test::small_model();
  CHECK(decode_step_seconds(model, machine(1), 1, 1000, k_speed) ==
        Approx(180e6 / 0.5e12 + 4e6 / 0.25e12 + 4 * 1e-4));
  CHECK(decode_step_seconds(model, machine(2), 4, 1000, k_speed) ==
        Approx(180e6 / 1e12 + 16e6 / 0.5e12 + 4 * 1.2e-4 + 3 * 1e-5));
  // Two key-value heads on four accelerators: each is held twice.
  CHECK(decode_step_seconds(model, machine(4), 1, 1000, k_speed) ==
        Approx(180e6 / 2e12 + 2 * 4e6 / 1e12 + 4 * 1.2e-4));
  Machine quantised = machine(1);
  quantised.weight_bytes = 0.5;
  CHECK(decode_step_seconds(model, quantised, 1, 0, k_speed) == Approx(45e6 / 0.5e12 + 4 * 1e-4));
  Speed half = k_speed;
  half.factor = 0.5;
  CHECK(decode_step_seconds(model, machine(2), 4, 1000, half) ==
        Approx(2 * decode_step_seconds(model, machine(2), 4, 1000, k_speed)));
}

TEST_CASE("a batch touches more experts than a token", "[hosting][serving]") {
  CHECK(parameters_read(test::small_model(), 1) == Approx(90e6));
  CHECK(parameters_read(test::small_model(), 64) == Approx(90e6));
  CHECK(parameters_read(mixture(), 1) == Approx(60e6)); // 50M for all tokens, 2 of 8 experts.
  CHECK(parameters_read(mixture(), 2) == Approx(50e6 + 40e6 * (1 - 0.75 * 0.75)));
  CHECK(parameters_read(mixture(), 1000) == Approx(90e6));
}

TEST_CASE("reading the input is computing", "[hosting][serving]") {
  // 1000 tokens of 2 x 90M + 2 x 4 x 1000 x 1000 operations, at half of 100 TFLOPS.
  CHECK(prefill_seconds(test::small_model(), machine(1), 1000, k_speed) ==
        Approx(1000 * 188e6 / 50e12));
  CHECK(prefill_seconds(test::small_model(), machine(2), 1000, k_speed) ==
        Approx(1000 * 188e6 / 100e12));
  CHECK(prefill_seconds(mixture(), machine(1), 1000, k_speed) == Approx(1000 * 128e6 / 50e12));
}

TEST_CASE("requests follow from the step and the input", "[hosting][serving]") {
  const Architecture model = test::small_model();
  const double step = decode_step_seconds(model, machine(1), 4, 1000 + 100, k_speed);
  const double prefill = prefill_seconds(model, machine(1), 1000, k_speed);
  CHECK(request_rate(model, machine(1), 4, 1000, 200, k_speed) ==
        Approx(1 / (prefill + 200 * step / 4)));
}

TEST_CASE("what memory leaves beside the weights is for caches", "[hosting][serving]") {
  const Architecture model = test::small_model();
  CHECK(fixed_gib(model, machine(1), 0.25) == Approx(200e6 / k_gib + 0.25));
  CHECK(fixed_gib(model, machine(4), 0.25) == Approx(50e6 / k_gib + 0.25));
  CHECK(cache_gib(model, machine(1), 1000) == Approx(4e6 / k_gib));
  CHECK(cache_gib(model, machine(2), 1000) == Approx(2e6 / k_gib));
  CHECK(cache_gib(model, machine(4), 1000) == Approx(2e6 / k_gib)); // Two heads only.
  // 1 GiB less 200 MB: 873.7 MB, 4 MB for each request of 1000 tokens.
  CHECK(useful_batch(model, machine(1), 1000, 0, 1000) == 218);
  CHECK(useful_batch(model, machine(1), 1000, 0, 64) == 64);
  CHECK(useful_batch(model, machine(1), 1000, 2, 64) == 0);
}

TEST_CASE("peak memory of a server is weights, caches and the input", "[hosting][serving]") {
  const test::MadeUpCatalog made_up{{{"prefill-mlp-bytes", 6},
                                     {"prefill-hidden-bytes", 4},
                                     {"serving-overhead-gib", 0.5},
                                     {"calibration-memory", 1.1}}};
  const ServingRun run{
      .model = test::small_model(), .batch = 3, .input_tokens = 900, .output_tokens = 100};
  const double bytes = 200e6 + 3 * 4e6 + 900 * (6 * 3000 + 4 * 1000);
  const Range<double> gib = serving_memory_gib(run, nullptr, made_up.catalog());
  CHECK(gib.likely == Approx(1.1 * (bytes / k_gib + 0.5)));
  CHECK(gib.low < gib.likely);
  CHECK(gib.likely < gib.high);
}

TEST_CASE("a range from one's own runs takes the place of the published errors",
          "[hosting][serving]") {
  Catalog own = shipped().catalog;
  const auto rows = calibrated(
      own, {{"calibration-memory", 1.2, 5, 1.3}, {"calibration-serving", 2, 5, 1.25}}, "own.csv");
  own.coefficients = rows;
  const ServingRun run{.model = test::small_model(),
                       .accelerator = own.accelerator("a100-80gb"),
                       .input_tokens = 900,
                       .output_tokens = 100};
  const Range<double> gib = serving_memory_gib(run, nullptr, own);
  CHECK(gib.likely == Approx(1.2 * serving_memory_gib(run, nullptr, shipped().catalog).likely));
  CHECK(gib.high == Approx(1.3 * gib.likely));
  CHECK(gib.low == Approx(gib.likely / 1.3));
  const Range<double> rate = serving_tokens_per_second(run, nullptr, own).value();
  CHECK(rate.likely ==
        Approx(serving_tokens_per_second(run, nullptr, shipped().catalog)->likely / 2));
  CHECK(rate.high == Approx(1.25 * rate.likely));
  CHECK(rate.low == Approx(rate.likely / 1.25));
}

TEST_CASE("more bandwidth or FLOPS never serve less, and ranges are sound",
          "[hosting][serving][property]") {
  std::vector<const Model*> models;
  for (const Model& each : shipped().catalog.models) {
    if (each.has_architecture()) {
      models.push_back(&each);
    }
  }
  const test::MadeUpCatalog made_up{{}};
  std::mt19937_64 random{20'261'128};
  const auto pick = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
  };
  for (int i = 0; i < 1000; ++i) {
    Accelerator on = made_up.accelerator();
    on.kind = static_cast<AcceleratorKind>(pick(2));
    on.bf16_dense_tflops = Decimal::of(static_cast<std::int64_t>(1 + pick(2000)));
    on.memory_bandwidth_gb_s = Decimal::of(static_cast<std::int64_t>(100 + pick(8000)));
    ServingRun run{.model = architecture_of(*models[pick(models.size())]),
                   .accelerator = &on,
                   .accelerators = std::pow(2, static_cast<double>(pick(4))),
                   .batch = static_cast<double>(1 + pick(128)),
                   .input_tokens = static_cast<double>(1 + pick(30'000)),
                   .output_tokens = static_cast<double>(1 + pick(4000)),
                   .weight_bytes = pick(2) == 0 ? 2.0 : 1.0,
                   .with_prefill = pick(2) == 0};
    const auto rate = [&] {
      return serving_tokens_per_second(run, nullptr, made_up.catalog()).value();
    };
    const Range<double> base = rate();
    CAPTURE(i);
    CHECK(base.low > 0);
    CHECK(base.low <= base.likely);
    CHECK(base.likely <= base.high);
    CHECK(std::isfinite(base.high));
    on.bf16_dense_tflops = Decimal::of(9000);
    const double computing = rate().likely;
    CHECK(computing >= base.likely);
    on.memory_bandwidth_gb_s = Decimal::of(9000);
    CHECK(rate().likely >= computing);
  }
}
