#pragma once

#include "tunepath/advise/outcome.hpp"

#include <memory>
#include <vector>

namespace tunepath {

/// Every rule as it was met, and every comparison in it: an explanation without its words. The
/// values found are in the trial's facts until they change.
struct Explanation {
  struct Met {
    const Rule* rule = nullptr;
    Truth holds = Truth::unknown;
    std::size_t first = 0; ///< of its comparisons, in `found`
  };
  std::vector<Met> rules;
  std::vector<Truth> found;
};

/// A scenario whose answers are tried out: change some, ask what would be decided, change others.
/// It remembers what the catalog said, so that a million trials cost a million evaluations of the
/// rules and a few look-ups.
class Trial {
public:
  /// What the catalog is asked for: what decisions rest on, whatever any rule mentions, or nothing,
  /// so that what it would say is an answer like any other.
  enum class LookUps { for_decisions, for_all_rules, none };

  /// `stated` is completed, and nothing else is derived in it. `knowledge` outlives the trial.
  Trial(const Knowledge& knowledge, const Facts& stated, LookUps look_ups = LookUps::for_decisions);
  ~Trial();
  Trial(Trial&&) noexcept;
  Trial& operator=(Trial&&) noexcept;

  /// Changes an answer. What follows from it follows; the defaults of other facts do not.
  void set(FactIndex fact, const Value& value);
  /// As it was stated or set, before contradictions were read as one answer.
  const Value& stated(FactIndex fact) const;

  const Outcome& outcome();
  /// Whether the tuned model may be hosted so, on the path of outcome(): unknown while there is no
  /// path. What is worked out per mode (hosting.fits ...) is as it was set.
  Truth eligible(HostingMode mode);
  /// What the catalog says, value by value, of the facts that rules mention.
  const std::vector<Value>& looked_up();
  /// How every rule about approach, path and hosting was met.
  void explain(Explanation& into);
  /// With what follows from the answers and from what the catalog was asked for; what is decided
  /// (path.all_ruled_out, decision.path) as of the last outcome(), or as it was set. Origins are
  /// those of what was stated.
  const Facts& facts();

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace tunepath
