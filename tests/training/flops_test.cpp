#include "training/flops.hpp"

#include "support/catch.hpp"
#include "support/made_up.hpp"

using namespace tunepath;
using Catch::Approx;
using training::flops_per_token;
using training::forward_flops_per_token;

namespace {

TrainingRun run(Method method, Checkpointing checkpointing) {
  return {.model = test::small_model(),
          .method = method,
          .sequence_length = 100,
          .checkpointing = checkpointing,
          .rank = 8};
}

} // namespace

// Worked by hand: N_mm 90M, N_t 592,000, L 4, q 1000, s 100.
TEST_CASE("operations of a trained token are those of its method", "[training][flops]") {
  struct Case {
    const char* name;
    Method method;
    Checkpointing checkpointing;
    double matmul;
    double attention;
  };
  const Case c = GENERATE(values<Case>({
      {"full: 6 N", Method::full, Checkpointing::none, 540e6, 2.4e6},
      {"full, attention again", Method::full, Checkpointing::selective, 540e6, 3.2e6},
      {"full, all again: 8 N", Method::full, Checkpointing::full, 720e6, 3.2e6},
      {"LoRA: 4 N + 6 N_t", Method::lora, Checkpointing::none, 363.552e6, 2.4e6},
      {"LoRA, all again: 6 N + 8 N_t", Method::lora, Checkpointing::full, 544.736e6, 3.2e6},
      {"QLoRA is LoRA", Method::qlora, Checkpointing::none, 363.552e6, 2.4e6},
  }));
  DYNAMIC_SECTION(c.name) {
    const training::Flops found = flops_per_token(run(c.method, c.checkpointing));
    CHECK(found.matmul == Approx(c.matmul));
    CHECK(found.attention == Approx(c.attention));
    CHECK(found.sum() == Approx(c.matmul + c.attention));
  }
}

TEST_CASE("a token that is evaluated is passed forward once", "[training][flops]") {
  CHECK(forward_flops_per_token(run(Method::full, Checkpointing::full)).matmul == Approx(180e6));
  CHECK(forward_flops_per_token(run(Method::lora, Checkpointing::full)).matmul ==
        Approx(181.184e6));
  CHECK(forward_flops_per_token(run(Method::lora, Checkpointing::full)).attention == Approx(0.8e6));
}

TEST_CASE("of a mixture only the experts at work count", "[training][flops]") {
  TrainingRun sparse = run(Method::full, Checkpointing::none);
  sparse.model.experts = 8;
  sparse.model.active_experts = 2;
  sparse.model.parameters = 4e8; // Never passed through as a whole.
  CHECK(flops_per_token(sparse).matmul == Approx(540e6));
  // Adapters: attention 4 x 52,000, of an MLP 4 x 96,000, two of them at work.
  sparse.method = Method::lora;
  CHECK(flops_per_token(sparse).matmul == Approx(360e6 + 6 * (208'000 + 2 * 384'000)));
}
