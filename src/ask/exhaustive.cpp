#include "ask/exhaustive.hpp"

#include "ask/possible_answers.hpp"

namespace tunepath::ask {
namespace {

class Exploration {
public:
  Exploration(RulingTrial& trial, const std::vector<FactIndex>& open, const Knowledge& knowledge,
              std::size_t most_nodes)
      : trial_(trial),
        open_(open),
        knowledge_(knowledge),
        left_(most_nodes),
        current_(open.size()) {}

  std::optional<Difference> run() {
    explore();
    return std::move(difference_);
  }

private:
  /// Until a difference is found or the nodes are used up.
  void explore() {
    if (left_ == 0 || difference_) {
      return;
    }
    --left_;
    const Ruling ruling = trial_.ruling();
    const std::size_t split = ruling.settled() ? open_.size() : next_split();
    if (split == open_.size()) {
      compare(ruling);
      return;
    }
    const FactIndex fact = open_[split];
    const std::vector<Value> answers = possible_answers(fact, trial_.trial(), knowledge_);
    for (const Value& answer : answers) {
      trial_.set(fact, answer);
      current_[split] = answer;
      explore();
    }
    trial_.set(fact, Unknown{});
    current_[split] = Unknown{};
    if (answers.empty()) {
      compare(ruling);
    }
  }

  void compare(const Ruling& ruling) {
    if (!first_) {
      first_ = {ruling, current_};
    } else if (first_->first != ruling && !difference_) {
      difference_ = Difference{first_->second, current_};
    }
  }

  std::size_t next_split() {
    const std::vector<bool> needed = trial_.still_needed();
    std::size_t i = 0;
    while (i < open_.size() &&
           !(needed[open_[i]] && std::holds_alternative<Unknown>(current_[i]))) {
      ++i;
    }
    return i;
  }

  RulingTrial& trial_;
  const std::vector<FactIndex>& open_;
  const Knowledge& knowledge_;
  std::size_t left_;
  std::vector<Value> current_;
  std::optional<std::pair<Ruling, std::vector<Value>>> first_;
  std::optional<Difference> difference_;
};

} // namespace

std::optional<Difference> find_difference(RulingTrial& trial, const std::vector<FactIndex>& open,
                                          const Knowledge& knowledge, std::size_t most_nodes) {
  return Exploration{trial, open, knowledge, most_nodes}.run();
}

} // namespace tunepath::ask
