#pragma once

#include "advise/mode_choice.hpp"
#include "advise/play.hpp"
#include "advise/ways.hpp"

#include <optional>
#include <vector>

namespace tunepath {

/// A tuned model on one path, planned and priced on every hosting mode.
class Tuning {
public:
  /// Precondition: `play.tuning`. Everything `s` refers to outlives the tuning.
  Tuning(const Situation& s, const Play& play, std::string_view technique);

  const TrainingAdvice& training() const { return training_; }
  const ServingPlan& serving() const { return serving_; }
  /// Every mode for the first month, with the rules' word on whether it may be used.
  const std::vector<HostingOption>& modes() const { return modes_; }
  /// The complete way on each mode, in the order of modes(); empty for modes that are not eligible
  /// and that the profile does not name.
  const std::vector<Alternative>& ways() const { return ways_; }
  /// Index of the mode to take; see choose_mode.
  std::optional<std::size_t> choice() const { return choice_; }
  /// What finding out costs on the cheapest mode for it, given what the gain must be.
  Proof proof(HostingMode chosen, const BreakEven& needed) const;

private:
  TunedWay way() const { return {training_, serving_, technique_, already_tuned_}; }
  void price_modes(const Play& play);
  HostingMode proof_mode(HostingMode chosen) const;

  const Situation* s_;
  std::string_view technique_;
  bool already_tuned_;
  TrainingAdvice training_;
  ServingPlan serving_;
  std::vector<HostingOption> modes_;
  std::vector<Alternative> ways_;
  AllModeSums sums_;
  std::optional<std::size_t> choice_;
};

} // namespace tunepath
