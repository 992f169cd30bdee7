#pragma once

#include "tunepath/advise/advise.hpp"

#include <array>
#include <optional>
#include <vector>

namespace tunepath {

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
Outcome resolve(Facts& facts, const RuleSet& rules);

/// True when the rule is unknown for want of the model, or of what is offered for it.
bool lacks_the_model(const Rule& rule, const Facts& facts);

} // namespace tunepath
