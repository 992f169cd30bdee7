#pragma once

#include "advise/derive.hpp"
#include "advise/plan_training.hpp"
#include "support/scenario.hpp"

#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

/// Training plans of small profiles, for tests.
namespace tunepath::test::training_plans {

/// The facts of a profile: an 8B model, 3,200 examples of 900 tokens, three epochs. `more` adds
/// sections; `training` goes into the section of that name.
inline const Facts& facts_of(const std::string& training, const std::string& model = "llama-3.1-8b",
                             const std::string& more = "", int examples = 3200) {
  static std::deque<Facts> kept;
  const std::string profile = fmt::format(
      "format: tunepath-profile/1\nregion: us-east-1\n"
      "data: {{labelled_examples: {}, tokens_per_example: "
      "900}}\nmodel: {{base: {}}}\ntraining: {{{}}}\n{}",
      examples, model, training, more);
  kept.push_back(derive(scenario_of(profile).facts, knowledge().catalog));
  return kept.back();
}

inline TrainingAdvice plan_of(const Facts& facts, Path path = Path::sagemaker) {
  return plan_training(Situation{facts, knowledge()}, path, "us-east-1", "sft");
}

inline TrainingAdvice plan_of(const std::string& training,
                              const std::string& model = "llama-3.1-8b",
                              const std::string& more = "", int examples = 3200) {
  return plan_of(facts_of("epochs: 3, " + training, model, more, examples));
}

inline const Candidate* on(const TrainingAdvice& plan, std::string_view instance,
                           bool spot = false) {
  for (const Candidate& c : plan.candidates) {
    if (c.instance == instance && c.spot == spot) {
      return &c;
    }
  }
  return nullptr;
}

inline std::string text_of(const std::vector<std::string>& notes) {
  return fmt::format("{}", fmt::join(notes, "\n"));
}

} // namespace tunepath::test::training_plans
