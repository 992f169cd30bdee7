// Interviews with answers drawn at random: few questions, none in vain, and the same answer as with
// every fact known.

#include "support/interview.hpp"

#include "advise/decide.hpp"
#include "ask/worth.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/scenario.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <cmath>

using namespace tunepath;
using namespace tunepath::ask;
using namespace tunepath::test;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr int k_interviews = 1; ///< of each quarter
constexpr int k_checked = 2;
#else
constexpr int k_interviews = 50; ///< of each quarter
constexpr int k_checked = 20;
#endif
constexpr auto k_profile = "region: us-west-2";

std::string words_of(const Decision& decision) {
  std::string text;
  for (const OptionAdvice& option : decision.options) {
    text += std::string{name_of(option.verdict)} + " ";
  }
  return text + text_of(decision.path) + " " + decision.technique;
}

/// The interview as it stands with these answers.
Scenario with(const Interview& interview, const Worth& worth, const Value& answer) {
  Scenario scenario = interview.scenario;
  std::vector<Answer> answers = worth.others;
  answers.push_back({worth.fact, answer});
  for (const Answer& each : answers) {
    const bool known = !std::holds_alternative<Unknown>(each.value);
    scenario.facts.set(each.fact, each.value,
                       known ? Origin{Origin::Kind::command_line, {}, ""} : Origin{});
  }
  complete(scenario.facts, Date::parse("2026-11-22").value());
  return scenario;
}

std::size_t facts_missing(const Advice& advice) {
  const auto& gaps = advice.cost.estimate.gaps;
  return static_cast<std::size_t>(
      std::count_if(gaps.begin(), gaps.end(), [](const Gap& gap) { return !gap.no_rate; }));
}

bool costs_differ(const Advice& a, const Advice& b, double least) {
  const auto x = static_cast<double>(a.cost.horizon.micros());
  const auto y = static_cast<double>(b.cost.horizon.micros());
  return a.hosting != b.hosting || a.cost.way != b.cost.way ||
         a.decision.verdict != b.decision.verdict || facts_missing(a) != facts_missing(b) ||
         std::abs(x - y) > least * std::max(x, y);
}

/// Two of the witness's answers are decided differently, or cost differently.
bool can_change_something(const Interview& interview, const Worth& worth) {
  const double least = knowledge().rules.parameter("question_worth").value.to_double();
  std::vector<Advice> seen;
  for (const Value& answer : worth.answers) {
    seen.push_back(advise(with(interview, worth, answer), knowledge()));
    for (const Advice& other : seen) {
      if (words_of(other.decision) != words_of(seen.back().decision) ||
          other.decision.decided != seen.back().decision.decided ||
          costs_differ(other, seen.back(), least)) {
        return true;
      }
    }
  }
  return false;
}

/// A quarter of the 200 interviews: in parts they are done side by side.
void hold_interviews(std::uint64_t seed) {
  RandomFacts random{facts_of(k_profile), seed};
  const double askable = static_cast<double>(askable_facts(knowledge().schema).size());
  std::size_t asked = 0;
  int same_mode = 0;
  int same_verdict = 0;
  int same_cost = 0;
  for (int i = 0; i < k_interviews; ++i) {
    const Facts whole = complete_answers(random);
    Interview interview = interview_about(k_profile);
    const auto questions = hold(interview, whole);
    asked += questions.size();
    CAPTURE(i, ids(questions));
    INFO(random.text_of(whole));
    const Advice early = advise(interview.scenario, knowledge());
    const Advice final = advise({"", "", "", whole}, knowledge());
    REQUIRE(words_of(early.decision) == words_of(final.decision));
    same_mode += early.hosting == final.hosting ? 1 : 0;
    same_verdict += early.decision.verdict == final.decision.verdict ? 1 : 0;
    const auto x = static_cast<double>(early.cost.horizon.micros());
    const auto y = static_cast<double>(final.cost.horizon.micros());
    same_cost += std::abs(x - y) <= 0.05 * std::max(x, y) ? 1 : 0;
  }
  const double mean = static_cast<double>(asked) / k_interviews;
  WARN("mean " << mean << " questions of " << askable << " (" << mean / askable << "); of "
               << k_interviews << " interviews " << same_mode << " end with the hosting mode, "
               << same_verdict << " with the verdict and " << same_cost
               << " within 5% of the cost of all facts");
  CHECK(mean <= 0.4 * askable);
  CHECK(same_mode * 10 >= k_interviews * 9);
  CHECK(same_verdict * 10 >= k_interviews * 9);
}

} // namespace

TEST_CASE("interviews are short and end with the decision of all facts: first quarter",
          "[ask][property]") {
  hold_interviews(20'261'128);
}

TEST_CASE("interviews are short and end with the decision of all facts: second quarter",
          "[ask][property]") {
  hold_interviews(2);
}

TEST_CASE("interviews are short and end with the decision of all facts: third quarter",
          "[ask][property]") {
  hold_interviews(3);
}

TEST_CASE("interviews are short and end with the decision of all facts: last quarter",
          "[ask][property]") {
  hold_interviews(4);
}

TEST_CASE("no question is asked in vain", "[ask][property]") {
  RandomFacts random{facts_of(k_profile), 7};
  for (int i = 0; i < k_checked; ++i) {
    const Facts whole = complete_answers(random);
    Interview interview = interview_about(k_profile);
    while (const auto worth = most_worth(interview, knowledge())) {
      CAPTURE(i, knowledge().schema[worth->fact].id, worth->because);
      INFO(random.text_of(interview.scenario.facts));
      REQUIRE(worth->answers.size() > 1);
      REQUIRE(can_change_something(interview, *worth));
      answer(interview, worth->fact, whole[worth->fact].value);
    }
  }
}

TEST_CASE("the next question is the same each time, in whatever order others were skipped",
          "[ask][property]") {
  RandomFacts random{facts_of(k_profile), 3};
  for (int i = 0; i < k_checked; ++i) {
    Interview interview{{"", "", "", random.blanked(random.complete())}, {}};
    complete(interview.scenario.facts, Date::parse("2026-11-22").value());
    for (const FactIndex fact : askable_facts(knowledge().schema)) {
      if (is_open(interview, fact) && random.below(3) == 0) {
        interview.skipped.push_back(fact);
      }
    }
    const auto first = next_question(interview, knowledge());
    std::reverse(interview.skipped.begin(), interview.skipped.end());
    const auto again = next_question(interview, knowledge());
    REQUIRE(first.has_value() == again.has_value());
    if (first) {
      CHECK(first->fact == again->fact);
      CHECK(first->because == again->because);
    }
  }
}
