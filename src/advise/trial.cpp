#include "advise/trial.hpp"

#include "advise/derive.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// Appends what tells the value from others of the same fact.
void append(std::string& key, const Value& value) {
  key += static_cast<char>('a' + value.index());
  if (const auto* flag = std::get_if<bool>(&value)) {
    key += *flag ? 'y' : 'n';
  } else if (const auto* word = std::get_if<Word>(&value)) {
    key += *word;
  } else if (const auto* words = std::get_if<Words>(&value)) {
    for (const std::string& each : *words) {
      key += each;
      key += ',';
    }
  } else if (!std::holds_alternative<Unknown>(value)) {
    key += to_string(value);
  }
  key += '\n';
}

} // namespace

Trial::Trial(const Knowledge& knowledge, const Facts& stated)
    : knowledge_(&knowledge),
      rules_(knowledge.rules, knowledge.schema),
      reading_(knowledge.schema),
      path_(knowledge.schema.at("decision.path")),
      facts_(stated),
      prompt_effort_(stated[reading_.prompt_effort()].value),
      weak_prompt_(stated[reading_.weak_prompt()].value) {
  std::transform(k_looked_up_by.begin(), k_looked_up_by.end(), keys_.begin(),
                 [&](std::string_view id) { return knowledge.schema.at(id); });
  std::vector<bool> mentioned(knowledge.schema.size());
  for (const Rule& rule : knowledge.rules.all()) {
    for (const FactIndex fact : rule.when.facts()) {
      mentioned[fact] = mentioned[fact] ||
                        (rule.decl->topic != Topic::warning && rule.decl->topic != Topic::verdict);
    }
  }
  for (const FactIndex fact : tunepath::look_up(facts_, knowledge.catalog)) {
    if (mentioned[fact]) {
      looked_up_.push_back(fact);
    }
  }
}

void Trial::set(FactIndex fact, const Value& value) {
  if (fact == reading_.prompt_effort()) {
    prompt_effort_ = value;
  } else if (fact == reading_.weak_prompt()) {
    weak_prompt_ = value;
  } else {
    facts_.try_value(fact, value);
  }
  changed_ = true;
  keys_changed_ = keys_changed_ || std::find(keys_.begin(), keys_.end(), fact) != keys_.end();
}

const Value& Trial::stated(FactIndex fact) const {
  return fact == reading_.prompt_effort() ? prompt_effort_
         : fact == reading_.weak_prompt() ? weak_prompt_
                                          : facts_[fact].value;
}

void Trial::look_up() {
  constexpr std::size_t k_most_remembered = 100'000;
  key_.clear();
  for (const FactIndex key : keys_) {
    append(key_, facts_[key].value);
  }
  auto known = answers_.find(key_);
  if (known == answers_.end()) {
    if (answers_.size() >= k_most_remembered) {
      answers_.clear();
    }
    tunepath::look_up(facts_, knowledge_->catalog);
    std::vector<Value> values;
    for (const FactIndex fact : looked_up_) {
      values.push_back(facts_[fact].value);
    }
    known = answers_.emplace(key_, std::move(values)).first;
  }
  for (std::size_t i = 0; i < looked_up_.size(); ++i) {
    facts_.try_value(looked_up_[i], known->second[i]);
  }
  keys_changed_ = false;
}

void Trial::settle() {
  if (!changed_) {
    return;
  }
  facts_.try_value(reading_.prompt_effort(), prompt_effort_);
  facts_.try_value(reading_.weak_prompt(), weak_prompt_);
  for (const AnswerReading::Finding& each : reading_.of(facts_)) {
    facts_.try_value(each.fact, each.value);
  }
  if (keys_changed_) {
    look_up();
  }
  outcome_ = resolve(facts_, rules_);
  facts_.try_value(path_, outcome_.path ? Value{Word{name_of(*outcome_.path)}} : Value{Unknown{}});
  changed_ = false;
}

const Outcome& Trial::outcome() {
  settle();
  return outcome_;
}

Truth Trial::eligible(HostingMode mode) {
  settle();
  return tunepath::eligible(mode, facts_, rules_);
}

void Trial::explain(Explanation& into) {
  settle();
  into.rules.clear();
  into.found.clear();
  for (const Topic topic : {Topic::approach, Topic::path, Topic::hosting}) {
    for (const Rule* rule : knowledge_->rules.about(topic)) {
      const std::size_t first = into.found.size();
      into.found.resize(first + rule->when.comparisons());
      const Truth holds = rule->when.evaluate(facts_, std::span{into.found}.subspan(first));
      into.rules.push_back({rule, holds, first});
    }
  }
}

const Facts& Trial::facts() {
  settle();
  return facts_;
}

} // namespace tunepath
