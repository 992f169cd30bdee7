#pragma once

#include "tunepath/ask/next_question.hpp"

#include <span>

namespace tunepath::ask {

struct Answer {
  FactIndex fact = 0;
  Value value;
};

/// Why a question is worth asking, with its witness: where the other open facts are as in `others`,
/// not all of these answers lead to the same decision, or to much the same cost.
struct Worth {
  FactIndex fact = 0;
  std::vector<Answer> others;
  std::vector<Value> answers; ///< unknown stands for leaving it open
  std::string because;
};

/// Facts that a person could be asked about: what a profile may set, but for the day and the
/// conventions of the calculation, free text and credits.
std::vector<FactIndex> askable_facts(const FactSchema& schema);

/// Neither answered nor skipped: nothing is known, or a default holds.
bool is_open(const Interview& interview, FactIndex fact);

/// What holds when the fact is not answered, or is presumed or given as an example where nothing
/// does; unknown for facts without any of these.
Value usual_answer(const Facts& facts, FactIndex fact, const RuleSet& rules);

/// The question that can change the decision in the most ways. Empty when none can.
std::optional<Worth> decision_worth(const Interview& interview, const Knowledge& knowledge);

/// The question that moves the cost over the horizon most, the decision being what it is.
std::optional<Worth> cost_worth(const Interview& interview, const Knowledge& knowledge);

/// The decision comes first.
std::optional<Worth> most_worth(const Interview& interview, const Knowledge& knowledge);

} // namespace tunepath::ask
