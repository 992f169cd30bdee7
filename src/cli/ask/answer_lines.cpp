#include "cli/ask/answer_lines.hpp"

#include "tunepath/ask/dialogue.hpp"

#include <algorithm>

namespace tunepath::cli {
namespace {

bool is_stated(const Fact& fact) {
  return fact.origin.kind == Origin::Kind::profile ||
         fact.origin.kind == Origin::Kind::command_line;
}

} // namespace

AnswerLines::AnswerLines(const Facts& answers) : answers_(answers) {}

TypedLine AnswerLines::next(std::optional<FactIndex> fact) {
  if (!fact) {
    return {TypedLine::Kind::end, ""};
  }
  const Fact& answer = answers_[*fact];
  if (!is_stated(answer)) {
    return {TypedLine::Kind::line, ""}; // The default, where there is one.
  }
  used_.push_back(*fact);
  return {TypedLine::Kind::line, answer.known() ? spelled(answer.value) : "skip"};
}

std::vector<FactIndex> AnswerLines::unused() const {
  std::vector<FactIndex> out;
  for (FactIndex i = 0; i < answers_.schema().size(); ++i) {
    if (is_stated(answers_[i]) && std::find(used_.begin(), used_.end(), i) == used_.end()) {
      out.push_back(i);
    }
  }
  return out;
}

} // namespace tunepath::cli
