#include "tunepath/report/describe.hpp"

#include "report/headline.hpp"
#include "report/wrap.hpp"
#include "support/catch.hpp"
#include "support/golden.hpp"
#include "support/sample_advice.hpp"
#include "support/sample_parts.hpp"
#include "tunepath/report/line.hpp"
#include "tunepath/report/text.hpp"

#include <algorithm>
#include <sstream>

namespace tunepath {
namespace {

using Catch::Matchers::ContainsSubstring;
using test::golden;

struct Sample {
  const char* name;
  Advice (*make)();
};

const std::vector<Sample> k_samples{{"fine-tuning", test::fine_tuning_advice},
                                    {"undecided", test::undecided_advice},
                                    {"retrieval", test::retrieval_advice},
                                    {"idle-endpoint", test::idle_endpoint_advice},
                                    {"blank", test::blank_advice}};

std::string text_of(const Advice& advice) {
  return to_text(describe_advice(advice));
}

/// The same on lines so long that no sentence is broken.
std::string wide_text_of(const Advice& advice) {
  return to_text(describe_advice(advice), {.width = 1000});
}

/// Up to the first section, which is what a terminal of 24 lines shows.
std::string first_screen(const std::string& text) {
  return text.substr(0, text.find("\nWHAT, AND WHY"));
}

TEST_CASE("the text report of each sample", "[report][golden]") {
  for (const Sample& sample : k_samples) {
    CAPTURE(sample.name);
    const std::string text = text_of(sample.make());
    CHECK(text == golden("report/" + std::string{sample.name} + ".txt", text));
  }
}

TEST_CASE("reports are plain ASCII of at most 80 columns where the profile is", "[report]") {
  for (const Sample& sample : k_samples) {
    const std::string text = text_of(sample.make());
    CAPTURE(sample.name);
    CHECK(std::all_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
      CHECK(line.size() <= 80);
      CHECK_FALSE(line.ends_with(' '));
    }
  }
}

TEST_CASE("the first screen stands alone in 24 lines", "[report]") {
  for (const Sample& sample : k_samples) {
    CAPTURE(sample.name);
    const std::string screen = first_screen(text_of(sample.make()));
    CHECK(std::count(screen.begin(), screen.end(), '\n') <= 24);
  }
}

TEST_CASE("the first line is an instruction", "[report]") {
  struct Case {
    OptionVerdict tuning;
    Verdict verdict;
    OptionVerdict rag;
    OptionVerdict prompt;
    const char* instruction;
  };
  using enum OptionVerdict;
  const Case c = GENERATE(values<Case>({
      {recommended, Verdict::justified, not_needed, done, "Fine-tune"},
      {recommended, Verdict::prove_first, recommended, done, "Prove it first"},
      {recommended, Verdict::not_justified, not_needed, done, "Do not fine-tune yet"},
      {recommended, Verdict::unknown, not_needed, done, "Not enough is known"},
      {blocked, Verdict::not_applicable, not_needed, not_needed, "Do not fine-tune yet"},
      {blocked, Verdict::not_applicable, not_needed, recommended, "Fix the prompt"},
      {not_needed, Verdict::not_applicable, recommended, not_needed, "Build retrieval"},
      {not_needed, Verdict::not_applicable, recommended, recommended,
       "Fix the prompt, build retrieval"},
      {not_needed, Verdict::not_applicable, not_needed, not_needed, "Do not fine-tune"},
      {undecided, Verdict::unknown, recommended, not_needed, "Not enough is known"},
      {done, Verdict::not_justified, not_needed, not_needed, "Stop hosting it"},
      {done, Verdict::prove_first, not_needed, not_needed, "Prove it first"},
      {done, Verdict::justified, not_needed, not_needed, "Host it: endpoint, fixed"},
  }));
  Advice advice = test::blank_advice();
  advice.hosting = HostingMode::endpoint;
  advice.decision.verdict = c.verdict;
  advice.decision.options[0].verdict = c.prompt;
  advice.decision.options[1].verdict = c.rag;
  advice.decision.options[2].verdict = c.tuning;
  CHECK(answer_of(advice).instruction == c.instruction);
}

TEST_CASE("what has gaps is at least, what has nothing else is not priced", "[report]") {
  const std::string screen = first_screen(text_of(test::retrieval_advice()));
  CHECK_THAT(screen, ContainsSubstring("Every month, for 60,000 requests   at least $366.30"));
  CHECK_THAT(screen, ContainsSubstring("Once: AWS nothing, your people ?         not priced"));
}

TEST_CASE("AWS and people are told apart", "[report]") {
  Advice advice = test::fine_tuning_advice();
  CHECK_THAT(text_of(advice),
             ContainsSubstring("Once: AWS $10.91, your people $5,040.00  $5,050.91"));
  advice.cost.estimate.lines.push_back(
      test::sample::labour("upkeep.labour", LineKind::standing, "Upkeep", "4", "90"));
  CHECK_THAT(text_of(advice), ContainsSubstring("$1,467.41  AWS $1,107.41, your people"));
}

TEST_CASE("money at risk every month stands above the answer, once", "[report]") {
  const std::string text = text_of(test::idle_endpoint_advice());
  CHECK(text.find("! idle-hosting") < text.find("DELETE IT WHEN IDLE"));
  CHECK(text.find("! idle-hosting") == text.rfind("! idle-hosting"));
  CHECK(text.find("WARNINGS") == std::string::npos);
}

TEST_CASE("an accuracy that nobody can reach is said to be one", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.cost.break_even->accuracy_needed = Rational::quotient(5, 4);
  CHECK_THAT(wide_text_of(advice),
             ContainsSubstring("Even a model that is always right would not be worth it."));
  advice.cost.break_even->accuracy_needed = std::nullopt;
  CHECK_THAT(wide_text_of(advice), ContainsSubstring("The gain has to be worth $1,161.63 a month"));
  advice.cost.break_even->gain_needed_per_month = Money{};
  CHECK_THAT(wide_text_of(advice),
             ContainsSubstring("It costs no more than the way it is compared with"));
}

TEST_CASE("a difference of ways that are not priced is no number", "[report]") {
  Advice advice = test::fine_tuning_advice();
  const Gap gap{"hosting.units", LineKind::standing, "Units", "state hosting.model_units", false};
  advice.cost.estimate.gaps.push_back(gap);
  CHECK_THAT(wide_text_of(advice), ContainsSubstring("extra value of at least $1,161.63 a month"));
  CHECK_THAT(wide_text_of(advice), ContainsSubstring("It costs  at least $1,161.63 a month more"));
  // A part of the price that is below the reference says nothing, nor does one of the reference.
  advice.cost.break_even->gain_needed_per_month.reset();
  advice.cost.break_even->extra_usd_per_month.reset();
  CHECK_THAT(wide_text_of(advice),
             ContainsSubstring("cannot be said yet: not everything is priced."));
  CHECK(wide_text_of(advice).find("It costs  ") == std::string::npos);
}

TEST_CASE("text from a profile cannot steer the terminal", "[report]") {
  Advice advice = test::fine_tuning_advice();
  advice.name = "evil\x1b]0;title\x07\nname";
  advice.warnings.front().text = "\x1b[2J";
  advice.decision.options[2].reasons.front().facts.front().value =
      "\xc2\x9b"
      "31m";
  const std::string text = text_of(advice) + to_line(advice);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("\xc2\x9b") == std::string::npos);
}

TEST_CASE("one line for a CI log", "[report]") {
  CHECK(to_line(test::fine_tuning_advice()) ==
        "code-review-assistant: decided, prompt + RAG + fine-tuning, sagemaker, prove-first, "
        "standing "
        "$1,107.41 a month, by use $60.00 a month, once $5,050.91");
  CHECK(
      to_line(test::retrieval_advice()) ==
      "policy-assistant: decided, RAG, no path, not-applicable, standing $1.00 a month, by use at "
      "least $366.30 a month, once not priced");
  CHECK(to_line(test::undecided_advice()) ==
        "support-triage: undecided, prompt, no path, unknown, standing $1.95 a month, by use, a "
        "month: not priced, once not priced (priced so far: fine-tuned:bedrock-on-demand)");
}

} // namespace
} // namespace tunepath
