#include "advise/flips.hpp"

#include "advise/derive.hpp"
#include "tunepath/advise/values.hpp"
#include "tunepath/facts/complete.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath {
namespace {

constexpr std::size_t k_most_flips = 16;
constexpr std::size_t k_most_pairs = 400; ///< that are tried
constexpr std::size_t k_pairs_per_answer = 2;
constexpr std::size_t k_idle_per_fact = 2; ///< values that are tried in pairs
constexpr std::array<Topic, 2> k_topics{Topic::approach, Topic::path};

/// What a flip is judged by.
struct Answer {
  std::vector<Approach> approach;
  std::optional<Path> path;
  friend bool operator==(const Answer&, const Answer&) = default;
};

Answer answer_of(const Outcome& outcome) {
  return {outcome.approach(), outcome.path};
}

bool tunes(const Answer& answer) {
  return std::find(answer.approach.begin(), answer.approach.end(), Approach::fine_tuning) !=
         answer.approach.end();
}

/// No option is open, and a path can be named where one is needed, unless none could before.
bool is_settled(const Outcome& outcome, bool path_may_be_open) {
  const bool open = std::find(outcome.options.begin(), outcome.options.end(),
                              OptionVerdict::undecided) != outcome.options.end();
  return !open && (path_may_be_open || outcome.decided() || outcome.path);
}

struct Change {
  FactIndex fact = 0;
  Value value;
};

/// How far a number is from what was stated; words are all equally far.
double distance(const Value& from, const Value& to) {
  const auto* a = std::get_if<NumberRange>(&from);
  const auto* b = std::get_if<NumberRange>(&to);
  return a != nullptr && b != nullptr ? std::abs(a->likely.to_double() - b->likely.to_double()) : 0;
}

class Search {
public:
  Search(const Facts& stated, const std::optional<Leaning>& leaning, const Knowledge& knowledge)
      : stated_(stated), knowledge_(knowledge), trial_(knowledge, stated) {
    for (const FactValue& each : leaning ? leaning->presumed : std::vector<FactValue>{}) {
      const FactIndex fact = knowledge.schema.at(each.fact);
      const auto value = parse_value(each.value, knowledge.schema[fact], KnownNames{});
      trial_.set(fact, value ? value.value() : Value{Unknown{}});
      presumed_.push_back({fact, trial_.stated(fact)});
    }
    already_tuned_ = knowledge.schema.at("model.already_tuned");
    path_was_open_ = !trial_.outcome().decided();
    base_ = answer_of(trial_.outcome());
  }

  std::vector<Flip> run() {
    if (!is_settled(trial_.outcome(), path_was_open_)) {
      return {};
    }
    try_single_changes();
    try_pairs();
    return std::move(flips_);
  }

private:
  void try_single_changes() {
    for (const FactIndex fact : deciding_facts(knowledge_)) {
      const Value before = trial_.stated(fact);
      const std::vector<const Rule*> rules = rules_on(fact);
      const bool only_path = std::all_of(rules.begin(), rules.end(), [](const Rule* rule) {
        return rule->decl->topic == Topic::path;
      });
      if (only_path && !tunes(base_)) {
        continue; // Without fine-tuning no path is taken.
      }
      std::vector<std::vector<Truth>> met{comparisons_of(rules)};
      std::vector<Value> values = values_worth_trying(fact, trial_, knowledge_, k_topics);
      std::stable_sort(values.begin(), values.end(), [&](const Value& a, const Value& b) {
        return distance(before, a) < distance(before, b);
      });
      std::vector<Answer> reached;
      for (const Value& value : values) {
        if (value == before) {
          continue;
        }
        trial_.set(fact, value);
        const Answer answer = answer_of(trial_.outcome());
        if (answer == base_) {
          // What no rule can tell from a value that was tried before would do nothing new in a
          // pair.
          const std::vector<Truth> here = comparisons_of(rules);
          if (met.size() <= k_idle_per_fact &&
              std::find(met.begin(), met.end(), here) == met.end()) {
            met.push_back(here);
            idle_.push_back({fact, value});
          }
        } else if (is_settled(trial_.outcome(), path_was_open_) && !is_idle_advice(fact, answer) &&
                   std::find(reached.begin(), reached.end(), answer) == reached.end()) {
          reached.push_back(answer);
          if (fact != already_tuned_) { // Which nobody can change by wanting to.
            singly_.push_back(answer);
          }
          keep({{fact, value}}, answer);
        }
      }
      trial_.set(fact, before);
    }
  }

  /// The rules about approach and path that a fact has a part in, also through what is derived.
  std::vector<const Rule*> rules_on(FactIndex fact) const {
    const std::string_view id = knowledge_.schema[fact].id;
    const auto rests_on_it = [&](FactIndex mentioned) {
      const auto sources = sources_of(knowledge_.schema[mentioned].id);
      return mentioned == fact || std::find(sources.begin(), sources.end(), id) != sources.end();
    };
    std::vector<const Rule*> rules;
    for (const Topic topic : k_topics) {
      for (const Rule* rule : knowledge_.rules.about(topic)) {
        const auto facts = rule->when.facts();
        if (rule->decl->effect != Effect::caution &&
            std::any_of(facts.begin(), facts.end(), rests_on_it)) {
          rules.push_back(rule);
        }
      }
    }
    return rules;
  }

  /// How each of their comparisons is met as things stand.
  std::vector<Truth> comparisons_of(const std::vector<const Rule*>& rules) {
    std::vector<Truth> found;
    for (const Rule* rule : rules) {
      const std::size_t first = found.size();
      found.resize(first + rule->when.comparisons());
      rule->when.evaluate(trial_.facts(), std::span{found}.subspan(first));
    }
    return found;
  }

  /// That some other model cannot be tuned is no help to anybody.
  bool is_idle_advice(FactIndex fact, const Answer& answer) const {
    return knowledge_.schema[fact].type == FactType::model && tunes(base_) && !tunes(answer);
  }

  /// Two changes, neither of which does anything alone.
  void try_pairs() {
    std::size_t tried = 0;
    std::vector<Answer> reached;
    for (std::size_t i = 0; i < idle_.size(); ++i) {
      const Value before = trial_.stated(idle_[i].fact);
      trial_.set(idle_[i].fact, idle_[i].value);
      for (std::size_t j = i + 1; j < idle_.size(); ++j) {
        if (idle_[j].fact == idle_[i].fact || ++tried > k_most_pairs) {
          continue;
        }
        const Value other = trial_.stated(idle_[j].fact);
        trial_.set(idle_[j].fact, idle_[j].value);
        const Answer answer = answer_of(trial_.outcome());
        const bool often = std::count(reached.begin(), reached.end(), answer) >=
                           static_cast<std::ptrdiff_t>(k_pairs_per_answer);
        const bool simpler = std::find(singly_.begin(), singly_.end(), answer) != singly_.end();
        if (answer != base_ && !often && !simpler && is_settled(trial_.outcome(), path_was_open_) &&
            keep({idle_[i], idle_[j]}, answer)) {
          reached.push_back(answer);
        }
        trial_.set(idle_[j].fact, other);
      }
      trial_.set(idle_[i].fact, before);
    }
  }

  /// Takes the flip in if the whole scenario, with every default that follows, gives that answer.
  bool keep(const std::vector<Change>& changes, const Answer& answer) {
    if (flips_.size() >= k_most_flips || answer_with(changes) != answer) {
      return false;
    }
    Flip flip{{}, answer.approach, answer.path};
    for (const Change& change : changes) {
      flip.changes.push_back({std::string{knowledge_.schema[change.fact].id},
                              to_string(stated_[change.fact].value), to_string(change.value)});
    }
    flips_.push_back(std::move(flip));
    return true;
  }

  Answer answer_with(const std::vector<Change>& changes) const {
    Facts facts = stated_;
    for (const std::vector<Change>& some : {presumed_, changes}) {
      for (const Change& change : some) {
        facts.set(change.fact, change.value, {Origin::Kind::command_line, {}, ""});
      }
    }
    complete(facts, facts.date("as_of").value());
    facts = derive(std::move(facts), knowledge_.catalog);
    return answer_of(resolve(facts, {knowledge_.rules, knowledge_.schema}));
  }

  const Facts& stated_;
  const Knowledge& knowledge_;
  Trial trial_;
  std::vector<Change> presumed_;
  Answer base_;
  bool path_was_open_ = false;
  FactIndex already_tuned_ = 0;
  std::vector<Change> idle_;   ///< changes that do nothing alone
  std::vector<Answer> singly_; ///< answers that a single change reaches
  std::vector<Flip> flips_;
};

} // namespace

std::vector<Flip> find_flips(const Facts& stated, const std::optional<Leaning>& leaning,
                             const Knowledge& knowledge) {
  return Search{stated, leaning, knowledge}.run();
}

} // namespace tunepath
