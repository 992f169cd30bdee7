#include "ask/cost_answers.hpp"

#include "tunepath/advise/values.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunepath::ask {
namespace {

void add(std::vector<Value>& values, const Value& value) {
  if (!std::holds_alternative<Unknown>(value) &&
      std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(value);
  }
}

void add_number(std::vector<Value>& values, double number, const FactDecl& fact) {
  number = std::max(number, fact.low ? fact.low->to_double() : number);
  number = std::min(number, fact.high ? fact.high->to_double() : number);
  const auto scaled = fact.whole ? std::llround(std::max(number, 1.0)) : std::llround(number * 1e6);
  add(values, NumberRange::point(Decimal::scaled(scaled, fact.whole ? 0 : 6)));
}

double likely(const Value& value) {
  const auto* number = std::get_if<NumberRange>(&value);
  return number == nullptr ? -1 : number->likely.to_double();
}

std::vector<Value> numbers(FactIndex index, const Facts& facts, const Knowledge& knowledge) {
  const FactDecl& fact = knowledge.schema[index];
  std::vector<Value> values;
  add(values, facts[index].value);
  if (const Value example = example_answer(fact); std::holds_alternative<NumberRange>(example)) {
    for (const double factor : {0.25, 1.0, 4.0}) {
      add_number(values, likely(example) * factor, fact);
    }
  }
  std::vector<double> thresholds;
  for (const Topic topic : {Topic::hosting, Topic::verdict}) {
    for (const Rule* rule : knowledge.rules.about(topic)) {
      rule->when.thresholds(index, facts, thresholds);
    }
  }
  if (!thresholds.empty()) {
    const auto [least, most] = std::minmax_element(thresholds.begin(), thresholds.end());
    add_number(values, *least - (fact.whole ? 1 : 1e-3), fact);
    add_number(values, *most + (fact.whole ? 1 : 1e-3), fact);
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const Value& a, const Value& b) { return likely(a) < likely(b); });
  return values;
}

/// What declarations of that type give as examples or defaults; of text models only those that a
/// person would converse with: a default of its own marks a fact as one for another kind.
std::vector<Value> examples_of(FactType type, FactIndex index, const Facts& facts) {
  std::vector<Value> values;
  add(values, facts[index].value);
  for (const FactDecl& fact : facts.schema().all()) {
    if (fact.type == type && (type != FactType::model || fact.initial.empty())) {
      add(values, example_answer(fact));
    }
  }
  return values;
}

/// Each region that an example names; for lists, each alone.
std::vector<Value> regions(FactIndex index, const Facts& facts) {
  std::vector<Value> values;
  add(values, facts[index].value);
  const bool list = facts.schema()[index].type == FactType::regions;
  for (const FactDecl& fact : facts.schema().all()) {
    const Value example = example_answer(fact);
    if (const auto* words = std::get_if<Words>(&example);
        words != nullptr && fact.type == FactType::regions) {
      for (const std::string& region : *words) {
        add(values, list ? Value{Words{region}} : Value{Word{region}});
      }
      add(values, list ? example : Value{Unknown{}});
    }
  }
  return values;
}

std::vector<Value> days(const FactDecl& fact) {
  const Value example = example_answer(fact);
  const auto* day = std::get_if<Date>(&example);
  constexpr int k_months_before = -24;
  return day == nullptr ? std::vector<Value>{}
                        : std::vector<Value>{plus_months(*day, k_months_before), *day};
}

} // namespace

Value example_answer(const FactDecl& fact) {
  KnownNames names; // A declared model is an id of the catalog.
  names.model = [](std::string_view id) { return std::optional{id}; };
  const auto value = parse_value(fact.example, fact, names);
  return value ? value.value() : Value{Unknown{}};
}

std::vector<Value> cost_answers(FactIndex fact, const Facts& facts, const Knowledge& knowledge) {
  const FactDecl& decl = knowledge.schema[fact];
  switch (decl.type) {
  case FactType::yes_no:
    return {true, false};
  case FactType::choice: {
    std::vector<Value> words;
    for (const std::string_view word : decl.choices) {
      words.emplace_back(Word{word});
    }
    return words;
  }
  case FactType::number:
    return numbers(fact, facts, knowledge);
  case FactType::model:
    return decl.initial.empty() ? examples_of(FactType::model, fact, facts) : std::vector<Value>{};
  case FactType::region:
  case FactType::regions:
    return regions(fact, facts);
  case FactType::instance:
    return {example_answer(decl)};
  case FactType::date:
    return days(decl);
  default:
    return {};
  }
}

} // namespace tunepath::ask
