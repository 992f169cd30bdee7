#pragma once

#include "tunepath/advise/advise.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tunepath {

/// What can be wrong with rules taken together.
enum class RuleFindingKind {
  hole,          ///< answers that lead to no outcome
  contradiction, ///< two rules that hold together and say opposite things
  unreachable,   ///< an outcome that rules are written for, and that no answers lead to
  never_holds,   ///< a rule whose condition nothing can meet
  shadowed,      ///< a rule without which every outcome would be the same
};

template <>
struct Names<RuleFindingKind> {
  static constexpr std::array<std::pair<RuleFindingKind, std::string_view>, 5> k_all{
      {{RuleFindingKind::hole, "hole"},
       {RuleFindingKind::contradiction, "contradiction"},
       {RuleFindingKind::unreachable, "unreachable"},
       {RuleFindingKind::never_holds, "never-holds"},
       {RuleFindingKind::shadowed, "shadowed"}}};
};

/// Answers that show something: those that a profile can state, and what pricing would have to find
/// beside them.
struct Witness {
  std::vector<FactValue> answers;
  std::vector<FactValue> computed;
  bool empty() const { return answers.empty() && computed.empty(); }
};

struct RuleFinding {
  RuleFindingKind kind = RuleFindingKind::hole;
  Diagnostic problem;
  Witness witness;
};

/// Two rules that hold together where their order decides.
struct RuleOverlap {
  std::string subject; ///< "prompt", "verdict"
  std::string first;   ///< the rule that decides
  std::string second;
  std::string instead; ///< what the second would have led to
  Witness witness;
};

/// How much of the space was gone through for one subject. A region is a set of answers that the
/// rules cannot tell apart any further, or need not.
struct RuleCoverage {
  std::string subject; ///< "prompt", "bedrock", "endpoint", "technique", "verdict"
  Topic topic = Topic::approach;
  std::size_t rules = 0;
  std::size_t facts = 0; ///< that it can depend on, derived ones traced to their answers
  std::uint64_t regions = 0;
  std::uint64_t evaluations = 0;
  std::map<std::string, std::uint64_t> outcomes; ///< regions by outcome
  std::uint64_t open = 0; ///< regions that stay open for want of data in the catalog
  bool exhausted = false; ///< the bound on the work was reached: the rest was not looked at
};

struct RuleProof {
  std::vector<RuleFinding> findings; ///< in the order of the rules
  std::vector<RuleOverlap> overlaps;
  std::vector<RuleCoverage> coverage;
  std::vector<std::string> idle; ///< rules that change nothing with what the catalog says today
  std::size_t models = 0;        ///< kinds of models that the rules can tell apart
  std::size_t models_in_all = 0; ///< in the catalog
  std::size_t regions = 0;       ///< AWS regions that were gone through
};

/// Proves, subject by subject, what the rules do over every combination of answers that they can
/// tell apart: facts split at the constants that rules mention, ruled out early by three-valued
/// evaluation, and what the catalog says taken together as it occurs. What only pricing works out
/// (hosting.fits, cost.extra_usd ...) is taken to be anything, each fact by itself.
///
/// `blank` is a completed profile without any answer. `topics`: those that are proved; none for
/// all. Pure and deterministic; the work is bounded.
RuleProof prove(const Knowledge& knowledge, const Facts& blank, std::span<const Topic> topics = {});

} // namespace tunepath
