#pragma once

#include "proof/walk.hpp"
#include "tunepath/advise/outcome.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath::proof {

/// Something that rules decide by themselves: an option, whether a path is open, whether a hosting
/// mode may be used, the technique, the verdict, whether a credit pool is open.
struct Subject {
  Topic topic = Topic::approach;
  std::string_view name;          ///< of the option, path, mode or pool; "technique", "verdict"
  std::vector<const Rule*> rules; ///< that decide it, in order
};

/// Whether every rule of a subject has to hold, rather than one of them.
constexpr bool needs_all(Topic topic) {
  return topic == Topic::hosting || topic == Topic::credits;
}

/// "rag", "path bedrock", "hosting mode endpoint", "credit pool ...".
std::string text_of(const Subject& subject);

/// All of them, in the order in which an answer comes about.
std::vector<Subject> subjects_of(const RuleSet& rules);

/// What the rules of the subject lead to in a region, `without` one of them; empty while it is not
/// settled. "none" where no rule decides although nothing is open. Where nothing more will be
/// known, a verdict passes over the rules that cannot be told.
std::optional<std::string_view> outcome_of(const Subject& subject, const Reading& reading,
                                           const Rule* without = nullptr);

/// What the rules of the subject are written to lead to.
std::vector<std::string_view> intended_outcomes(const Subject& subject);

/// Whether two rules that hold together say opposite things of the subject.
bool contradict(const Subject& subject, const Rule& a, const Rule& b);

} // namespace tunepath::proof
