#include "tunepath/training/plan.hpp"

#include "support/catch.hpp"
#include "tunepath/data/shipped.hpp"

#include <random>

using namespace tunepath;
using Catch::Matchers::ContainsSubstring;

namespace {

const Catalog& catalog() {
  return shipped().catalog;
}

const TrainingPlanner& planner() {
  static const TrainingPlanner plans{catalog()};
  return plans;
}

TrainingJob job(std::string_view model, Method method, std::int64_t tokens = 8'640'000,
                std::int64_t sequence = 2048) {
  const Model* found = catalog().model(model);
  REQUIRE(found != nullptr);
  return {.model = found, .method = method, .trained_tokens = tokens, .sequence_length = sequence};
}

const Instance& instance(std::string_view id) {
  const Instance* found = catalog().instance(id);
  REQUIRE(found != nullptr);
  return *found;
}

double part(const MemoryFit& fit, std::string_view name) {
  for (const MemoryPart& each : fit.parts) {
    if (each.name == name) {
      return each.gib;
    }
  }
  return 0;
}

} // namespace

TEST_CASE("memory says what fits and names what does not", "[training]") {
  struct Case {
    const char* name;
    const char* model;
    Method method;
    const char* instance;
    std::int64_t instances;
    Truth fits;
    const char* reason;
  };
  const Case c = GENERATE(values<Case>({
      {"QLoRA of 8B on one A10G", "llama-3.1-8b", Method::qlora, "ml.g5.2xlarge", 1, Truth::yes,
       "per accelerator"},
      {"full tuning of 8B on one A10G", "llama-3.1-8b", Method::full, "ml.g5.2xlarge", 1, Truth::no,
       "optimizer 89.7 GiB of 22.0 GiB"},
      {"full tuning of 70B on four A10G", "llama-3.1-70b", Method::full, "ml.g5.12xlarge", 1,
       Truth::no,
       "weights 32.9 GiB of 22.0 GiB per accelerator (131.4 GiB, sharded over 4 accelerators)"},
      {"LoRA of 8B on one A10G", "llama-3.1-8b", Method::lora, "ml.g5.2xlarge", 1, Truth::unknown,
       "it may not fit: 21.7 to 25.0 GiB of 22.0 GiB per accelerator"},
      {"LoRA of 8B on four A10G", "llama-3.1-8b", Method::lora, "ml.g5.12xlarge", 1, Truth::yes,
       "sharded over 4 accelerators"},
      {"LoRA of 70B on eight H100", "llama-3.1-70b", Method::lora, "ml.p5.48xlarge", 1, Truth::yes,
       "sharded over 8 accelerators"},
      {"LoRA of 70B on one A10G", "llama-3.1-70b", Method::lora, "ml.g5.2xlarge", 1, Truth::no,
       "weights 132.2 GiB of 22.0 GiB"},
      {"full tuning of 8B on eight A100", "llama-3.1-8b", Method::full, "ml.p4d.24xlarge", 1,
       Truth::yes, "estimated from the nominal size"},
      {"QLoRA on Trainium", "llama-3.1-8b", Method::qlora, "ml.trn1.32xlarge", 1, Truth::no,
       "GPUs only"},
      {"a closed model", "nova-micro", Method::lora, "ml.g5.12xlarge", 1, Truth::unknown,
       "architecture"},
  }));
  DYNAMIC_SECTION(c.name) {
    const MemoryFit fit =
        planner().memory_fit(job(c.model, c.method), instance(c.instance), c.instances);
    CHECK(fit.fits == c.fits);
    CHECK_THAT(fit.reason, ContainsSubstring(c.reason));
    double sum = 0;
    for (const MemoryPart& each : fit.parts) {
      sum += each.gib;
    }
    CHECK(fit.needed_gib == Catch::Approx(sum));
    CHECK(fit.high_gib >= fit.needed_gib);
  }
}

TEST_CASE("memory that nobody states is unknown, not enough", "[training]") {
  Instance unknown = instance("ml.g5.2xlarge");
  unknown.accelerator = "no-such-accelerator";
  unknown.memory_usable_gib.reset();
  const MemoryFit fit = planner().memory_fit(job("llama-3.1-8b", Method::qlora), unknown, 1);
  CHECK(fit.fits == Truth::unknown);
  CHECK(fit.reason == "the memory of accelerator 'no-such-accelerator' is not known");
}

TEST_CASE("QLoRA never needs more memory for weights than LoRA", "[training][property]") {
  for (const Model& model : catalog().models) {
    if (model.has_architecture()) {
      CAPTURE(model.id);
      const auto& on = instance("ml.g5.2xlarge");
      CHECK(part(planner().memory_fit(job(model.id, Method::qlora), on, 1), "weights") <=
            part(planner().memory_fit(job(model.id, Method::lora), on, 1), "weights"));
    }
  }
}

TEST_CASE("more memory never turns a fit into a refusal", "[training][property]") {
  std::mt19937_64 random{20'261'122};
  std::uniform_int_distribution<std::int64_t> gib{1, 400};
  for (const Method method : {Method::full, Method::lora, Method::qlora}) {
    for (int i = 0; i < 200; ++i) {
      Instance small = instance("ml.g5.12xlarge");
      Instance large = small;
      const std::int64_t less = gib(random);
      small.memory_usable_gib = Decimal::of(less);
      large.memory_usable_gib = Decimal::of(less + gib(random));
      CAPTURE(name_of(method), less);
      CHECK(planner().memory_fit(job("llama-3.1-70b", method), small, 1).fits <=
            planner().memory_fit(job("llama-3.1-70b", method), large, 1).fits);
    }
  }
}

TEST_CASE("more instances never need more memory on each", "[training][property]") {
  for (const Method method : {Method::full, Method::lora, Method::qlora}) {
    double before = 1e9;
    for (std::int64_t instances = 1; instances <= 8; ++instances) {
      const MemoryFit fit =
          planner().memory_fit(job("llama-3.1-70b", method), instance("ml.g5.12xlarge"), instances);
      CHECK(fit.needed_gib <= before);
      before = fit.needed_gib;
    }
  }
}

TEST_CASE("time of a small run is a few hours on one GPU", "[training]") {
  const auto time =
      planner().training_time(job("llama-3.1-8b", Method::qlora), instance("ml.g5.2xlarge"), 1);
  REQUIRE(time);
  CHECK(time->hours.low > 1);
  CHECK(time->hours.likely > 2);
  CHECK(time->hours.likely < 6);
  CHECK(time->hours.high < 16);
  CHECK_FALSE(time->measured_nearby);
  CHECK_THAT(time->basis, ContainsSubstring("no published measurement of qlora on a10g"));
}

TEST_CASE("time rests on measurements where there are some, else its range is wider",
          "[training]") {
  struct Case {
    const char* name;
    Method method;
    const char* instance;
    bool measured;
    double least; ///< of high over low
    double most;
  };
  const Case c = GENERATE(values<Case>({
      {"LoRA on A100", Method::lora, "ml.p4d.24xlarge", true, 2, 2.7},
      {"full tuning on H100", Method::full, "ml.p5.48xlarge", true, 2, 2.7},
      {"full tuning on Trainium", Method::full, "ml.trn1.32xlarge", true, 2, 2.7},
      {"LoRA on Trainium", Method::lora, "ml.trn1.32xlarge", false, 4, 9},
      {"full tuning on Trainium 2", Method::full, "ml.trn2.48xlarge", false, 3, 4},
      {"LoRA on L4", Method::lora, "ml.g6.2xlarge", false, 3, 4},
      {"LoRA on L40S", Method::lora, "ml.g6e.2xlarge", false, 2.7, 3},
  }));
  DYNAMIC_SECTION(c.name) {
    const auto time = planner().training_time(job("llama-3.1-8b", c.method, 1'000'000'000),
                                              instance(c.instance), 1);
    REQUIRE(time);
    CHECK(time->measured_nearby == c.measured);
    const double spread = time->hours.high / time->hours.low;
    CHECK(spread > c.least);
    CHECK(spread < c.most);
  }
}

TEST_CASE("time is not guessed where the figures are missing", "[training]") {
  CHECK_FALSE(planner().training_time(job("llama-3.1-8b", Method::lora), instance("ml.g7e.2xlarge"),
                                      1)); // No FLOPS known.
  CHECK_FALSE(
      planner().training_time(job("llama-3.1-8b", Method::qlora), instance("ml.trn1.32xlarge"), 1));
  CHECK_FALSE(
      planner().training_time(job("nova-micro", Method::lora), instance("ml.g5.12xlarge"), 1));
}

TEST_CASE("more tokens never take fewer hours", "[training][property]") {
  std::mt19937_64 random{20'261'122};
  std::uniform_int_distribution<std::int64_t> tokens{0, 10'000'000'000};
  for (int i = 0; i < 500; ++i) {
    const std::int64_t few = tokens(random);
    const std::int64_t more = few + tokens(random);
    CAPTURE(few, more);
    const auto& on = instance("ml.g5.12xlarge");
    const auto a = planner().training_time(job("llama-3.1-8b", Method::lora, few), on, 2);
    const auto b = planner().training_time(job("llama-3.1-8b", Method::lora, more), on, 2);
    REQUIRE((a && b));
    CHECK(a->hours.low <= b->hours.low);
    CHECK(a->hours.likely <= b->hours.likely);
    CHECK(a->hours.high <= b->hours.high);
    CHECK(a->hours.low <= a->hours.likely);
    CHECK(a->hours.likely <= a->hours.high);
  }
}

TEST_CASE("only QLoRA is bound to GPUs", "[training]") {
  CHECK(method_runs_on(Method::qlora, AcceleratorKind::gpu));
  CHECK_FALSE(method_runs_on(Method::qlora, AcceleratorKind::neuron));
  CHECK(method_runs_on(Method::lora, AcceleratorKind::neuron));
  CHECK(method_runs_on(Method::full, AcceleratorKind::neuron));
}

TEST_CASE("sharding over a slow network is slow", "[training]") {
  // 16 GB of weights are gathered in each pass, over 5 Gbit/s here and 3,200 there.
  const auto speed = [](std::string_view on, std::int64_t instances, Method method) {
    TrainingJob batched = job("llama-3.1-8b", method);
    batched.micro_batch = 8;
    const auto time = planner().training_time(batched, instance(on), instances);
    REQUIRE(time);
    return time->tokens_per_second.likely;
  };
  CHECK(speed("ml.g6.2xlarge", 16, Method::full) < speed("ml.g6.48xlarge", 1, Method::full));
  CHECK(speed("ml.p5.48xlarge", 2, Method::full) > 1.5 * speed("ml.p5.48xlarge", 1, Method::full));
  Instance unknown = instance("ml.p5.48xlarge");
  unknown.network_gbps.reset();
  CHECK(planner().training_time(job("llama-3.1-8b", Method::full), unknown, 1));
  CHECK_FALSE(planner().training_time(job("llama-3.1-8b", Method::full), unknown, 2));
}
