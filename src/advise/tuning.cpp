#include "advise/tuning.hpp"

#include "advise/conclude.hpp"
#include "advise/economics.hpp"
#include "advise/judge.hpp"

#include <algorithm>
#include <tuple>

namespace tunepath {
namespace {

/// A mode without a rate for what it bills most is no choice while another has one.
bool lacks_rate(const HostingOption& mode) {
  const auto& gaps = mode.estimate.gaps;
  return std::any_of(gaps.begin(), gaps.end(),
                     [](const Gap& gap) { return gap.no_rate && is_decisive(gap); });
}

} // namespace

Tuning::Tuning(const Situation& s, const Play& play, std::string_view technique)
    : s_(&s),
      technique_(technique),
      already_tuned_(s.facts.yes_no("model.already_tuned") == Truth::yes),
      training_(plan_training(s, play.path.value_or(Path::sagemaker), play.region, technique)),
      serving_(plan_serving(s, play.path, play.region, play.retrieval)) {
  price_modes(play);
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
    modes_.push_back(std::move(option));
    ways_.push_back(may_be_taken ? tuned_way(*s_, way(), mode) : Alternative{});
  }
}

/// What has rates comes first, then what is surely eligible, then what is priced but for storage.
/// Of those the cheaper over the horizon; within 5% the lower idle cost, then the more managed.
/// Known parts of incomplete prices are not compared.
bool Tuning::preferred(std::size_t a, std::size_t b) const {
  const auto rank = [&](std::size_t i) {
    return std::tuple{lacks_rate(modes_[i]), modes_[i].eligible != Truth::yes,
                      lacks_decisive_price(modes_[i].estimate)};
  };
  if (rank(a) != rank(b) || lacks_decisive_price(modes_[a].estimate)) {
    return std::tuple{rank(a), a} < std::tuple{rank(b), b};
  }
  const Rational less = std::min(ways_[a].horizon, ways_[b].horizon).usd();
  const Rational more = std::max(ways_[a].horizon, ways_[b].horizon).usd();
  if (more * Rational::quotient(20, 21) > less) {
    return ways_[a].horizon < ways_[b].horizon;
  }
  return std::tuple{modes_[a].idle_monthly(), a} < std::tuple{modes_[b].idle_monthly(), b};
}

std::optional<std::size_t> Tuning::choice() const {
  const auto wanted = named_mode(s_->facts);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < modes_.size(); ++i) {
    if (modes_[i].eligible == Truth::no) {
      continue;
    }
    if (wanted == modes_[i].id) {
      return i;
    }
    if (!best || preferred(i, *best)) {
      best = i;
    }
  }
  return best || !wanted ? best : std::optional{static_cast<std::size_t>(*wanted)};
}

Proof Tuning::proof(HostingMode mode, const BreakEven& needed) const {
  return price_proof(*s_, way(), mode, needed);
}

} // namespace tunepath
