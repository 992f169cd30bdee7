#include "ask/ruling.hpp"

#include "tunepath/advise/values.hpp"

#include <algorithm>

namespace tunepath::ask {

RulingTrial::RulingTrial(const Knowledge& knowledge, const Facts& facts)
    : knowledge_(&knowledge),
      trial_(knowledge, facts),
      all_ruled_out_(knowledge.schema.at("path.all_ruled_out")) {
  const FactIndex effort = knowledge.schema.at("problem.prompt_effort");
  const FactIndex weak = knowledge.schema.at("problem.weak_prompt");
  read_together_ = {{{effort, weak}, {weak, effort}}};
}

Ruling RulingTrial::ruling() {
  const Outcome& outcome = trial_.outcome();
  Ruling ruling{outcome.options, outcome.path, outcome.decided(), {}, false};
  if (!outcome.may_tune()) {
    return ruling;
  }
  const Facts& facts = trial_.facts();
  for (const Rule* rule : knowledge_->rules.about(Topic::technique)) {
    if (rule->decl->effect != Effect::choose) {
      continue;
    }
    const Truth holds = rule->when.evaluate(facts);
    if (holds != Truth::no) {
      ruling.technique_open = holds == Truth::unknown;
      ruling.technique = holds == Truth::yes ? rule->decl->subject : std::string_view{};
      break;
    }
  }
  return ruling;
}

void RulingTrial::need(const Rule& rule, std::vector<bool>& needed) {
  if (rule.when.evaluate(trial_.facts()) != Truth::unknown) {
    return;
  }
  const FactSchema& schema = knowledge_->schema;
  for (const FactIndex fact : rule.when.facts()) {
    needed[fact] = true;
    for (const std::string_view source : sources_of(schema[fact].id)) {
      needed[schema.at(source)] = true;
    }
  }
}

std::vector<bool> RulingTrial::still_needed() {
  std::vector<bool> needed(knowledge_->schema.size());
  const Outcome outcome = trial_.outcome();
  for (const Rule* rule : knowledge_->rules.about(Topic::approach)) {
    const auto option = named<Approach>(rule->decl->subject);
    if (rule->decl->effect != Effect::caution && option &&
        outcome.option(*option) == OptionVerdict::undecided) {
      need(*rule, needed);
    }
  }
  if (needed[all_ruled_out_] || (outcome.may_tune() && !outcome.firm)) {
    for (const Rule* rule : knowledge_->rules.about(Topic::path)) {
      if (rule->decl->effect == Effect::ruled_out) {
        need(*rule, needed);
      }
    }
  }
  if (outcome.may_tune()) {
    for (const Rule* rule : knowledge_->rules.about(Topic::technique)) {
      if (rule->decl->effect == Effect::choose) {
        need(*rule, needed);
      }
    }
  }
  for (const auto& [one, other] : read_together_) {
    needed[other] = needed[other] || needed[one];
  }
  return needed;
}

} // namespace tunepath::ask
