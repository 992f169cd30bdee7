#include "tunepath/advise/trial.hpp"

#include "advise/answer_reading.hpp"
#include "advise/derive.hpp"

#include <algorithm>
#include <unordered_map>

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

struct Trial::State {
  State(const Knowledge& k, const Facts& stated, LookUps look_ups);

  void read_answers();
  void look_up();
  void settle();

  const Knowledge* knowledge;
  DecisionRules rules;
  AnswerReading reading;
  std::array<FactIndex, k_looked_up_by.size()> keys{};
  std::vector<bool> is_key; ///< by fact
  FactIndex path;
  std::array<Value, 3> path_words; ///< by Path
  Value no_path;
  Facts facts;
  Value prompt_effort; ///< as stated
  Value weak_prompt;
  std::vector<AnswerReading::Finding> read;
  std::vector<FactIndex> looked_up; ///< what the catalog says, as far as rules mention it
  std::unordered_map<std::string, std::vector<Value>> answers; ///< of the catalog, by the keys
  const std::vector<Value>* answer = nullptr;                  ///< the one in `facts`
  std::string key;
  bool asks_catalog;
  bool keys_changed = true;
  bool changed = true;
  bool settled = false;
  Outcome outcome;
};

Trial::State::State(const Knowledge& k, const Facts& stated, LookUps look_ups)
    : knowledge(&k),
      rules(k.rules, k.schema),
      reading(k.schema),
      is_key(k.schema.size()),
      path(k.schema.at("decision.path")),
      facts(stated),
      prompt_effort(stated[reading.prompt_effort()].value),
      weak_prompt(stated[reading.weak_prompt()].value),
      asks_catalog(look_ups != LookUps::none) {
  std::transform(k_looked_up_by.begin(), k_looked_up_by.end(), keys.begin(),
                 [&](std::string_view id) { return k.schema.at(id); });
  for (const auto& [id, name] : Names<Path>::k_all) {
    path_words[static_cast<std::size_t>(id)] = Word{name};
  }
  for (const FactIndex key_fact : keys) {
    is_key[key_fact] = true;
  }
  std::vector<bool> mentioned(k.schema.size());
  for (const Rule& rule : k.rules.all()) {
    const Topic topic = rule.decl->topic;
    const bool counts =
        look_ups == LookUps::for_all_rules ||
        (topic != Topic::verdict && topic != Topic::warning && topic != Topic::credits);
    for (const FactIndex fact : rule.when.facts()) {
      mentioned[fact] = mentioned[fact] || counts;
    }
  }
  for (const FactIndex fact : tunepath::look_up(facts, k.catalog)) {
    if (!asks_catalog) {
      facts.set(fact, Unknown{}, {});
    } else if (mentioned[fact]) {
      looked_up.push_back(fact);
    }
  }
}

void Trial::State::look_up() {
  constexpr std::size_t k_most_remembered = 100'000;
  key.clear();
  for (const FactIndex fact : keys) {
    append(key, facts[fact].value);
  }
  auto known = answers.find(key);
  if (known == answers.end()) {
    if (answers.size() >= k_most_remembered) {
      answers.clear();
    }
    tunepath::look_up(facts, knowledge->catalog);
    std::vector<Value> values;
    for (const FactIndex fact : looked_up) {
      values.push_back(facts[fact].value);
    }
    known = answers.emplace(key, std::move(values)).first;
  } else if (answer != &known->second) {
    for (std::size_t i = 0; i < looked_up.size(); ++i) {
      facts.try_value(looked_up[i], known->second[i]);
    }
  }
  answer = &known->second;
  keys_changed = false;
}

void Trial::State::read_answers() {
  if (!changed) {
    return;
  }
  facts.try_value(reading.prompt_effort(), prompt_effort);
  facts.try_value(reading.weak_prompt(), weak_prompt);
  reading.read(facts, read);
  for (const AnswerReading::Finding& each : read) {
    facts.try_value(each.fact, *each.value);
  }
  if (keys_changed && asks_catalog) {
    look_up();
  }
  changed = false;
  settled = false;
}

void Trial::State::settle() {
  read_answers();
  if (!settled) {
    outcome = resolve(facts, rules);
    facts.try_value(path,
                    outcome.path ? path_words[static_cast<std::size_t>(*outcome.path)] : no_path);
    settled = true;
  }
}

Trial::Trial(const Knowledge& knowledge, const Facts& stated, LookUps look_ups)
    : state_(std::make_unique<State>(knowledge, stated, look_ups)) {}
Trial::~Trial() = default;
Trial::Trial(Trial&&) noexcept = default;
Trial& Trial::operator=(Trial&&) noexcept = default;

void Trial::set(FactIndex fact, const Value& value) {
  State& s = *state_;
  if (fact == s.reading.prompt_effort()) {
    s.prompt_effort = value;
  } else if (fact == s.reading.weak_prompt()) {
    s.weak_prompt = value;
  } else {
    s.facts.try_value(fact, value);
  }
  s.changed = true;
  s.keys_changed = s.keys_changed || s.is_key[fact];
}

const Value& Trial::stated(FactIndex fact) const {
  const State& s = *state_;
  return fact == s.reading.prompt_effort() ? s.prompt_effort
         : fact == s.reading.weak_prompt() ? s.weak_prompt
                                           : s.facts[fact].value;
}

const Outcome& Trial::outcome() {
  state_->settle();
  return state_->outcome;
}

Truth Trial::eligible(HostingMode mode) {
  state_->settle();
  return tunepath::eligible(mode, state_->facts, state_->rules);
}

const std::vector<Value>& Trial::looked_up() {
  state_->read_answers();
  return *state_->answer;
}

void Trial::explain(Explanation& into) {
  state_->settle();
  into.rules.clear();
  into.found.clear();
  for (const Topic topic : {Topic::approach, Topic::path, Topic::hosting}) {
    for (const Rule* rule : state_->knowledge->rules.about(topic)) {
      const std::size_t first = into.found.size();
      into.found.resize(first + rule->when.comparisons());
      const Truth holds = rule->when.evaluate(state_->facts, std::span{into.found}.subspan(first));
      into.rules.push_back({rule, holds, first});
    }
  }
}

const Facts& Trial::facts() {
  state_->read_answers();
  return state_->facts;
}

} // namespace tunepath
