#include "tunepath/ask/next_question.hpp"

#include "ask/worth.hpp"

namespace tunepath {

std::optional<ask::Worth> ask::most_worth(const Interview& interview, const Knowledge& knowledge) {
  std::optional<Worth> worth = decision_worth(interview, knowledge);
  return worth ? std::move(worth) : cost_worth(interview, knowledge);
}

std::optional<Question> next_question(const Interview& interview, const Knowledge& knowledge) {
  std::optional<ask::Worth> worth = ask::most_worth(interview, knowledge);
  return worth ? std::optional{Question{worth->fact, std::move(worth->because)}} : std::nullopt;
}

} // namespace tunepath
