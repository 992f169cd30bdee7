#include "ask/worth.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <algorithm>
#include <array>

namespace tunepath::ask {
namespace {

/// How the calculation is done, rather than what is calculated; and what changes only ways that are
/// never recommended, next to nothing, or is an extra that nobody has to have.
constexpr std::array<std::string_view, 7> k_not_asked{"as_of",
                                                      "hours_per_month",
                                                      "start_month",
                                                      "model.larger",
                                                      "traffic.repeated_input_tokens",
                                                      "data.dataset_gb",
                                                      "rag.rerank_model"};

/// Says which credits one may get, which no answer and no bill rests on.
constexpr std::string_view k_organisation = "organisation";

/// A declared value; unknown where it is none. Declared models are ids of the catalog.
Value declared(std::string_view text, const FactDecl& fact) {
  KnownNames names;
  names.model = [](std::string_view id) { return std::optional{id}; };
  const auto value = parse_value(text, fact, names);
  return value ? value.value() : Value{Unknown{}};
}

} // namespace

std::vector<FactIndex> askable_facts(const FactSchema& schema) {
  std::vector<FactIndex> facts;
  for (FactIndex i = 0; i < schema.size(); ++i) {
    const FactDecl& fact = schema[i];
    const bool is_left_out =
        std::find(k_not_asked.begin(), k_not_asked.end(), fact.id) != k_not_asked.end();
    if (!fact.derived && !is_left_out && fact.section() != k_organisation &&
        fact.type != FactType::text && fact.type != FactType::credits) {
      facts.push_back(i);
    }
  }
  return facts;
}

bool is_open(const Interview& interview, FactIndex fact) {
  const Fact& answer = interview.scenario.facts[fact];
  const bool answered = answer.known() && answer.origin.kind != Origin::Kind::initial;
  return !answered && std::find(interview.skipped.begin(), interview.skipped.end(), fact) ==
                          interview.skipped.end();
}

Value usual_answer(const Facts& facts, FactIndex fact, const RuleSet& rules) {
  const FactDecl& decl = facts.schema()[fact];
  if (facts[fact].known()) {
    return facts[fact].value;
  }
  if (decl.presumed.starts_with('$')) {
    return NumberRange::point(rules.parameter(decl.presumed.substr(1)).value);
  }
  return declared(decl.presumed.empty() ? decl.example : decl.presumed, decl);
}

} // namespace tunepath::ask
