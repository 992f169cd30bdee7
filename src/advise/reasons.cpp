#include "advise/reasons.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// Whether a rule with that effect speaks against its subject when it holds.
bool is_adverse(Effect effect) {
  return effect == Effect::not_needed || effect == Effect::blocked || effect == Effect::ruled_out ||
         effect == Effect::cap;
}

std::string unknown_facts(const Rule& rule, const Facts& facts) {
  std::string text;
  for (const FactIndex index : rule.when.facts()) {
    if (!facts[index].known()) {
      text += (text.empty() ? "" : ", ") + std::string{facts.schema()[index].id};
    }
  }
  return text;
}

std::string text_of(const Rule& rule, Truth truth, const Facts& facts, const RuleSet& rules) {
  const RuleDecl& decl = *rule.decl;
  if (truth == Truth::unknown && decl.open.empty()) {
    return fmt::format("Not known yet: {}.", unknown_facts(rule, facts));
  }
  const std::string_view text = truth == Truth::yes  ? decl.because
                                : truth == Truth::no ? decl.otherwise
                                                     : decl.open;
  return fill_in(text, facts, rules.parameters());
}

int rank(const Rule& rule, Truth truth, const std::vector<Effect>& deciding, bool open_decides) {
  const bool decides = open_decides
                           ? truth == Truth::unknown
                           : truth == Truth::yes && std::find(deciding.begin(), deciding.end(),
                                                              rule.decl->effect) != deciding.end();
  if (rule.decl->effect == Effect::caution) {
    return 1;
  }
  return decides ? 0 : truth == Truth::unknown ? 2 : truth == Truth::yes ? 3 : 4;
}

/// A caution is said when it holds, and asked when its rule has words for that.
bool is_silent(const Rule& rule, Truth truth) {
  return rule.decl->effect == Effect::caution &&
         (truth == Truth::no || (truth == Truth::unknown && rule.decl->open.empty()));
}

} // namespace

Reason reason_of(const Rule& rule, const Facts& facts, const RuleSet& rules) {
  const Truth truth = rule.when.evaluate(facts);
  Reason reason;
  reason.rule = rule.decl->id;
  reason.holds = truth;
  reason.caution = rule.decl->effect == Effect::caution;
  const bool against = (truth == Truth::yes) == is_adverse(rule.decl->effect);
  reason.effect = reason.caution || truth == Truth::unknown ? Reason::Effect::open
                  : against                                 ? Reason::Effect::opposes
                                                            : Reason::Effect::supports;
  reason.text = text_of(rule, truth, facts, rules);
  reason.unblock = fill_in(rule.decl->unblock, facts, rules.parameters());
  reason.source = rule.decl->source;
  reason.date = rule.decl->date;
  reason.facts = rule.when.conditions(facts);
  return reason;
}

std::vector<Reason> reasons_about(Topic topic, std::string_view subject,
                                  const std::vector<Effect>& deciding, bool open_decides,
                                  const Facts& facts, const RuleSet& rules) {
  std::vector<std::pair<int, Reason>> ranked;
  for (const Rule* rule : rules.about(topic, subject)) {
    const Truth truth = rule->when.evaluate(facts);
    if (!is_silent(*rule, truth)) {
      Reason reason = reason_of(*rule, facts, rules);
      if (!reason.text.empty()) {
        ranked.emplace_back(rank(*rule, truth, deciding, open_decides), std::move(reason));
      }
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Reason> reasons;
  reasons.reserve(ranked.size());
  for (auto& [order, reason] : ranked) {
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

} // namespace tunepath
