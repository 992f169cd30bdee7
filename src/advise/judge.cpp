#include "advise/judge.hpp"

#include "advise/reasons.hpp"

#include <algorithm>
#include <optional>

namespace tunepath {

Eligibility eligibility(const Facts& facts, const Knowledge& knowledge, Topic topic,
                        std::string_view subject) {
  const RuleSet& rules = knowledge.rules;
  Eligibility found{Truth::yes, {}};
  for (const Rule* rule : rules.about(topic, subject)) {
    if (rule->decl->effect == Effect::required) {
      found.eligible = both(found.eligible, rule->when.evaluate(facts));
    }
  }
  found.reasons = reasons_about(topic, subject, {Effect::required},
                                found.eligible == Truth::unknown, facts, rules);
  if (found.eligible == Truth::no) {
    std::stable_partition(found.reasons.begin(), found.reasons.end(), [](const Reason& reason) {
      return reason.effect == Reason::Effect::opposes;
    });
  }
  return found;
}

Eligibility hosting_eligibility(const Facts& facts, const Knowledge& knowledge, HostingMode mode) {
  return eligibility(facts, knowledge, Topic::hosting, name_of(mode));
}

Verdict judge_briefly(Facts& facts, const RuleSet& rules, FactIndex capped) {
  bool caps = false;
  for (const Rule* rule : rules.about(Topic::verdict)) {
    caps = caps || (rule->decl->effect == Effect::cap && rule->when.evaluate(facts) == Truth::yes);
  }
  facts.try_value(capped, caps);
  for (const Rule* rule : rules.about(Topic::verdict)) {
    if (rule->decl->effect == Effect::choose && rule->when.evaluate(facts) == Truth::yes) {
      return named<Verdict>(rule->decl->subject).value_or(Verdict::unknown);
    }
  }
  return Verdict::unknown;
}

Verdict judge(const Facts& facts, const Knowledge& knowledge, std::vector<Reason>& reasons) {
  const RuleSet& rules = knowledge.rules;
  std::vector<Reason> caps;
  for (const Rule* rule : rules.about(Topic::verdict)) {
    if (rule->decl->effect == Effect::cap && rule->when.evaluate(facts) == Truth::yes) {
      caps.push_back(reason_of(*rule, facts, rules));
    }
  }
  Facts capped = facts;
  capped.set("verdict.capped", !caps.empty(), {Origin::Kind::derived, {}, "the verdict rules"});
  const Rule* deciding = nullptr;
  std::vector<Reason> open;
  for (const Rule* rule : rules.about(Topic::verdict)) {
    const bool chooses = rule->decl->effect == Effect::choose && deciding == nullptr;
    const Truth holds = chooses ? rule->when.evaluate(capped) : Truth::no;
    if (holds == Truth::yes) {
      deciding = rule;
    } else if (holds == Truth::unknown) {
      open.push_back(reason_of(*rule, capped, rules));
    }
  }
  if (deciding != nullptr) {
    reasons.push_back(reason_of(*deciding, capped, rules));
  }
  reasons.insert(reasons.end(), caps.begin(), caps.end());
  reasons.insert(reasons.end(), open.begin(), open.end());
  const auto verdict = deciding == nullptr ? std::nullopt : named<Verdict>(deciding->decl->subject);
  return verdict.value_or(Verdict::unknown);
}

std::vector<Reason> warnings_that_hold(const Facts& facts, const Knowledge& knowledge) {
  std::vector<Reason> found;
  for (const Rule* rule : knowledge.rules.about(Topic::warning)) {
    if (rule->when.evaluate(facts) == Truth::yes) {
      found.push_back(reason_of(*rule, facts, knowledge.rules));
    }
  }
  return found;
}

} // namespace tunepath
