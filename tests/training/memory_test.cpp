#include "support/catch.hpp"
#include "support/made_up.hpp"
#include "tunepath/core/gib.hpp"
#include "tunepath/data/shipped.hpp"
#include "tunepath/training/physics.hpp"

#include <cmath>
#include <random>

using namespace tunepath;
using Catch::Approx;

namespace {

/// Coefficients that leave only what is exact: no activations, logits or overhead.
const TrainingPhysics& exact() {
  static const test::MadeUpCatalog made_up{{{"activation-attention-bytes", 0},
                                            {"activation-residual-bytes", 0},
                                            {"activation-mlp-bytes", 0},
                                            {"activation-adapter-input-bytes", 0},
                                            {"activation-full-input-bytes", 0},
                                            {"activation-quantised-input-bytes", 0},
                                            {"logits-bytes", 0},
                                            {"training-overhead-gib", 0},
                                            {"gathered-embeddings", 1},
                                            {"dequantised-matrices", 1},
                                            {"tied-embedding-copies", 2},
                                            {"eight-bit-embedding-bytes", 3}}};
  static const TrainingPhysics physics{made_up.catalog()};
  return physics;
}

TrainingRun run(Method method) {
  return {.model = test::small_model(),
          .method = method,
          .sequence_length = 100,
          .micro_batch = 2,
          .checkpointing = Checkpointing::none,
          .rank = 8,
          .optimizer = {.weight_bytes = 2, .gradient_bytes = 2, .state_bytes = 8}};
}

/// Bytes of a part; 0 when there is none.
double bytes(const TrainingPhysics& physics, const TrainingRun& of, std::string_view name) {
  for (const MemoryPart& each : physics.memory(of).parts) {
    if (each.name == name) {
      return each.gib * k_gib;
    }
  }
  return 0;
}

} // namespace

// Worked by hand on 80M parameters of blocks, 20M of embeddings and 592,000 of adapters.
TEST_CASE("weights, gradients and optimizer states are those of the method", "[training][memory]") {
  struct Case {
    const char* name;
    Method method;
    double weights;
    double gradients;
    double optimizer;
  };
  const Case c = GENERATE(values<Case>({
      {"full: 2 + 2 + 8 bytes", Method::full, 200e6, 200e6, 800e6},
      {"LoRA: 2 bytes, and the adapters", Method::lora, 200e6 + 1.184e6, 1.184e6, 4.736e6},
      {"QLoRA: blocks at 4.5 bits", Method::qlora, 45e6 + 40e6 + 1.184e6, 1.184e6, 4.736e6},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(bytes(exact(), run(c.method), "weights") == Approx(c.weights));
    CHECK(bytes(exact(), run(c.method), "gradients") == Approx(c.gradients));
    CHECK(bytes(exact(), run(c.method), "optimizer") == Approx(c.optimizer));
    CHECK(bytes(exact(), run(c.method), "gathered layers") == 0);
    CHECK(bytes(exact(), run(c.method), "dequantised weights") ==
          Approx(c.method == Method::qlora ? 6e6 : 0));
  }
}

TEST_CASE("an optimizer holds what it says", "[training][memory]") {
  TrainingRun of = run(Method::full);
  of.optimizer = {.weight_bytes = 2, .gradient_bytes = 2, .state_bytes = 2, .eight_bit = true};
  CHECK(bytes(exact(), of, "optimizer") == Approx(200e6 + 3 * 10e6)); // Embeddings need 3 more.
  of.optimizer.off_device = true;                                     // Paged, or offloaded.
  CHECK(bytes(exact(), of, "optimizer") == 0);
  CHECK(bytes(exact(), of, "gradients") == Approx(200e6));
  of.optimizer.in_backward = true;
  CHECK(bytes(exact(), of, "gradients") == 0);
  of.sharding.weights_on_host = true;
  CHECK(bytes(exact(), of, "weights") == 0);
}

TEST_CASE("a tied embedding that is held twice counts twice", "[training][memory]") {
  TrainingRun of = run(Method::full);
  of.model.parameters = 9e7;
  of.model.embeddings = 1e7;
  CHECK(bytes(exact(), of, "weights") == Approx(2 * (80e6 + 20e6)));
  CHECK(bytes(exact(), of, "optimizer") == Approx(8 * (80e6 + 20e6)));
}

TEST_CASE("sharding divides what its stage says", "[training][memory]") {
  struct Case {
    const char* name;
    ShardingSetup sharding;
    double cores;
    double weights;
    double gradients;
    double optimizer;
    double gathered;
  };
  const Case c = GENERATE(values<Case>({
      {"ZeRO-1", {.optimizer = 4}, 1, 200e6, 200e6, 200e6, 0},
      {"ZeRO-2", {.gradients = 4, .optimizer = 4}, 1, 200e6, 50e6, 200e6, 0},
      // Two layers of 20M and one embedding of 10M, at 16 bits.
      {"ZeRO-3", {4, 4, 4, 1, 1, false}, 1, 50e6, 50e6, 200e6, 100e6},
      {"tensor parallel", {.tensor_parallel = 4}, 1, 50e6, 50e6, 200e6, 0},
      {"tensor parallel over two cores of one device",
       {.tensor_parallel = 4},
       2,
       100e6,
       100e6,
       400e6,
       0},
      {"pipeline", {.pipeline = 4}, 1, 50e6, 50e6, 200e6, 0},
      {"ZeRO-3 and tensor parallel", {4, 4, 4, 2, 1, false}, 1, 25e6, 25e6, 100e6, 50e6},
  }));
  DYNAMIC_SECTION(c.name) {
    TrainingRun of = run(Method::full);
    of.sharding = c.sharding;
    of.cores = c.cores;
    CHECK(bytes(exact(), of, "weights") == Approx(c.weights));
    CHECK(bytes(exact(), of, "gradients") == Approx(c.gradients));
    CHECK(bytes(exact(), of, "optimizer") == Approx(c.optimizer));
    CHECK(bytes(exact(), of, "gathered layers") == Approx(c.gathered));
  }
}

TEST_CASE("QLoRA gathers layers as it holds them", "[training][memory]") {
  TrainingRun of = run(Method::qlora);
  of.sharding = {4, 4, 4, 1, 1, false};
  CHECK(bytes(exact(), of, "gathered layers") == Approx(2 * 20e6 * 4.5 / 8 + 2 * 10e6));
}

TEST_CASE("memory is that of the worst moment of a step", "[training][memory]") {
  // 200 tokens: a layer keeps 8 x 1000 x 200 = 1.6 MB, logits take b x 10,000 x 200.
  TrainingRun of = run(Method::full);
  of.accumulates = true;
  const auto at = [&](double logits, double recomputed, std::string_view name) {
    const test::MadeUpCatalog made_up{{{"activation-attention-bytes", 8},
                                       {"activation-residual-bytes", 0},
                                       {"activation-mlp-bytes", 0},
                                       {"activation-full-input-bytes", 0},
                                       {"activation-recomputed-layers", recomputed},
                                       {"activation-selective-share", 0.25},
                                       {"logits-bytes", logits},
                                       {"training-overhead-gib", 0}}};
    return bytes(TrainingPhysics{made_up.catalog()}, of, name);
  };
  SECTION("at the loss: all that is kept, and logits") {
    CHECK(at(10, 1, "activations") == Approx(6.4e6));
    CHECK(at(10, 1, "logits") == Approx(20e6));
    CHECK(at(10, 1, "gradients") == Approx(200e6)); // Of the step before.
  }
  SECTION("selective checkpointing keeps a share") {
    of.checkpointing = Checkpointing::selective;
    CHECK(at(10, 1, "activations") == Approx(1.6e6));
  }
  SECTION("full checkpointing keeps 2 h for a token and layer") {
    of.checkpointing = Checkpointing::full;
    CHECK(at(10, 1, "activations") == Approx(1.6e6));
  }
  SECTION("while a layer is computed again: no logits") {
    of.checkpointing = Checkpointing::full;
    CHECK(at(0.1, 1, "activations") == Approx(1.6e6 + 1.6e6));
    CHECK(at(0.1, 1, "logits") == 0);
  }
  SECTION("offloaded activations leave the layer at work") {
    of.checkpointing = Checkpointing::full;
    of.offloads_activations = true;
    CHECK(at(0.1, 1, "activations") == Approx(1.6e6));
  }
  SECTION("gradients of one step take the place of activations") {
    of.accumulates = false;
    CHECK(at(10, 1, "gradients") == Approx(200e6));
    CHECK(at(10, 1, "activations") == 0);
    CHECK(at(10, 1, "logits") == 0);
    CHECK(at(1000, 1, "gradients") == 0);
    CHECK(at(1000, 1, "logits") == Approx(2e9));
  }
}

TEST_CASE("the parts add up, and the range is about them", "[training][memory]") {
  const TrainingPhysics physics{shipped().catalog};
  for (const Method method : {Method::full, Method::lora, Method::qlora}) {
    const MemoryEstimate found = physics.memory(run(method));
    double sum = 0;
    for (const MemoryPart& each : found.parts) {
      CHECK(each.gib > 0);
      sum += each.gib;
    }
    CHECK(found.gib.likely == Approx(sum));
    CHECK(physics.memory_gib(run(method)) == Approx(sum));
    CHECK(found.gib.low < sum);
    CHECK(found.gib.high == Approx(sum * physics.memory_margin()));
  }
}

TEST_CASE("memory grows with what it holds, and never with shards",
          "[training][memory][property]") {
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
  for (int i = 0; i < 2000; ++i) {
    TrainingRun less{.model = architecture_of(*models[pick(models.size())]),
                     .method = static_cast<Method>(pick(3)),
                     .sequence_length = static_cast<double>(1 + pick(16'384)),
                     .micro_batch = static_cast<double>(1 + pick(16)),
                     .checkpointing = static_cast<Checkpointing>(pick(3)),
                     .rank = static_cast<double>(1 + pick(128))};
    less.accumulates = pick(2) == 0;
    less.fused = pick(2) == 0;
    const double shards = static_cast<double>(2 + pick(30));
    less.sharding = {shards, shards, shards, 1, 1, false};
    const double base = physics.memory_gib(less);
    const auto with = [&](auto change) {
      TrainingRun more = less;
      change(more);
      return physics.memory_gib(more);
    };
    CAPTURE(i, name_of(less.method), name_of(less.checkpointing), less.rank, shards);
    CHECK(std::isfinite(base));
    CHECK(base > 0);
    CHECK(with([](TrainingRun& more) { more.micro_batch += 1; }) >= base);
    CHECK(with([](TrainingRun& more) { more.sequence_length *= 1.5; }) >= base);
    CHECK(with([](TrainingRun& more) { more.rank += 8; }) >= base);
    CHECK(with([](TrainingRun& more) {
            more.sharding.weights += 1;
            more.sharding.gradients += 1;
            more.sharding.optimizer += 1;
          }) <= base);
  }
}

TEST_CASE("QLoRA needs at most what LoRA does, LoRA at most what full tuning does",
          "[training][memory][property]") {
  const TrainingPhysics physics{shipped().catalog};
  for (const Model& model : shipped().catalog.models) {
    if (!model.has_architecture()) {
      continue;
    }
    for (const double length : {512.0, 2048.0, 8192.0}) {
      const auto gib = [&](Method method) {
        return physics.memory_gib({.model = architecture_of(model),
                                   .method = method,
                                   .sequence_length = length,
                                   .optimizer = {.weight_bytes = 2, .state_bytes = 8},
                                   .accumulates = true});
      };
      CAPTURE(model.id, length);
      CHECK(gib(Method::qlora) <= gib(Method::lora));
      CHECK(gib(Method::lora) <= gib(Method::full));
    }
  }
}
