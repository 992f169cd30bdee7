#include "advise/tuning.hpp"

#include "advise/economics.hpp"
#include "advise/judge.hpp"
#include "advise/mode_facts.hpp"

#include <utility>

namespace tunepath {

Tuning::Tuning(const Situation& s, const Play& play, std::string_view technique)
    : s_(&s),
      technique_(technique),
      already_tuned_(s.facts.yes_no("model.already_tuned") == Truth::yes),
      training_(plan_training(s, play.path.value_or(Path::sagemaker), play.region, technique)),
      serving_(plan_serving(s, play.path, play.region, play.retrieval)) {
  price_modes(play);
  choice_ = choose_mode(sums_, named_mode(s.facts));
}

void Tuning::price_modes(const Play& play) {
  for (const auto& [mode, name] : Names<HostingMode>::k_all) {
    HostingOption option = price_mode(*s_, serving_, mode, 1);
    const Facts facts = mode_facts(*s_, play, training_.method, serving_, option);
    Eligibility eligibility = hosting_eligibility(facts, s_->knowledge, mode);
    option.eligible = eligibility.eligible;
    option.reasons = std::move(eligibility.reasons);
    // What is not eligible cannot be chosen, unless it was asked for by name.
    const bool may_be_taken = option.eligible != Truth::no || named_mode(s_->facts) == mode;
    ways_.push_back(may_be_taken ? tuned_way(*s_, way(), mode) : Alternative{});
    sums_[static_cast<std::size_t>(mode)] = {option.eligible,
                                             may_be_taken,
                                             sums_of(option.estimate),
                                             sums_of(option.idle),
                                             sums_of(ways_.back().estimate),
                                             ways_.back().horizon};
    modes_.push_back(std::move(option));
  }
}

/// Mode in which the evaluation costs least, among the chosen one and those that surely can be
/// used.
HostingMode Tuning::proof_mode(HostingMode chosen) const {
  HostingMode best = chosen;
  Estimate least = price_evaluation_hosting(*s_, serving_, chosen);
  for (const HostingOption& option : modes_) {
    if (option.id == chosen || option.eligible != Truth::yes) {
      continue;
    }
    Estimate other = price_evaluation_hosting(*s_, serving_, option.id);
    const bool cheaper =
        !least.complete() || other.total(LineKind::one_time) < least.total(LineKind::one_time);
    if (other.complete() && cheaper) {
      best = option.id;
      least = std::move(other);
    }
  }
  return best;
}

Proof Tuning::proof(HostingMode chosen, const BreakEven& needed) const {
  return price_proof(*s_, way(), proof_mode(chosen), needed);
}

} // namespace tunepath
