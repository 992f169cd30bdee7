#include "tunepath/rules/rule_set.hpp"

#include "rules/placeholders.hpp"
#include "tunepath/core/suggest.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace {

Position position_of(const Place& place) {
  return {std::string{place.file}, place.line, place.column};
}

std::vector<Effect> effects_of(Topic topic) {
  switch (topic) {
  case Topic::approach:
    return {Effect::done,       Effect::recommended, Effect::reason_for,
            Effect::not_needed, Effect::blocked,     Effect::caution};
  case Topic::path:
    return {Effect::ruled_out, Effect::caution};
  case Topic::technique:
    return {Effect::choose, Effect::offer, Effect::caution};
  case Topic::hosting:
    return {Effect::required, Effect::caution};
  case Topic::verdict:
    return {Effect::choose, Effect::cap};
  case Topic::warning:
    return {Effect::warn};
  case Topic::credits:
    return {Effect::required, Effect::caution};
  }
  return {};
}

/// The declarations in order, a later one of the same name in the place of the earlier.
template <class Row, class Name>
std::vector<const Row*> last_of_each(std::span<const Row> rows, Name name) {
  std::vector<const Row*> kept;
  for (const Row& row : rows) {
    const auto same = std::find_if(kept.begin(), kept.end(),
                                   [&](const Row* other) { return other->*name == row.*name; });
    if (same == kept.end()) {
      kept.push_back(&row);
    } else {
      *same = &row;
    }
  }
  return kept;
}

void append(std::vector<Diagnostic>& to, std::vector<Diagnostic> problems, std::string_view rule) {
  for (Diagnostic& problem : problems) {
    problem.message = fmt::format("rule {}: {}", rule, problem.message);
    to.push_back(std::move(problem));
  }
}

std::vector<Diagnostic> check_effect(const RuleDecl& rule) {
  const std::vector<Effect> allowed = effects_of(rule.topic);
  if (std::find(allowed.begin(), allowed.end(), rule.effect) != allowed.end()) {
    return {};
  }
  std::vector<std::string_view> names;
  names.reserve(allowed.size());
  for (const Effect effect : allowed) {
    names.push_back(name_of(effect));
  }
  return {{Diagnostic::Level::error, position_of(rule.place),
           fmt::format("effect '{}' has no meaning in topic '{}'", name_of(rule.effect),
                       name_of(rule.topic)),
           fmt::format("use one of {}", fmt::join(names, ", "))}};
}

std::vector<Diagnostic> check_texts(const RuleDecl& rule, const FactSchema& schema,
                                    std::span<const Parameter> parameters) {
  std::vector<Diagnostic> problems;
  for (const std::string_view text : {rule.because, rule.otherwise, rule.open, rule.unblock}) {
    for (const std::string_view name : rules::placeholders_of(text)) {
      if (!rules::can_fill(name, schema, parameters)) {
        problems.push_back({Diagnostic::Level::error, position_of(rule.place),
                            fmt::format("a text names '{{{}}}', which nothing declares", name),
                            "write {fact.id} or {$parameter}"});
      }
    }
  }
  return problems;
}

} // namespace

Result<RuleSet> RuleSet::make(std::span<const RuleDecl> rules,
                              std::span<const Parameter> parameters, const FactSchema& schema) {
  RuleSet set;
  std::vector<Diagnostic> problems;
  for (const Parameter* parameter : last_of_each(parameters, &Parameter::name)) {
    set.parameters_.push_back(*parameter);
  }
  for (const RuleDecl* rule : last_of_each(rules, &RuleDecl::id)) {
    auto condition = compile(rule->when, position_of(rule->place), schema, set.parameters_);
    append(problems, check_effect(*rule), rule->id);
    append(problems, check_texts(*rule, schema, set.parameters_), rule->id);
    append(problems, condition.problems(), rule->id);
    if (condition) {
      set.rules_.push_back({rule, std::move(condition).value()});
    }
  }
  if (!problems.empty()) {
    return problems;
  }
  set.sort_into_groups();
  return set;
}

void RuleSet::sort_into_groups() {
  for (const Rule& rule : rules_) {
    const RuleDecl& decl = *rule.decl;
    add_to_group(decl.topic, "", std::nullopt, rule);
    add_to_group(decl.topic, decl.subject, std::nullopt, rule);
    add_to_group(decl.topic, decl.subject, decl.effect, rule);
  }
}

void RuleSet::add_to_group(Topic topic, std::string_view subject, std::optional<Effect> effect,
                           const Rule& rule) {
  const auto found = std::find_if(groups_.begin(), groups_.end(), [&](const Group& each) {
    return each.topic == topic && each.subject == subject && each.effect == effect;
  });
  if (found == groups_.end()) {
    groups_.push_back({topic, subject, effect, {&rule}});
  } else {
    found->rules.push_back(&rule);
  }
}

std::span<const Rule* const> RuleSet::group(Topic topic, std::string_view subject,
                                            std::optional<Effect> effect) const {
  for (const Group& each : groups_) {
    if (each.topic == topic && each.effect == effect && each.subject == subject) {
      return each.rules;
    }
  }
  return {};
}

std::span<const Rule* const> RuleSet::about(Topic topic) const {
  return group(topic, "", std::nullopt);
}

std::span<const Rule* const> RuleSet::about(Topic topic, std::string_view subject) const {
  return group(topic, subject, std::nullopt);
}

std::span<const Rule* const> RuleSet::about(Topic topic, std::string_view subject,
                                            Effect effect) const {
  return group(topic, subject, effect);
}

const Rule* RuleSet::find(std::string_view id) const {
  const auto found = std::find_if(rules_.begin(), rules_.end(),
                                  [&](const Rule& rule) { return rule.decl->id == id; });
  return found == rules_.end() ? nullptr : &*found;
}

const Parameter& RuleSet::parameter(std::string_view name) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const Parameter& each) { return each.name == name; });
  if (found == parameters_.end()) {
    throw std::logic_error("no parameter '" + std::string{name} + "'");
  }
  return *found;
}

} // namespace tunepath
