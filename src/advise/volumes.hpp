#pragma once

#include "tunepath/advise/evaluator.hpp"

#include <string>

namespace tunepath {

/// Sums over the horizon at one volume.
struct AtVolume {
  std::int64_t volume = 0;
  Money tuned;
  Money reference;
  Money tuned_usage;           ///< of `tuned`: what every request bills alike
  Money reference_usage;       ///< of `reference`
  Money gain;                  ///< below zero where the tuned model is worse
  Truth eligible = Truth::yes; ///< whether the planned mode can be used
  std::string instance;        ///< that it runs on; "" when it has none
};

/// A volume between: the geometric middle of a wide interval, else the arithmetic one.
/// Preconditions: 1 <= a, a + 1 < b.
std::int64_t middle_volume(std::int64_t a, std::int64_t b);

/// Tries volumes on a scenario whose decision and hosting mode stay as they were planned. A stated
/// peak is scaled with the volume.
class Volumes {
public:
  /// The scenario and the advice on it outlive the volumes.
  Volumes(const Advice& advice, const Scenario& scenario, const Knowledge& knowledge);

  /// Empty where something that decides has no price, or a sum is out of range.
  std::optional<AtVolume> at(std::int64_t volume);

  /// The largest plausible volume up to which, from the stated one on, the plan can be priced, and
  /// its mode can be used as well as at the stated one; 0 when there is none. What model units or
  /// copies carry is not published: as many as are stated carry the stated volume, and perhaps no
  /// more.
  std::int64_t last();
  /// Why it is no larger: what the rules or the prices say a little beyond; "" where it is the
  /// largest plausible one, or sums are out of range beyond.
  std::string why_last(std::int64_t last) const;

  /// From now on what model units and copies carry counts as known: any number of requests.
  void take_units_to_carry_all();

private:
  NumberRange peak_of(std::int64_t volume) const;
  bool rests_on_stated_units() const;
  bool holds(std::int64_t volume);

  const Advice& advice_;
  const Scenario& scenario_;
  const Knowledge knowledge_;
  Evaluator evaluator_;
  FactIndex requests_;
  FactIndex peak_;
  std::int64_t stated_ = 1; ///< not below 1
  double peak_of_request_ = 0;
  bool units_carry_all_ = false;
  std::optional<Truth> eligible_; ///< at the stated volume
};

} // namespace tunepath
