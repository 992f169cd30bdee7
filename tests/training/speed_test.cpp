#include "support/catch.hpp"
#include "support/made_up.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/training/physics.hpp"
#include "tunepath/training/plan.hpp"

#include <cmath>
#include <random>

using namespace tunepath;
using Catch::Approx;

namespace {

/// Half the peak for matrices, a quarter for attention; half of the link is reached, and half of
/// the shorter of computing and sending is not hidden.
const test::MadeUpCatalog& made_up() {
  static const test::MadeUpCatalog catalog{{{"training-efficiency", 0.5},
                                            {"training-hidden-half", 0},
                                            {"training-tokens-half", 0},
                                            {"training-attention-share", 0.5},
                                            {"training-method-lora", 1},
                                            {"training-method-qlora", 1},
                                            {"training-dequantisation", 0.25},
                                            {"training-link-share", 0.5},
                                            {"training-instance-gb-s", 40},
                                            {"training-overlap", 0.5},
                                            {"training-paged-gb-s", 20},
                                            {"training-scaling-step", 1.2},
                                            {"training-scaling-exponent", 1}}};
  return catalog;
}

TrainingRun run(Method method) {
  return {.model = test::small_model(),
          .method = method,
          .accelerator = &made_up().accelerator(),
          .sequence_length = 100,
          .micro_batch = 2,
          .checkpointing = Checkpointing::none,
          .rank = 8,
          .optimizer = {.weight_bytes = 2, .gradient_bytes = 2, .state_bytes = 8}};
}

double seconds_per_token(const TrainingRun& of, const Catalog& catalog = made_up().catalog()) {
  return of.accelerators / TrainingPhysics{catalog}.speed(of).tokens_per_second.likely;
}

// Matrices: 540 MFLOP at 50 TFLOPS; scores: 2.4 MFLOP at 25 TFLOPS.
constexpr double k_full = 540e6 / 50e12 + 2.4e6 / 25e12;
// 2 x (2 + 8) + 2 bytes of 100M parameters at 1 TB/s, for 200 tokens.
constexpr double k_update = 22 * 100e6 / 1e12 / 200;

} // namespace

TEST_CASE("one accelerator computes and updates", "[training][speed]") {
  CHECK(seconds_per_token(run(Method::full)) == Approx(k_full + k_update));
  // Paged states of 8 bytes come from the host and go back at 20 GB/s.
  TrainingRun paged = run(Method::full);
  paged.optimizer.off_device = true;
  CHECK(seconds_per_token(paged) ==
        Approx(k_full + 6 * 100e6 / 1e12 / 200 + 16 * 100e6 / 20e9 / 200));
  const double lora = 363.552e6 / 50e12 + 2.4e6 / 25e12;
  CHECK(seconds_per_token(run(Method::lora)) == Approx(lora));
  // Half a byte read and two written of 80M parameters, in two passes, at a quarter of 1 TB/s.
  CHECK(seconds_per_token(run(Method::qlora)) == Approx(lora + 2 * 80e6 * 2.5 / 0.25e12 / 200));
  TrainingRun again = run(Method::qlora);
  again.checkpointing = Checkpointing::full;
  CHECK(seconds_per_token(again) ==
        Approx(544.736e6 / 50e12 + 3.2e6 / 25e12 + 3 * 80e6 * 2.5 / 0.25e12 / 200));
}

TEST_CASE("sharded weights are sent, and part of the shorter is hidden", "[training][speed]") {
  TrainingRun of = run(Method::full);
  of.accelerators = 4;
  of.sharding = {4, 4, 4, 1, 1, false};
  // Three times 2 bytes of 100M parameters, three quarters of them from others, at 50 GB/s.
  const double sending = 600e6 * 0.75 / 50e9 / 200;
  const double compute = k_full + k_update / 4;
  CHECK(seconds_per_token(of) == Approx(sending + 0.5 * compute));
  SECTION("LoRA sends no gradients of frozen weights") {
    of.method = Method::lora;
    CHECK(seconds_per_token(of) ==
          Approx(400e6 * 0.75 / 50e9 / 200 + 0.5 * (363.552e6 / 50e12 + 2.4e6 / 25e12)));
  }
  SECTION("between instances the network decides, and more of them lose time") {
    of.accelerators = 16;
    of.sharding = {16, 16, 16, 1, 1, false};
    CHECK(seconds_per_token(of) ==
          Approx((600e6 / 40e9 / 200 + 0.5 * (k_full + k_update / 16)) * 1.2 * 2));
  }
}

TEST_CASE("narrow matrices and few tokens are slow", "[training][speed]") {
  const test::MadeUpCatalog slow{{{"training-efficiency", 0.5},
                                  {"training-hidden-half", 1000},
                                  {"training-tokens-half", 2},
                                  {"training-attention-share", 0.5}}};
  TrainingRun of = run(Method::full);
  of.optimizer = {.weight_bytes = 0, .gradient_bytes = 0, .state_bytes = 0};
  // Hidden size 1000: half. 200 tokens on 100 TFLOPS: half again.
  CHECK(seconds_per_token(of, slow.catalog()) == Approx(4 * k_full));
}

TEST_CASE("a factor of one's own makes hours longer", "[training][speed]") {
  const test::MadeUpCatalog own{{{"calibration-training-time", 1.25}}};
  CHECK(seconds_per_token(run(Method::full), own.catalog()) ==
        Approx(1.25 * seconds_per_token(run(Method::full), shipped().catalog)));
}

TEST_CASE("evaluation after each epoch is a forward pass", "[training][speed]") {
  const TrainingPlanner planner{shipped().catalog};
  const auto time = [&](Method method, Checkpointing checkpointing, double share) {
    const TrainingJob job{.model = shipped().catalog.model("llama-3.1-8b"),
                          .method = method,
                          .trained_tokens = 1'000'000,
                          .checkpointing = checkpointing,
                          .validation_share = share};
    return planner.training_time(job, *shipped().catalog.instance("ml.p5.48xlarge"), 1).value();
  };
  const auto longer = [&](Method method, Checkpointing checkpointing, double share) {
    const TrainingTime with = time(method, checkpointing, share);
    CHECK(with.hours.likely ==
          Approx(with.startup_hours.likely + 1e6 / with.tokens_per_second.likely / 3600));
    return time(method, checkpointing, 0).tokens_per_second.likely / with.tokens_per_second.likely;
  };
  CHECK(longer(Method::full, Checkpointing::none, 0.3) == Approx(1.1)); // A third of 6 N.
  CHECK(longer(Method::full, Checkpointing::full, 0.4) == Approx(1.1)); // A quarter of 8 N.
  CHECK(longer(Method::lora, Checkpointing::none, 0.1) == Approx(1.05).epsilon(0.01));
  CHECK(longer(Method::full, Checkpointing::none, 0) == 1);
}

TEST_CASE("better hardware is never slower, and ranges are sound", "[training][speed][property]") {
  const TrainingPhysics physics{shipped().catalog};
  std::vector<const Model*> models;
  for (const Model& each : shipped().catalog.models) {
    if (each.has_architecture()) {
      models.push_back(&each);
    }
  }
  std::mt19937_64 random{20'261'128};
  const auto pick = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
  };
  for (int i = 0; i < 1000; ++i) {
    Accelerator on = made_up().accelerator();
    on.bf16_dense_tflops = Decimal::of(static_cast<std::int64_t>(1 + pick(2000)));
    on.memory_bandwidth_gb_s = Decimal::of(static_cast<std::int64_t>(100 + pick(8000)));
    on.intra_node_gb_s_one_way = Decimal::of(static_cast<std::int64_t>(10 + pick(900)));
    const double all = std::pow(2, static_cast<double>(pick(7)));
    TrainingRun run{.model = architecture_of(*models[pick(models.size())]),
                    .method = static_cast<Method>(pick(3)),
                    .accelerator = &on,
                    .accelerators = all,
                    .sequence_length = static_cast<double>(1 + pick(16'384)),
                    .micro_batch = static_cast<double>(1 + pick(16)),
                    .checkpointing = static_cast<Checkpointing>(pick(3))};
    run.sharding.weights = run.sharding.gradients = run.sharding.optimizer = pick(2) == 0 ? 1 : all;
    const Range<double> base = physics.speed(run).tokens_per_second;
    CAPTURE(i, name_of(run.method), all);
    CHECK(base.low > 0);
    CHECK(base.low <= base.likely);
    CHECK(base.likely <= base.high);
    CHECK(std::isfinite(base.high));
    const auto faster = [&](std::optional<Decimal> Accelerator::*figure) {
      Accelerator better = on;
      better.*figure = Decimal::of(9000);
      TrainingRun other = run;
      other.accelerator = &better;
      return physics.speed(other).tokens_per_second.likely;
    };
    CHECK(faster(&Accelerator::bf16_dense_tflops) >= base.likely);
    CHECK(faster(&Accelerator::memory_bandwidth_gb_s) >= base.likely);
    CHECK(faster(&Accelerator::intra_node_gb_s_one_way) >= base.likely);
  }
}
