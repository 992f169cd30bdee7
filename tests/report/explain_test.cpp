#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
#include "support/sample_parts.hpp"
#include "tunepath/report/describe.hpp"
#include "tunepath/report/text.hpp"

namespace tunepath {
namespace {

using Catch::Matchers::ContainsSubstring;
using test::golden;

std::string explained(const Advice& advice, std::string_view target) {
  return to_text(describe_explanation(advice, target).value());
}

TEST_CASE("without a target, options, paths and the verdict are explained", "[report][golden]") {
  const std::string text = explained(test::fine_tuning_advice(), "");
  CHECK(text == golden("report/explain.txt", text));
}

TEST_CASE("everything that the report names can be explained", "[report]") {
  const Advice advice = test::fine_tuning_advice();
  const auto [target, expected] = GENERATE(table<std::string, std::string>({
      {"rag", "RAG: RECOMMENDED"},
      {"jumpstart", "J04  requirements.weights: artifact."},
      {"jumpstart",
       "WHAT WOULD CHANGE THIS ANSWER\n  RAG + fine-tuning on JumpStart, with:\n"
       "  - requirements.weights: artifact (now full)"},
      {"technique", "Examples of input and wanted output"},
      {"verdict", "IS IT WORTH IT: PROVE-FIRST"},
      {"training", "  weights       4.50\n  activations   3.25\n"},
      {"training", "1 x ml.trn1.32xlarge  QLoRA  QLoRA needs a GPU."},
      {"endpoint-scale-to-zero", "code-review-assistant.yaml:38:3); the rule asks for yes."},
      {"endpoint-autoscaling", "CAN BE USED, AND CHOSEN"},
      {"problem.behaviour_gap", "A08  Fine-tuning (recommended)"},
      {"measured", "comes from      code-review-assistant.yaml:78:3"},
      {"standing-cost", "At risk: $1,106.41 a month."},
      {"tokens.input", "Not in the way that is priced; from: prompt only, claude-haiku-4.5."},
      {"hosting.custom-model-import", "to price it  state traffic.shape."},
      {"fine-tuned:endpoint-autoscaling", "training.run: 3 TRAINING RUNS"},
  }));
  CAPTURE(target);
  CHECK_THAT(explained(advice, target), ContainsSubstring(expected));
}

TEST_CASE("an explanation opens with the answer, then weighs what speaks for and against it",
          "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.decision.options[2].verdict = OptionVerdict::blocked;
  advice.decision.options[2].reasons = {
      test::sample::reason(
          "A13", Reason::Effect::opposes, "40 examples are too few.",
          {test::sample::met("data.labelled_examples", "40", "< 50", "few.yaml:3:9")},
          "Label up to 200."),
      test::sample::reason(
          "A08", Reason::Effect::supports, "There is a behaviour to teach.",
          {test::sample::met("problem.behaviour_gap", "yes", "yes", "few.yaml:4:9")}),
      test::sample::reason(
          "A11", Reason::Effect::supports, "The prompt is not the obstacle.",
          {test::sample::failed("problem.weak_prompt", "no", "yes", "few.yaml:5:9")}),
      test::sample::reason("A15", Reason::Effect::open, "How stable the task is, is not known.",
                           {test::sample::open("problem.task_stability", "changing")})};
  const std::string text = explained(advice, "fine-tuning");
  std::size_t at = 0;
  for (const std::string part :
       {"FINE-TUNING: BLOCKED", "is not for now: something stands in the way. 40 examples are too",
        "WHAT SPEAKS FOR IT\n+ A08", "WHAT SPEAKS AGAINST IT\n- A13",
        "Labelled examples are 40 (data.labelled_examples,", "at least",
        "WHAT IS STILL OPEN\n? A15", "CHECKED, AND DOES NOT APPLY\n  A11",
        "WHAT WOULD LIFT IT\n  A13  Label up to 200."}) {
    CAPTURE(part, text);
    at = text.find(part, at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("a cost line shows its arithmetic and where its rate stands", "[report]") {
  const std::string text = explained(test::fine_tuning_advice(), "training.run");
  CHECK_THAT(text, ContainsSubstring("8,641/1,200 x $1.515 = $10.909262"));
  CHECK_THAT(text, ContainsSubstring("rates/sagemaker/sample.yaml:40"));
  CHECK_THAT(text, ContainsSubstring("(2026-09-11, high"));
}

TEST_CASE("what cannot be explained is answered with what can", "[report]") {
  const Advice advice = test::idle_endpoint_advice();
  const auto near = describe_explanation(advice, "fine-tunning");
  REQUIRE_FALSE(near);
  CHECK(near.problems().front().message == "nothing to explain is called 'fine-tunning'");
  CHECK(near.problems().front().hint == "did you mean 'fine-tuning'?");
  const auto far = describe_explanation(advice, "everything");
  REQUIRE_FALSE(far);
  CHECK(
      far.problems().front().hint ==
      "explain one of prompt, rag, fine-tuning, bedrock, jumpstart, sagemaker, technique, verdict, "
      "endpoint, idle-hosting, hosting.endpoint, fine-tuned:endpoint, or a fact such as "
      "value.measured");
}

} // namespace
} // namespace tunepath
