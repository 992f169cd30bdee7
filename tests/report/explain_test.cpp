#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
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
      {"jumpstart", "To lift it: requirements.weights: artifact."},
      {"technique", "Examples of input and wanted output"},
      {"verdict", "IS IT WORTH IT: PROVE-FIRST"},
      {"endpoint-scale-to-zero", "requirements.cold_start_ok is no (rule: yes)"},
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
