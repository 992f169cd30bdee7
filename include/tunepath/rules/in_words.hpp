#pragma once

#include "tunepath/facts/declaration.hpp"
#include "tunepath/rules/rule.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// How a sentence calls the fact: its label, or what its id says: "labelled examples".
std::string name_in_words(const FactDecl& fact);

/// True when that name says already what its number counts: "labelled examples".
bool names_its_unit(const FactDecl& fact);

/// What a yes, or a no, of a yes-no fact means: "the prompt is thin", "the prompt is not thin".
/// Without a label: "weak prompt is yes".
std::string flag_in_words(const FactDecl& fact, bool yes);

/// A condition as a sentence, every parameter as its value: "work on the prompt is exhausted and
/// the prompt is not thin". It says what the condition says, `not` being drawn into its parts.
/// A condition that does not parse comes back as it is.
std::string in_words(std::string_view condition, const FactSchema& schema,
                     std::span<const Parameter> parameters);

/// `text` with each {fact.id} as the fact's name in angle brackets and each {$parameter} as its
/// value: what a text of a rule says before there is a scenario.
std::string with_names(std::string_view text, const FactSchema& schema,
                       std::span<const Parameter> parameters);

/// The parameters that a rule names, in its condition or its texts, each once.
std::vector<std::string_view> parameters_of(const RuleDecl& rule);

/// "are" for a name such as "labelled examples", else "is".
std::string_view is_or_are(std::string_view name);

} // namespace tunepath
