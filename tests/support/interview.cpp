#include "support/interview.hpp"

#include "ask/worth.hpp"
#include "support/scenario.hpp"
#include "tunepath/facts/complete.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath::test {
namespace {

constexpr std::string_view k_today = "2026-11-22";

void fill_in_defaults(Facts& facts) {
  complete(facts, Date::parse(k_today).value());
}

Value scaled_example(const FactDecl& fact, double factor) {
  const auto example = parse_value(fact.example, fact, KnownNames{});
  const auto* number = example ? std::get_if<NumberRange>(&example.value()) : nullptr;
  if (number == nullptr) {
    return Unknown{};
  }
  double value = number->likely.to_double() * factor;
  value = std::max(value, fact.low ? fact.low->to_double() : value);
  value = std::min(value, fact.high ? fact.high->to_double() : value);
  const int decimals = fact.whole ? 0 : 3;
  const auto mantissa = std::llround(value * std::pow(10, decimals));
  return NumberRange::point(
      Decimal::scaled(fact.whole ? std::max<std::int64_t>(mantissa, 1) : mantissa, decimals));
}

/// Unknown: the default, or nothing.
Value any_answer(const FactDecl& fact, RandomFacts& random) {
  constexpr std::array<double, 6> k_factors{0.1, 0.3, 0.7, 1.5, 4, 10};
  const double factor = k_factors[random.below(k_factors.size())];
  const std::size_t draw = random.below(1'000);
  if (fact.id == "traffic.growth_per_month") { // More would leave the range within ten years.
    return NumberRange::point(Decimal::scaled(static_cast<std::int64_t>(draw % 4), 2));
  }
  switch (fact.type) {
  case FactType::yes_no:
    return draw % 2 == 0;
  case FactType::choice:
    return Word{fact.choices[draw % fact.choices.size()]};
  case FactType::number:
    return fact.choices.empty() ? scaled_example(fact, factor) : Value{Unknown{}};
  case FactType::region:
    return draw % 2 == 0 ? Value{Word{"us-west-2"}} : Value{Unknown{}};
  default:
    return Unknown{};
  }
}

} // namespace

Interview interview_about(const std::string& profile) {
  return {scenario_of("format: tunepath-profile/1\n" + profile), {}};
}

void answer(Interview& interview, FactIndex fact, const Value& value) {
  if (std::holds_alternative<Unknown>(value)) {
    interview.skipped.push_back(fact);
    return;
  }
  interview.scenario.facts.set(fact, value, {Origin::Kind::command_line, {}, "answered"});
  fill_in_defaults(interview.scenario.facts);
}

std::vector<Question> hold(Interview& interview, const Facts& known) {
  std::vector<Question> questions;
  while (questions.size() <= known.schema().size()) {
    const std::optional<Question> question = next_question(interview, knowledge());
    if (!question) {
      break;
    }
    answer(interview, question->fact, known[question->fact].value);
    questions.push_back(*question);
  }
  return questions;
}

std::vector<std::string> ids(const std::vector<Question>& questions) {
  std::vector<std::string> facts;
  for (const Question& each : questions) {
    facts.emplace_back(knowledge().schema[each.fact].id);
  }
  return facts;
}

Facts complete_answers(RandomFacts& random) {
  Facts facts = random.complete();
  for (const FactIndex fact : ask::askable_facts(facts.schema())) {
    const Origin::Kind kind = facts[fact].origin.kind;
    if (kind != Origin::Kind::profile) {
      if (const Value value = any_answer(facts.schema()[fact], random);
          !std::holds_alternative<Unknown>(value)) {
        facts.set(fact, value, {Origin::Kind::profile, {}, ""});
      }
    }
  }
  fill_in_defaults(facts);
  return facts;
}

} // namespace tunepath::test
