#pragma once

#include "advise/answer_reading.hpp"
#include "advise/outcome.hpp"

#include <array>
#include <string>
#include <unordered_map>
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
  /// `stated` is completed, and nothing else is derived in it. `knowledge` outlives the trial.
  Trial(const Knowledge& knowledge, const Facts& stated);

  /// Changes an answer. What follows from it follows; the defaults of other facts do not.
  void set(FactIndex fact, const Value& value);
  /// As it was stated or set, before contradictions were read as one answer.
  const Value& stated(FactIndex fact) const;

  const Outcome& outcome();
  /// Whether the tuned model may be hosted so, on the path of outcome(): unknown while there is no
  /// path. What is worked out per mode (hosting.fits ...) is as it was set.
  Truth eligible(HostingMode mode);
  /// How every rule about approach, path and hosting was met.
  void explain(Explanation& into);
  /// With what is derived, as far as rules about approach, path, technique and hosting mention it.
  /// Origins are those of what was stated.
  const Facts& facts();

private:
  void settle();
  void look_up();

  const Knowledge* knowledge_;
  DecisionRules rules_;
  AnswerReading reading_;
  std::array<FactIndex, 9> keys_{};
  FactIndex path_;
  Facts facts_;
  Value prompt_effort_; ///< as stated
  Value weak_prompt_;
  std::vector<FactIndex> looked_up_; ///< what the catalog says, as far as rules mention it
  std::unordered_map<std::string, std::vector<Value>> answers_;
  std::string key_;
  bool keys_changed_ = true;
  bool changed_ = true;
  Outcome outcome_;
};

} // namespace tunepath
