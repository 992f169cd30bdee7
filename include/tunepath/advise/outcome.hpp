#pragma once

#include "tunepath/advise/advise.hpp"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tunepath {

/// The rules sorted by what they decide, looked up once for many decisions. Points into the set.
struct DecisionRules {
  using Rules = std::span<const Rule* const>;
  struct Option {
    Rules done;
    Rules recommended;
    Rules reason_for;
    Rules not_needed;
    Rules blocked;
  };

  DecisionRules(const RuleSet& rules, const FactSchema& schema);

  std::array<Option, 3> options;     ///< by Approach
  std::array<Rules, 3> ruled_out;    ///< by Path
  std::array<Rules, 9> required;     ///< by HostingMode
  std::vector<bool> about_the_model; ///< by fact: what is offered for the base model
  FactIndex all_ruled_out = 0;       ///< path.all_ruled_out
};

/// What the rules decide, without explanations.
struct Outcome {
  std::array<OptionVerdict, 3> options{}; ///< by Approach
  std::array<PathVerdict, 3> paths{};     ///< by Path; `chosen` only when firm
  std::optional<Path> path;               ///< the ladder's pick, also while provisional
  bool firm = false; ///< the pick cannot change: nothing before it is open; or all ruled out
  Truth all_ruled_out = Truth::unknown;

  OptionVerdict option(Approach id) const { return options[static_cast<std::size_t>(id)]; }
  /// Fine-tuning is recommended, done or still open, so that a path matters.
  bool may_tune() const;
  /// The options that the solution is certain to contain.
  std::vector<Approach> approach() const;
  /// No option is open, nor the path where one matters.
  bool decided() const;
};

/// True when both say the same of every option and of the path that is taken.
bool same_answer(const Outcome& a, const Outcome& b);

/// Applies the approach and path rules. `facts` are derived; sets `path.all_ruled_out` in them.
Outcome resolve(Facts& facts, const DecisionRules& rules);

/// The verdict on one option, given for each effect whether any of its rules holds.
OptionVerdict verdict_from(Approach id, const std::function<Truth(Effect)>& holds);

/// Whether every rule that the hosting mode requires holds. `facts` as for hosting_eligibility.
Truth eligible(HostingMode mode, const Facts& facts, const DecisionRules& rules);

} // namespace tunepath
