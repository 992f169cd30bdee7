#pragma once

#include "tunepath/rules/expression.hpp"

namespace tunepath {

/// A rule with its compiled condition.
struct Rule {
  const RuleDecl* decl = nullptr;
  Expression when;
};

/// All rules, compiled, in the order of the files, with the parameters that they use. What the
/// spans point to stays where it is when the set is moved.
class RuleSet {
public:
  /// Later declarations of the same id or parameter name replace earlier ones, in their place.
  /// `rules` and `parameters` outlive the set. Errors: conditions that do not compile, effects
  /// that a topic does not know, and texts that name an unknown fact or parameter.
  static Result<RuleSet> make(std::span<const RuleDecl> rules,
                              std::span<const Parameter> parameters, const FactSchema& schema);

  RuleSet(RuleSet&&) = default;
  RuleSet& operator=(RuleSet&&) = default;
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  std::span<const Rule> all() const { return rules_; }
  /// The rules of `topic` in order: all, those about `subject`, and those of them that do `effect`.
  std::span<const Rule* const> about(Topic topic) const;
  std::span<const Rule* const> about(Topic topic, std::string_view subject) const;
  std::span<const Rule* const> about(Topic topic, std::string_view subject, Effect effect) const;
  const Rule* find(std::string_view id) const;
  std::span<const Parameter> parameters() const { return parameters_; }
  /// Precondition: the parameter exists; anything else is a bug and throws std::logic_error.
  const Parameter& parameter(std::string_view name) const;

private:
  /// Rules that are asked for together. An empty subject: every one.
  struct Group {
    Topic topic;
    std::string_view subject;
    std::optional<Effect> effect;
    std::vector<const Rule*> rules;
  };

  RuleSet() = default;
  void sort_into_groups();
  void add_to_group(Topic topic, std::string_view subject, std::optional<Effect> effect,
                    const Rule& rule);
  std::span<const Rule* const> group(Topic topic, std::string_view subject,
                                     std::optional<Effect> effect) const;

  std::vector<Rule> rules_;
  std::vector<Group> groups_;
  std::vector<Parameter> parameters_;
};

/// `text` with each {fact.id} and {$parameter} replaced by its value as people write it:
/// dollars with cents, grouped counts, "none" for an empty list, "unknown" where nothing is known.
std::string fill_in(std::string_view text, const Facts& facts,
                    std::span<const Parameter> parameters);

/// A number with its unit as people write it: "$1,106.41", "3,200", "64%", "2.4 h"; a range as
/// "2.4 h (1.7 to 3.6)". At most two decimals, but every one of an amount below a dollar.
std::string with_unit(const NumberRange& number, std::string_view unit);

} // namespace tunepath
