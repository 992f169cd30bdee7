#include "ask/exhaustive.hpp"
#include "ask/possible_answers.hpp"
#include "ask/ruling.hpp"
#include "ask/worth.hpp"
#include "ask/worth_wording.hpp"
#include "tunepath/advise/values.hpp"

#include <algorithm>
#include <cstdint>

namespace tunepath::ask {
namespace {

constexpr std::size_t k_samples = 32;
constexpr std::size_t k_most_nodes = 20'000;

/// A fixed sequence that looks random (SplitMix64, Steele, Lea and Flood 2014).
class Sequence {
public:
  std::size_t below(std::size_t bound) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % bound);
  }

private:
  std::uint64_t state_ = 0;
};

/// An open fact with what may be answered.
struct Open {
  FactIndex fact = 0;
  Value usual;
  std::vector<Value> answers;
};

class DecisionSearch {
public:
  DecisionSearch(const Interview& interview, const Knowledge& knowledge)
      : facts_(interview.scenario.facts),
        knowledge_(knowledge),
        trial_(knowledge, facts_),
        model_(knowledge.schema.at("model.base")) {
    for (const FactIndex fact : deciding_facts(knowledge)) {
      if (is_open(interview, fact)) {
        open_.push_back(fact);
      }
    }
    std::stable_sort(open_.begin(), open_.end(),
                     [&](FactIndex a, FactIndex b) { return turn(a) < turn(b); });
  }

  std::optional<Worth> run() {
    forget();
    if (open_.empty() || trial_.ruling().settled()) { // All that could settle it was skipped.
      return std::nullopt;
    }
    collect_answers();
    std::optional<Worth> worth = sample();
    return worth ? std::move(worth) : search();
  }

private:
  /// In which turn a fact is split: what models and regions offer depends on the technique, the
  /// limits of a model on the model, and what only the console tells on all of it.
  int turn(FactIndex fact) const {
    const FactDecl& decl = knowledge_.schema[fact];
    return decl.type == FactType::regions     ? 1
           : decl.type == FactType::model     ? 2
           : decl.type == FactType::number    ? 3
           : decl.id.starts_with("model.on_") ? 4
                                              : 0;
  }

  /// Nobody knows whether a list holds a model before the model is known.
  bool too_early(FactIndex fact) const {
    return turn(fact) == 4 && std::find(open_.begin(), open_.end(), model_) != open_.end();
  }

  void forget() {
    for (const FactIndex fact : open_) {
      trial_.set(fact, Unknown{});
    }
  }

  void collect_answers() {
    const std::vector<bool> needed = trial_.still_needed();
    for (const FactIndex fact : open_) {
      trial_.set(fact, usual_answer(facts_, fact, knowledge_.rules));
    }
    std::vector<Value> models;
    for (const FactIndex fact : open_) {
      Open open{fact, usual_answer(facts_, fact, knowledge_.rules), {}};
      open.answers = turn(fact) == 3 && !models.empty()
                         ? possible_numbers(fact, model_, models, trial_.trial(), knowledge_)
                         : possible_answers(fact, trial_.trial(), knowledge_);
      models = fact == model_ ? open.answers : std::move(models);
      needed_.push_back(needed[fact]);
      choices_.push_back(std::move(open));
    }
    forget();
  }

  /// The first completion is the usual one, the others are drawn: the usual answer half the time.
  std::vector<Value> draw(std::size_t sample) {
    std::vector<Value> completion;
    for (const Open& open : choices_) {
      const bool usual = sample == 0 || open.answers.empty() || sequence_.below(2) == 0;
      completion.push_back(usual ? open.usual : open.answers[sequence_.below(open.answers.size())]);
    }
    return completion;
  }

  void state(const std::vector<Value>& completion) {
    for (std::size_t i = 0; i < open_.size(); ++i) {
      trial_.set(open_[i], completion[i]);
    }
  }

  bool matters(const Open& open, const Value& stated) {
    const Ruling before = trial_.ruling();
    const bool found =
        std::any_of(open.answers.begin(), open.answers.end(), [&](const Value& answer) {
          trial_.set(open.fact, answer);
          return trial_.ruling() != before;
        });
    trial_.set(open.fact, stated);
    return found;
  }

  /// In how many of the completions each fact matters, and in which first.
  std::optional<Worth> sample() {
    std::vector<std::size_t> count(open_.size());
    std::vector<std::vector<Value>> witness(open_.size());
    for (std::size_t sample = 0; sample < k_samples; ++sample) {
      const std::vector<Value> completion = draw(sample);
      state(completion);
      for (std::size_t i = 0; i < open_.size(); ++i) {
        if (needed_[i] && !too_early(open_[i]) && matters(choices_[i], completion[i])) {
          ++count[i];
          witness[i] = witness[i].empty() ? completion : std::move(witness[i]);
        }
      }
    }
    const std::size_t best = most_telling(count);
    return count[best] == 0 ? std::nullopt : std::optional{worth_of(best, witness[best])};
  }

  /// Of those that matter at least half as often as any, what is best asked first.
  std::size_t most_telling(const std::vector<std::size_t>& count) const {
    const std::size_t most = *std::max_element(count.begin(), count.end());
    std::size_t best = 0;
    for (std::size_t i = 1; i < count.size(); ++i) {
      const bool often = count[i] * 2 >= most;
      if (count[best] * 2 < most ||
          (often && asked_before(open_[i], open_[best], knowledge_.schema))) {
        best = i;
      }
    }
    return best;
  }

  Worth worth_of(std::size_t at, const std::vector<Value>& completion) {
    state(completion);
    Worth worth{open_[at], {}, choices_[at].answers, ""};
    std::vector<Ruled> ruled;
    for (const Value& answer : worth.answers) {
      trial_.set(worth.fact, answer);
      ruled.push_back({answer, trial_.ruling()});
    }
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (i != at) {
        worth.others.push_back({open_[i], completion[i]});
      }
    }
    worth.because = because_of(ruled, knowledge_.schema[worth.fact]);
    return worth;
  }

  /// Walks from one completion to another that is decided differently, fact by fact: one of the
  /// steps changes the decision.
  std::optional<Worth> search() {
    forget();
    const auto found = find_difference(trial_, open_, knowledge_, k_most_nodes);
    if (!found) {
      return std::nullopt;
    }
    std::vector<Value> completion = found->first;
    const std::vector<Value>& target = found->second;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const bool unknown = std::holds_alternative<Unknown>(completion[i]);
      completion[i] = unknown ? choices_[i].usual : completion[i];
    }
    for (std::size_t i = 0; i < open_.size(); ++i) {
      if (std::holds_alternative<Unknown>(target[i]) || target[i] == completion[i]) {
        continue;
      }
      state(completion);
      const Ruling before = trial_.ruling();
      trial_.set(open_[i], target[i]);
      if (trial_.ruling() != before) {
        choices_[i].answers = {completion[i], target[i]};
        return worth_of(i, completion);
      }
      completion[i] = target[i];
    }
    return std::nullopt;
  }

  const Facts& facts_;
  const Knowledge& knowledge_;
  RulingTrial trial_;
  FactIndex model_;
  std::vector<FactIndex> open_;
  std::vector<Open> choices_; ///< of open_, in its order
  std::vector<bool> needed_;  ///< of open_: rules that are unknown rest on it
  Sequence sequence_;
};

} // namespace

std::optional<Worth> decision_worth(const Interview& interview, const Knowledge& knowledge) {
  return DecisionSearch{interview, knowledge}.run();
}

} // namespace tunepath::ask
