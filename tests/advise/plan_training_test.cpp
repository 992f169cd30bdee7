// Which way a training job is run, and what its figures are. Hours are predictions that a better
// fit moves: tests compare them with each other and with the physics, and spell out only words.
#include "support/catch.hpp"
#include "support/training_plans.hpp"

#include <cmath>
#include <random>

using namespace tunepath;
using namespace tunepath::test;
using namespace tunepath::test::training_plans;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

TEST_CASE("what was asked for is what is tried", "[training-plan]") {
  struct Case {
    const char* name;
    const char* training;
    bool (*holds)(const Candidate&);
  };
  const Case c = GENERATE(values<Case>({
      {"QLoRA", "method: qlora",
       [](const Candidate& tried) {
         return tried.method == Method::qlora || !tried.why_not.empty();
       }},
      {"full", "method: full", [](const Candidate& tried) { return tried.method == Method::full; }},
      {"a GPU", "silicon: gpu",
       [](const Candidate& tried) { return tried.kind == AcceleratorKind::gpu; }},
      {"Trainium", "silicon: trainium",
       [](const Candidate& tried) { return tried.kind == AcceleratorKind::neuron; }},
      {"two instances", "instances: 2",
       [](const Candidate& tried) { return tried.instances == 2; }},
      {"one type", "instance: ml.g5.12xlarge",
       [](const Candidate& tried) { return tried.instance == "ml.g5.12xlarge"; }},
      {"a micro-batch", "micro_batch: 1",
       [](const Candidate& tried) {
         return tried.micro_batch == 1 || tried.memory.fits != Truth::yes;
       }},
      {"no checkpointing", "checkpointing: none",
       [](const Candidate& tried) { return tried.checkpointing == Checkpointing::none; }},
  }));
  DYNAMIC_SECTION(c.name) {
    const TrainingAdvice plan = plan_of(c.training);
    REQUIRE(!plan.candidates.empty());
    for (const Candidate& candidate : plan.candidates) {
      CAPTURE(candidate.instance, candidate.instances);
      CHECK(c.holds(candidate));
    }
  }
}

TEST_CASE("one instance is all there may be where the profile says so", "[training-plan]") {
  const std::string hurry = "method: qlora, deadline_hours: 0.1";
  const auto most = [](const TrainingAdvice& plan) {
    std::int64_t count = 0;
    for (const Candidate& c : plan.candidates) {
      count = std::max(count, c.instances);
    }
    return count;
  };
  CHECK(most(plan_of(hurry)) > 1); // single-node is only presumed
  CHECK(most(plan_of(hurry, "llama-3.1-8b", "requirements: {scale: single-node}\n")) == 1);
}

TEST_CASE("Trainium is tried where it is documented, and never with 4-bit kernels",
          "[training-plan]") {
  struct Case {
    const char* name;
    const char* training;
    const char* model;
    const char* instance;
    Method method;
    const char* why_not;
  };
  const Case c = GENERATE(values<Case>({
      {"LoRA of Llama 3 on the large one", "method: lora", "llama-3.1-8b", "ml.trn1.32xlarge",
       Method::lora, ""},
      {"full tuning of it", "method: full", "llama-3.1-8b", "ml.trn1.32xlarge", Method::full, ""},
      {"LoRA on the small one", "method: lora", "llama-3.1-8b", "ml.trn1.2xlarge", Method::lora,
       "LoRA on Trainium is documented for larger instances only"},
      {"an architecture that is not listed", "method: lora", "mistral-7b", "ml.trn1.32xlarge",
       Method::lora, "training mistral-7b on Trainium is not documented"},
      {"a mixture of experts", "method: lora", "qwen3-30b-a3b", "ml.trn1.32xlarge", Method::lora,
       "training qwen3-30b-a3b on Trainium is not documented"},
      {"QLoRA: LoRA is shown beside it", "method: qlora", "llama-3.1-8b", "ml.trn1.32xlarge",
       Method::lora,
       "you asked for QLoRA, whose 4-bit kernels run on GPUs only; LoRA on Trainium is documented "
       "for large instances only, and nobody has published measurements"},
      {"QLoRA of what is not listed", "method: qlora", "mistral-7b", "ml.trn1.32xlarge",
       Method::qlora, "QLoRA needs a GPU: its 4-bit kernels do not run on Trainium"},
  }));
  DYNAMIC_SECTION(c.name) {
    const TrainingAdvice plan = plan_of(c.training, c.model);
    const Candidate* found = on(plan, c.instance);
    REQUIRE(found != nullptr);
    CHECK(found->why_not == c.why_not);
    CHECK(found->method == c.method);
  }
}

TEST_CASE("asked for, Trainium is taken", "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: lora, silicon: trainium");
  CHECK(plan.instance == "ml.trn1.32xlarge");
  REQUIRE(plan.chosen() != nullptr);
  CHECK_FALSE(plan.chosen()->time->measured_nearby);
}

TEST_CASE("the choice is the cheapest at the high end that ends in time", "[training-plan]") {
  const auto [training, model] = GENERATE(table<std::string, std::string>({
      {"method: qlora", "llama-3.1-8b"},
      {"method: lora", "llama-3.1-8b"},
      {"method: full", "llama-3.1-70b"},
      {"method: qlora, deadline_hours: 1.5", "llama-3.1-8b"},
      {"method: lora, deadline_hours: 3", "mistral-7b"},
  }));
  CAPTURE(training, model);
  const TrainingAdvice plan = plan_of(training, model);
  REQUIRE(plan.chosen() != nullptr);
  CHECK(&plan.candidates.front() == plan.chosen());
  CHECK(plan.chosen()->why_not.empty());
  const auto deadline = facts_of(training, model).likely("training.deadline_hours");
  for (const Candidate& c : plan.candidates) {
    if (c.why_not.empty()) {
      CAPTURE(c.instance, c.instances);
      CHECK(*c.usd_high >= *plan.chosen()->usd_high);
      CHECK((!deadline || c.hours->high <= Rational::of(*deadline)));
    }
  }
}

TEST_CASE("QLoRA is taken over LoRA where LoRA fits no single accelerator or costs over twice",
          "[training-plan]") {
  const auto model = GENERATE("llama-3.2-1b", "llama-3.1-8b", "llama-3.1-70b");
  CAPTURE(model);
  const TrainingAdvice plan = plan_of("method: auto", model);
  REQUIRE(plan.chosen() != nullptr);
  std::optional<Money> lora;
  std::optional<Money> any;
  for (const Candidate& c : plan.candidates) {
    if (c.why_not.empty()) {
      any = std::min(any.value_or(*c.usd_high), *c.usd_high);
      if (c.method == Method::lora && c.memory.shards == 1) {
        lora = std::min(lora.value_or(*c.usd_high), *c.usd_high);
      }
    }
  }
  const bool takes_lora = lora && lora->micros() <= 2 * any->micros();
  CHECK(*plan.chosen()->usd_high == (takes_lora ? *lora : *any));
}

TEST_CASE("a longer deadline never makes the choice dearer", "[training-plan]") {
  std::optional<Money> before;
  bool met = false;
  for (const char* hours : {"0.2", "0.4", "0.6", "1", "1.5", "2", "3", "5", "8", "20", "100"}) {
    const TrainingAdvice plan = plan_of(fmt::format("method: qlora, deadline_hours: {}", hours));
    CAPTURE(hours);
    REQUIRE(plan.meets_deadline != Truth::unknown);
    CHECK((!met || plan.meets_deadline == Truth::yes)); // what was met stays met
    met = plan.meets_deadline == Truth::yes;
    if (met) {
      CHECK((!before || *plan.chosen()->usd_high <= *before));
      before = plan.chosen()->usd_high;
    }
  }
  CHECK(met);
  CHECK(*plan_of("method: qlora").chosen()->usd_high <= *before);
}

TEST_CASE("more tokens are never cheaper", "[training-plan]") {
  Money before;
  for (const int examples : {100, 1000, 3200, 10'000, 100'000, 1'000'000}) {
    const TrainingAdvice plan = plan_of("method: qlora", "llama-3.1-8b", "", examples);
    CAPTURE(examples);
    REQUIRE(plan.chosen() != nullptr);
    CHECK(*plan.chosen()->usd_high >= before);
    before = *plan.chosen()->usd_high;
  }
}

TEST_CASE("where nothing ends in time, the nearest is named with how far it is off",
          "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: qlora, deadline_hours: 0.1");
  CHECK(plan.meets_deadline == Truth::no);
  REQUIRE(plan.chosen() != nullptr);
  CHECK_THAT(plan.chosen()->why_not, StartsWith("may miss the deadline: "));
  CHECK_THAT(text_of(plan.notes),
             ContainsSubstring("Nothing that was tried is sure to end within 0.1 h. ") &&
                 ContainsSubstring(" comes nearest: at the high end "));
  for (const Candidate& c : plan.candidates) {
    CHECK((c.spot || !c.why_not.starts_with("may miss") ||
           c.hours->high >= plan.chosen()->hours->high));
  }
}

TEST_CASE("the plan, the sample and the physics are one model", "[training-plan]") {
  const auto [training, model] = GENERATE(table<std::string, std::string>({
      {"epochs: 3, method: qlora, runs: 3, retrain_every_months: 6", "llama-3.1-8b"},
      {"epochs: 3, method: auto, spot: yes", "llama-3.1-8b"},
      {"epochs: 1, method: full", "llama-3.1-70b"},
      {"epochs: 3, method: lora, silicon: trainium", "llama-3.1-8b"},
  }));
  CAPTURE(training, model);
  const Facts& facts = facts_of(training, model);
  const Situation s{facts, knowledge()};
  const TrainingAdvice plan = plan_of(facts);
  const PreparedTraining prepared =
      prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
  const std::int64_t tokens = *plan.trained_tokens;

  const auto best = prepared.best(TrainingSample::dearest(tokens));
  REQUIRE(best);
  CHECK(best->option->instance->id == plan.instance);
  const auto likely = prepared.run(*best->option, TrainingSample::likely(tokens));
  CHECK(likely->usd == plan.chosen()->usd);
  CHECK(likely->usd == run_price(s, plan, "sft"));
  CHECK(Rational::quotient(likely->seconds, 3600) == plan.hours->likely);
  CHECK(Rational::quotient(likely->billed_seconds, 3600) == plan.billed_hours->likely);
  const Estimate priced = price_training(s, plan, "sft");
  const Line& line = line_of(priced, "training.run");
  CHECK(std::abs(line.amount.micros() - plan.runs * likely->usd->micros()) <= plan.runs);

  for (const TrainingOption& option : prepared.options()) {
    if (!option.speed || option.spot) {
      continue;
    }
    const TrainingJob job{s.base,
                          option.method,
                          tokens,
                          prepared.terms().sequence_length,
                          std::max<std::int64_t>(option.micro_batch, 1),
                          option.checkpointing,
                          prepared.terms().validation_share};
    const auto time =
        TrainingPlanner{knowledge().catalog}.training_time(job, *option.instance, option.instances);
    REQUIRE(time);
    CAPTURE(option.instance->id, option.instances);
    const MemoryFit memory =
        TrainingPlanner{knowledge().catalog}.memory_fit(job, *option.instance, option.instances);
    CHECK(memory.needed_gib == option.memory.needed_gib);
    CHECK(memory.fits == option.memory.fits);
    const auto seconds = [&](const TrainingSample& sample) {
      return static_cast<double>(prepared.run(option, sample)->seconds);
    };
    CHECK(std::abs(seconds(TrainingSample::cheapest(tokens)) - time->hours.low * 3600) <= 1);
    CHECK(std::abs(seconds(TrainingSample::likely(tokens)) - time->hours.likely * 3600) <= 1);
    CHECK(std::abs(seconds(TrainingSample::dearest(tokens)) - time->hours.high * 3600) <= 1);
  }
}

TEST_CASE("a sample lies between the ends of the plan", "[training-plan]") {
  const Facts& facts = facts_of("epochs: 3, method: auto, spot: yes");
  const Situation s{facts, knowledge()};
  const TrainingAdvice plan = plan_of(facts);
  const PreparedTraining prepared =
      prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
  const std::int64_t tokens = *plan.trained_tokens;
  const auto chosen = prepared.best(TrainingSample::dearest(tokens));
  std::mt19937 random{5};
  std::uniform_real_distribution<double> share{0, 1};
  for (int draw = 0; draw < 500; ++draw) {
    const TrainingSample sample{tokens, share(random), share(random), share(random), share(random)};
    const auto run = prepared.run(*chosen->option, sample);
    CHECK(*run->usd >= *plan.chosen()->usd_low);
    CHECK(*run->usd <= *plan.chosen()->usd_high);
    const auto best = prepared.best(sample);
    CHECK((!best || best->option->spot));
  }
}

TEST_CASE("a host that is too small for the weights is tried once", "[training-plan]") {
  const Facts& facts = facts_of("epochs: 3, method: qlora");
  const Situation s{facts, knowledge()};
  const PreparedTraining prepared =
      prepare_training(s, training_terms(s, Path::sagemaker, "us-east-1", "sft"));
  std::size_t tried = 0;
  for (const TrainingOption& option : prepared.options()) {
    if (option.instance->id == "ml.g5.xlarge") {
      CHECK(option.memory.host_too_small);
      CHECK(option.instances == 1);
      CHECK_THAT(option.why_not, Catch::Matchers::ContainsSubstring("host with 16 GiB"));
      ++tried;
    }
  }
  CHECK(tried == 1);
}

TEST_CASE("without training tokens nothing is chosen, unless it is named", "[training-plan]") {
  const Facts& facts = facts_of("method: qlora");
  Facts unknown = facts;
  unknown.set("data.training_tokens", Unknown{}, {});
  const TrainingAdvice plan = plan_of(unknown);
  CHECK(plan.instance.empty());
  CHECK(plan.chosen() == nullptr);
  CHECK(text_of(plan.notes) ==
        "Where it would train is chosen once the training tokens are known.");
}
