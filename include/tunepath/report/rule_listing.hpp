#pragma once

#include "tunepath/report/document.hpp"
#include "tunepath/rules/rule_set.hpp"

#include <span>
#include <string>
#include <vector>

namespace tunepath {

/// Rules and parameters to be listed, and what they are told from.
struct RuleListing {
  std::vector<const Rule*> rules; ///< in the order of the files
  std::vector<const Parameter*> parameters;
  const RuleSet& all;
  const FactSchema& schema;
  std::span<const std::string> own_files; ///< files that the user gave: rules of these are marked
};

/// Every rule below its topic and subject: id, effect and condition; then the parameters.
Document describe_rules(const RuleListing& listing);

/// The same for machines, `tunepath-rule-list/1`: an object of rules and parameters.
std::string rules_json(const RuleListing& listing);

/// The same for people who do not program, in Markdown: how an answer comes about, every rule with
/// its condition in words, what it does, why and since when, and the parameters. It is
/// docs/rules.md.
std::string rules_markdown(const RuleListing& listing);

/// All there is to know of one rule: its texts, source and place, the facts that it reads, the
/// parameters that it uses, and the other rules about its subject.
Document describe_rule(const Rule& rule, const RuleListing& listing);
/// The same of a parameter: its value, source and the rules that use it.
Document describe_parameter(const Parameter& parameter, const RuleListing& listing);

/// The same for machines: `tunepath-rule/1` and `tunepath-parameter/1`.
std::string rule_json(const Rule& rule, const RuleListing& listing);
std::string parameter_json(const Parameter& parameter, const RuleListing& listing);

} // namespace tunepath
