// What is said where a job does not fit, may not fit, or was left open.
#include "support/catch.hpp"
#include "support/training_plans.hpp"

using namespace tunepath;
using namespace tunepath::test;
using namespace tunepath::test::training_plans;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

TEST_CASE("what does not fit says what breaks it and what would fit, the nearest first",
          "[training-plan]") {
  struct Case {
    const char* name;
    const char* training;
    const char* model;
    const char* what;
    std::vector<std::string> remedies; ///< how the first of them begin
  };
  const Case c = GENERATE(values<Case>({
      {"70B full on one machine of small GPUs",
       "method: full, instance: ml.g5.12xlarge",
       "llama-3.1-70b",
       "full fine-tuning of llama-3.1-70b does not fit on 1 x ml.g5.12xlarge: weights ",
       {}},
      {"a micro-batch that is too large",
       "method: qlora, instance: ml.g5.2xlarge, instances: 1, micro_batch: 64",
       "llama-3.1-8b",
       "QLoRA of llama-3.1-8b does not fit on 1 x ml.g5.2xlarge: ",
       {"a micro-batch of "}},
      {"everything kept for the backward pass",
       "method: qlora, instance: ml.g5.2xlarge, instances: 1, checkpointing: none, "
       "sequence_length: "
       "4096",
       "llama-3.1-8b",
       "QLoRA of llama-3.1-8b does not fit on 1 x ml.g5.2xlarge: ",
       {"full checkpointing, micro-batch "}},
      {"full tuning of 8B on one small GPU",
       "method: full, instance: ml.g6e.xlarge, instances: 1",
       "llama-3.1-8b",
       "full fine-tuning of llama-3.1-8b does not fit on 1 x ml.g6e.xlarge: ",
       {"LoRA there", "QLoRA there", "full fine-tuning on "}},
  }));
  DYNAMIC_SECTION(c.name) {
    const TrainingAdvice plan = plan_of(c.training, c.model);
    CHECK(plan.fits == Truth::no);
    REQUIRE(plan.refusal);
    CAPTURE(plan.refusal->text);
    CHECK_THAT(plan.refusal->text, StartsWith(c.what) && ContainsSubstring(" GiB of "));
    REQUIRE(plan.refusal->remedies.size() >= std::max<std::size_t>(c.remedies.size(), 1));
    for (std::size_t i = 0; i < c.remedies.size(); ++i) {
      CHECK_THAT(plan.refusal->remedies[i].how, StartsWith(c.remedies[i]));
    }
    for (const TrainingRefusal::Remedy& remedy : plan.refusal->remedies) {
      CHECK(remedy.candidate.memory.fits == Truth::yes);
      CHECK(remedy.candidate.usd);
      CHECK_THAT(plan.refusal->text, ContainsSubstring(remedy.how + " (needs "));
    }
    CHECK(plan.refusal->remedies.back().candidate.instance != plan.instance);
  }
}

TEST_CASE("what does not fit is told of fewer weights elsewhere, which cost less",
          "[training-plan]") {
  const TrainingAdvice plan = plan_of("method: full, instance: ml.g5.12xlarge", "llama-3.1-70b");
  REQUIRE(plan.refusal);
  REQUIRE(plan.refusal->remedies.size() == 2);
  const Candidate& same = plan.refusal->remedies[0].candidate;
  const Candidate& fewer = plan.refusal->remedies[1].candidate;
  CHECK(same.method == Method::full);
  CHECK(fewer.method != Method::full);
  CHECK(*fewer.usd < *same.usd);
}

TEST_CASE("what may not fit is priced, with a warning and what surely fits", "[training-plan]") {
  const TrainingAdvice plan =
      plan_of("method: qlora, instance: ml.g5.12xlarge, instances: 1", "llama-3.1-70b");
  CHECK(plan.fits == Truth::unknown);
  REQUIRE(plan.chosen() != nullptr);
  CHECK(plan.chosen()->usd);
  REQUIRE(plan.refusal);
  CHECK_THAT(plan.refusal->text,
             StartsWith("QLoRA of llama-3.1-70b may not fit on 1 x ml.g5.12xlarge: 21.") &&
                 ContainsSubstring("What fits: QLoRA on 2 x ml.g5.12xlarge (needs "));
}

TEST_CASE("which of LoRA and QLoRA is taken is explained where it was left open",
          "[training-plan]") {
  CHECK_THAT(text_of(plan_of("").notes),
             StartsWith("LoRA on 16-bit weights fits one accelerator: it is taken, although"));
  CHECK_THAT(text_of(plan_of("", "llama-3.1-70b").notes),
             StartsWith("QLoRA, because LoRA on 16-bit weights "));
  for (const char* asked : {"method: lora", "method: qlora"}) {
    CHECK_THAT(text_of(plan_of(asked).notes), !ContainsSubstring("16-bit weights"));
  }
}

TEST_CASE("what a deadline costs is said", "[training-plan]") {
  const TrainingAdvice free = plan_of("method: qlora");
  CHECK_THAT(text_of(plan_of("method: qlora, deadline_hours: 1").notes),
             ContainsSubstring(fmt::format("Without the deadline of 1 h {} with QLoRA would do: ",
                                           machine_words(*free.chosen()))) &&
                 ContainsSubstring(to_string(*free.chosen()->usd) + " a run."));
  CHECK_THAT(text_of(free.notes), !ContainsSubstring("Without the deadline"));
  CHECK_THAT(text_of(plan_of("method: qlora, deadline_hours: 100").notes),
             !ContainsSubstring("Without the deadline"));
}

TEST_CASE("beside stated hours the table is said to be predicted", "[training-plan]") {
  const std::string notes = text_of(plan_of("method: qlora, hours: 4").notes);
  CHECK_THAT(notes, StartsWith("The hours that you state are what is billed."));
  CHECK_THAT(notes, !ContainsSubstring("The fastest is") && !ContainsSubstring("On Spot"));
}

TEST_CASE("what fits is not refused", "[training-plan]") {
  CHECK_FALSE(plan_of("method: qlora, instance: ml.g6e.xlarge").refusal);
  CHECK_FALSE(plan_of("method: qlora").refusal);
}
