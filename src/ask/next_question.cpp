#include "tunepath/ask/next_question.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// True when nobody has answered the fact, and it can be asked for.
bool is_open(const Interview& interview, FactIndex index) {
  const Fact& fact = interview.scenario.facts[index];
  const bool stated = fact.known() && fact.origin.kind != Origin::Kind::initial &&
                      fact.origin.kind != Origin::Kind::derived;
  const auto& skipped = interview.skipped;
  return !stated && !interview.scenario.facts.schema()[index].derived &&
         std::find(skipped.begin(), skipped.end(), index) == skipped.end();
}

bool is_about_cost(const FactDecl& fact) {
  return fact.section() == "traffic" || fact.section() == "value" || fact.id == "model.baseline";
}

} // namespace

std::optional<Question> next_question(const Interview& interview, const Knowledge& knowledge) {
  const Advice advice = advise(interview.scenario, knowledge);
  for (const OpenQuestion& open : advice.decision.open_questions) {
    const auto index = knowledge.schema.find(open.fact);
    if (index && is_open(interview, *index)) {
      return Question{*index, ""};
    }
  }
  const Facts& facts = interview.scenario.facts;
  for (FactIndex index = 0; index < knowledge.schema.size(); ++index) {
    if (is_about_cost(knowledge.schema[index]) && !facts[index].known() &&
        is_open(interview, index)) {
      return Question{index, ""};
    }
  }
  return std::nullopt;
}

} // namespace tunepath
