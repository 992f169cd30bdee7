// What Spot, recipes, services and stated hours make of a training job.
#include "support/catch.hpp"
#include "support/training_plans.hpp"

using namespace tunepath;
using namespace tunepath::test;
using namespace tunepath::test::training_plans;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

TEST_CASE("Spot costs less, takes longer and promises a range", "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: qlora, spot: yes");
  REQUIRE(plan.chosen() != nullptr);
  CHECK(plan.spot);
  const Range<double> most = knowledge().catalog.coefficient("spot-saving");
  for (const Candidate& spot : plan.candidates) {
    const Candidate* other = on(plan, spot.instance);
    if (!spot.spot || !spot.usd || other == nullptr || other->instances != spot.instances) {
      continue;
    }
    CAPTURE(spot.instance);
    CHECK(spot.hours->high > other->hours->high);
    CHECK(spot.usd->usd() <= other->usd->usd() * Rational::quotient(131, 100));
    // Never more than managed Spot jobs were seen to save.
    const double kept =
        static_cast<double>(spot.usd_low->micros()) / static_cast<double>(other->usd_low->micros());
    // Billed in whole seconds, which of a short job is more than a thousandth.
    const double a_second = 1 / (other->hours->low.to_double() * 3600);
    CHECK(kept >= 1 - most.high - std::max(0.001, a_second));
  }
  CHECK_THAT(text_of(plan.notes), ContainsSubstring("MaxWaitTimeInSeconds") &&
                                      ContainsSubstring("it cannot use a warm pool"));
  const Situation s{facts_of("epochs: 3, method: qlora, spot: yes"), knowledge()};
  CHECK_THAT(line_of(price_training(s, plan, "sft"), "training.run").formula,
             ContainsSubstring(", billed of ") && ContainsSubstring(" h on Spot"));
}

TEST_CASE("Spot is for jobs that are long enough, and is mentioned to who does not use it",
          "[training-plan]") {
  const TrainingAdvice brief = plan_of("method: qlora, spot: yes", "llama-3.2-1b", "", 100);
  CHECK_FALSE(brief.spot);
  const TrainingAdvice plain = plan_of("method: qlora");
  CHECK_FALSE(plain.spot);
  CHECK_THAT(text_of(plain.notes), ContainsSubstring("On Spot a run would cost about $") &&
                                       ContainsSubstring("training.spot: yes."));
}

TEST_CASE("what EC2 showed of a type in a region narrows what Spot may save", "[training-plan]") {
  const Catalog& catalog = knowledge().catalog;
  TrainingOption option;
  option.instance = catalog.instance("ml.g6e.48xlarge");
  const Range<double> seen = on_spot(option, catalog, "us-east-1").saving;
  CHECK(seen.low == 0.315);
  CHECK(seen.likely == 0.656);
  CHECK(seen.high == 0.734);
  CHECK(on_spot(option, catalog, "af-south-1").saving == catalog.coefficient("spot-saving"));
}

TEST_CASE("a recipe says on what, how long and how often", "[training-plan]") {
  SECTION("JumpStart") {
    const Facts& facts = facts_of("method: auto", "llama-3-8b");
    const TrainingAdvice plan = plan_of(facts, Path::jumpstart);
    const Situation s{facts, knowledge()};
    const RecipeTerms recipe = training_terms(s, Path::jumpstart, "us-east-1", "sft").recipe;
    REQUIRE(recipe.found);
    for (const Candidate& c : plan.candidates) {
      CHECK(std::find(recipe.instances.begin(), recipe.instances.end(), c.instance) !=
            recipe.instances.end());
    }
    CHECK(plan.epochs == Decimal::of(5));
    CHECK(plan.epochs_basis == "default of the published recipe");
    CHECK_THAT(text_of(plan.notes), StartsWith("The instances are those of the published recipe"));
  }
  SECTION("8-bit weights are not what is predicted") {
    const TrainingAdvice plan = plan_of(facts_of("method: auto", "llama-3.1-70b"), Path::jumpstart);
    CHECK_THAT(text_of(plan.notes),
               StartsWith("The instances are those of the published recipe (lora-int8); the "
                          "prediction is for LoRA on 16-bit weights."));
  }
  SECTION("without one") {
    const TrainingAdvice plan = plan_of(facts_of("method: auto", "llama-3.1-8b"), Path::jumpstart);
    CHECK_THAT(text_of(plan.notes), StartsWith("No recipe of llama-3.1-8b"));
    CHECK(plan.candidates.size() > 10);
  }
  SECTION("Nova") {
    const TrainingAdvice plan = plan_of(facts_of("method: lora", "nova-pro"));
    CHECK(plan.instance == "ml.p5.48xlarge");
    CHECK(plan.instances == 6);
    CHECK(plan.method == Method::lora);
  }
}

TEST_CASE("how long Bedrock takes is not published", "[training-plan]") {
  const Facts& facts = facts_of("epochs: 3");
  const Situation s{facts, knowledge()};
  CHECK(text_of(plan_training(s, Path::bedrock, "us-west-2", "sft").notes) ==
        "How long a job takes on Bedrock is not published. It is billed by trained tokens, not by "
        "the hour.");
  CHECK(text_of(plan_training(s, Path::bedrock, "us-west-2", "rft").notes) ==
        "How many hours a job takes is not published, and they are what is billed: give "
        "training.hours, or a range.");
}

TEST_CASE("stated hours are billed as stated, less what Spot leaves out", "[training-plan]") {
  const std::string named = "hours: 10, instance: ml.g5.2xlarge, method: qlora";
  const TrainingAdvice plan = plan_of(named);
  CHECK(plan.hours_basis == "profile");
  CHECK(plan.billed_hours->likely == Rational::of(10));
  const TrainingAdvice spot = plan_of(named + ", spot: yes");
  CHECK(spot.hours->likely == Rational::of(10));
  CHECK(spot.billed_hours->likely < Rational::of(10));
}

TEST_CASE("stated hours, not predicted ones, are held against the deadline", "[training-plan]") {
  const std::string named = "instance: ml.g5.2xlarge, method: qlora, deadline_hours: 8, hours: ";
  CHECK(plan_of(named + "7").meets_deadline == Truth::yes);
  CHECK(plan_of(named + "{low: 5, likely: 7, high: 9}").meets_deadline == Truth::no);
}

TEST_CASE("a job that may run longer than the service lets it is said to", "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: qlora", "llama-3.1-8b", "", 100'000'000);
  REQUIRE(plan.chosen() != nullptr);
  CHECK_THAT(plan.chosen()->why_not,
             StartsWith("may take ") && ContainsSubstring(" h; a training job may run for 672"));
  CHECK_THAT(text_of(plan.notes),
             ContainsSubstring("sure to end within the 672 h that a training job may run"));
}

TEST_CASE("limits of Bedrock jobs warn with the figures, in both directions", "[training-plan]") {
  struct Case {
    const char* name;
    const char* model;
    const char* data;
    const char* training;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"too few", "llama-3.1-8b", "labelled_examples: 60, tokens_per_example: 900", "epochs: 3",
       "60 examples are fewer than the 100 examples that Bedrock wants for llama-3.1-8b. Label "
       "more, or train on SageMaker, which has no such limit."},
      {"too many", "llama-3.1-8b", "labelled_examples: 20000, tokens_per_example: 900", "epochs: 3",
       "20,000 examples are more than the 10,000 examples that Bedrock takes for llama-3.1-8b. "
       "Train on the best of them, or ask for a higher quota in the Service Quotas console."},
      {"too many with validation", "llama-3.3-70b",
       "labelled_examples: 9500, tokens_per_example: 900, validation_share: 0.1", "epochs: 3",
       "9,500 examples and the 10% held out besides are more than the 10,000 examples that Bedrock "
       "takes for llama-3.3-70b, training and validation together. Hold out fewer, or ask for a "
       "higher quota."},
      {"too many held out", "llama-3.1-8b",
       "labelled_examples: 6000, tokens_per_example: 900, validation_share: 0.2", "epochs: 3",
       "Holding out 20% of 6,000 examples gives more validation records than the 1,000 examples "
       "that Bedrock takes for llama-3.1-8b. Hold out fewer."},
      {"too few epochs", "llama-3.1-8b", "labelled_examples: 600, tokens_per_example: 900",
       "epochs: 0.5", "0.5 epochs are fewer than the 1 epoch that Bedrock wants for llama-3.1-8b."},
  }));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-west-2
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}}
data: {{{}}}
model: {{base: {}}}
training: {{{}}}
)",
                                                c.data, c.model, c.training));
    std::string quotas;
    for (const Warning& warning : advice.warnings) {
      quotas += warning.id == "quota" ? warning.text + "\n" : "";
    }
    CHECK_THAT(quotas, ContainsSubstring(c.expected));
  }
}

TEST_CASE("the job itself warns", "[training-plan]") {
  const auto warned = [](const std::string& training, const std::string& id) {
    const Advice advice = advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-east-1
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}}
data: {{labelled_examples: 3200, tokens_per_example: 900}}
requirements: {{weights: full}}
model: {{base: llama-3.1-70b}}
training: {{epochs: 3, {}}}
)",
                                                training));
    for (const Warning& warning : advice.warnings) {
      if (warning.id == id) {
        return warning.text;
      }
    }
    return std::string{};
  };
  CHECK_THAT(warned("method: full, instance: ml.g5.12xlarge", "does-not-fit"),
             StartsWith("full fine-tuning of llama-3.1-70b does not fit on 1 x ml.g5.12xlarge: "));
  CHECK(warned("method: qlora", "does-not-fit").empty());
  CHECK_THAT(warned("method: qlora, instance: ml.g5.12xlarge, instances: 1", "may-not-fit"),
             StartsWith("QLoRA of llama-3.1-70b may not fit on 1 x ml.g5.12xlarge: "));
  CHECK(warned("method: qlora", "may-not-fit").empty());
  CHECK_THAT(warned("method: lora, silicon: trainium", "unmeasured-training"),
             ContainsSubstring("ml.trn1.32xlarge"));
  CHECK(warned("method: lora, silicon: trainium, hours: 4", "unmeasured-training").empty());
  CHECK_THAT(warned("method: qlora, deadline_hours: 0.1", "deadline"),
             StartsWith("Nothing that was tried is sure to end in 0.1 h: a run on "));
  CHECK(warned("method: qlora", "deadline").empty());
}

TEST_CASE("Spot is not taken where on demand is likely to cost less", "[training-plan]") {
  const auto [training, model] = GENERATE(table<std::string, std::string>({
      {"method: lora, deadline_hours: 3", "qwen3-30b-a3b"},
      {"method: qlora", "llama-3.1-8b"},
      {"method: auto", "llama-3.2-1b"},
      {"method: lora", "llama-3.1-70b"},
  }));
  CAPTURE(training, model);
  const TrainingAdvice with = plan_of(training + ", spot: yes", model);
  const TrainingAdvice without = plan_of(training + ", spot: no", model);
  REQUIRE((with.chosen() != nullptr && without.chosen() != nullptr));
  CHECK(*with.chosen()->usd <= *without.chosen()->usd);
}
