#include "tunepath/facts/complete.hpp"

#include "facts/trouble.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>

namespace tunepath {
namespace {

constexpr std::string_view k_product = "data.training_tokens";
constexpr std::string_view k_examples = "data.labelled_examples";
constexpr std::string_view k_each = "data.tokens_per_example";
constexpr std::string_view k_day = "as_of";

/// True when nobody has said anything that counts about the fact.
bool is_open(const Facts& facts, FactIndex index) {
  const Origin::Kind kind = facts[index].origin.kind;
  const bool must_be_known = facts.schema()[index].section().empty();
  return kind == Origin::Kind::absent || kind == Origin::Kind::initial ||
         (must_be_known && !facts[index].known());
}

/// `value` as a value of `fact`: a day gives its month, a word a list of one. Unknown when the fact
/// cannot take it.
Value converted(const Value& value, const FactDecl& fact) {
  if (const Date* day = std::get_if<Date>(&value); day != nullptr && fact.type == FactType::month) {
    return Month::of(*day);
  }
  const Word* word = std::get_if<Word>(&value);
  if (word == nullptr) {
    return value;
  }
  if (fact.type == FactType::regions || fact.type == FactType::choices) {
    return Words{*word};
  }
  // "any model" can be tuned, but is no model to compare with.
  const bool is_choice_elsewhere =
      fact.type == FactType::model && *word == "any" &&
      std::find(fact.choices.begin(), fact.choices.end(), *word) == fact.choices.end();
  return is_choice_elsewhere ? Value{Unknown{}} : value;
}

Value declared_default(const FactDecl& fact) {
  KnownNames
      names; // A declared model is a catalog id; the lint of the shipped data holds it to that.
  names.model = [](std::string_view id) { return std::optional{id}; };
  const auto value = parse_value(fact.initial, fact, names);
  if (!value) {
    throw std::logic_error("the default of " + std::string{fact.id} +
                           " does not fit: " + value.problems().front().message);
  }
  return value.value();
}

void fill_default(Facts& facts, FactIndex index) {
  const FactDecl& fact = facts.schema()[index];
  if (!fact.initial.empty()) {
    facts.set(index, declared_default(fact), {Origin::Kind::initial, {}, ""});
  } else if (!fact.initial_from.empty()) {
    Value value = converted(facts.at(fact.initial_from).value, fact);
    const bool known = !std::holds_alternative<Unknown>(value);
    facts.set(index, std::move(value),
              known ? Origin{Origin::Kind::initial, {}, std::string{fact.initial_from}} : Origin{});
  }
}

std::vector<Diagnostic> fill_product(Facts& facts) {
  const auto product = facts.schema().find(k_product);
  if (!product || !facts.schema().find(k_examples) || !facts.schema().find(k_each)) {
    return {};
  }
  const Origin::Kind kind = facts[*product].origin.kind;
  if (kind != Origin::Kind::absent && kind != Origin::Kind::derived) {
    return {};
  }
  const auto examples = facts.number(k_examples);
  const auto each = facts.number(k_each);
  if (!examples || !each) {
    facts.set(*product, Unknown{}, {});
    return {};
  }
  const NumberRange tokens{examples->low * each->low, examples->likely * each->likely,
                           examples->high * each->high};
  const FactDecl& fact = facts.schema()[*product];
  if (fact.high && tokens.high > *fact.high) {
    Diagnostic problem = trouble(fmt::format("{} x {} is {} tokens; plausible is {}", k_examples,
                                             k_each, grouped(tokens.high), plausible_range(fact)),
                                 "check both numbers");
    problem.at = facts.at(k_examples).origin.at;
    return {problem};
  }
  facts.set(*product, tokens,
            {Origin::Kind::derived, {}, fmt::format("{} x {}", k_examples, k_each)});
  return {};
}

} // namespace

std::vector<Diagnostic> complete(Facts& facts, Date today) {
  const FactSchema& schema = facts.schema();
  if (const auto day = schema.find(k_day); day && is_open(facts, *day)) {
    facts.set(*day, today, {Origin::Kind::initial, {}, "today"});
  }
  // A default may be taken from a fact that is declared later and has a default of its own.
  for (const bool from_others : {false, true}) {
    for (FactIndex i = 0; i < schema.size(); ++i) {
      if (schema[i].initial_from.empty() != from_others && is_open(facts, i)) {
        fill_default(facts, i);
      }
    }
  }
  return fill_product(facts);
}

void refill(Facts& facts, FactIndex changed, std::vector<FactIndex>& refilled) {
  const FactSchema& schema = facts.schema();
  const std::string_view id = schema[changed].id;
  for (const FactIndex i : schema.followers(changed)) {
    if (facts[i].origin.kind == Origin::Kind::initial) {
      facts.try_value(i, converted(facts[changed].value, schema[i]));
      refilled.push_back(i);
    }
  }
  if (id == k_examples || id == k_each) {
    const FactIndex product = schema.at(k_product);
    const auto examples = facts.number(k_examples);
    const auto each = facts.number(k_each);
    if (examples && each && facts[product].origin.kind == Origin::Kind::derived) {
      facts.try_value(product,
                      NumberRange{examples->low * each->low, examples->likely * each->likely,
                                  examples->high * each->high});
      refilled.push_back(product);
    }
  }
}

} // namespace tunepath
