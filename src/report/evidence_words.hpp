#pragma once

#include "tunepath/advise/advice.hpp"

#include <string>

/// A condition as a colleague would say it.
namespace tunepath::evidence {

/// What a rule does to what is explained, and whether a condition settles it: it is met and the
/// rule holds, or it alone is not met.
struct Role {
  bool adverse = false; ///< the rule speaks against when it holds
  bool decisive = false;
};

/// "3,200 labelled examples (data.labelled_examples, profile.yaml:24:22); at least 50 are needed":
/// what was found, where it is from, and what the rule asks for where that is not the same.
std::string in_words(const Condition& condition, const FactSchema& schema, Role role);

/// All conditions of a reason, each as a sentence; what is said of a fact being known is left out
/// where another condition is about the same fact.
std::vector<std::string> in_words(const Reason& reason, const FactSchema& schema);

/// "[reference article: fine-tuning LLMs on AWS, 2026-11-22]", or "" without a source.
std::string short_source(const Reason& reason);

} // namespace tunepath::evidence
