#include "advise/volumes.hpp"

#include "advise/ledger.hpp"
#include "tunepath/advise/brief.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

constexpr std::string_view k_requests = "traffic.requests_per_month";
constexpr std::string_view k_peak = "traffic.peak_requests_per_second";

/// No, then unknown, then yes.
int rank(Truth truth) {
  return truth == Truth::no ? 0 : truth == Truth::unknown ? 1 : 2;
}

/// What stands against the mode, or what is open about it.
std::string obstacle_of(const HostingOption& mode) {
  for (const Reason::Effect effect : {Reason::Effect::opposes, Reason::Effect::open}) {
    for (const Reason& reason : mode.reasons) {
      if (reason.effect == effect && !reason.caution) {
        return reason.text;
      }
    }
  }
  return {};
}

} // namespace

std::int64_t middle_volume(std::int64_t a, std::int64_t b) {
  constexpr std::int64_t k_wide = 4;
  return b / a >= k_wide ? std::clamp(static_cast<std::int64_t>(std::sqrt(static_cast<double>(a)) *
                                                                std::sqrt(static_cast<double>(b))),
                                      a + 1, b - 1)
                         : a + (b - a) / 2;
}

Volumes::Volumes(const Advice& advice, const Scenario& scenario, const Knowledge& knowledge)
    : advice_(advice),
      scenario_(scenario),
      knowledge_(knowledge),
      evaluator_(scenario, knowledge, Evaluator::Keeps::decision),
      requests_(knowledge.schema.at(k_requests)),
      peak_(knowledge.schema.at(k_peak)) {
  const auto stated = scenario.facts.likely(k_requests);
  const auto peak = scenario.facts.likely(k_peak);
  if (stated && !stated->is_zero()) {
    stated_ = std::max<std::int64_t>(1, Rational::of(*stated).rounded());
    peak_of_request_ = peak ? peak->to_double() / stated->to_double() : 0;
  }
}

NumberRange Volumes::peak_of(std::int64_t volume) const {
  constexpr double k_micro = 1e6;
  const double peak = peak_of_request_ * static_cast<double>(volume);
  return NumberRange::point(Decimal::scaled(std::llround(peak * k_micro), 6));
}

std::optional<AtVolume> Volumes::at(std::int64_t volume) {
  evaluator_.set(requests_, NumberRange::point(Decimal::of(volume)));
  if (peak_of_request_ > 0) {
    evaluator_.set(peak_, peak_of(volume));
  }
  try {
    const Evaluation& e = evaluator_.evaluate();
    if (!e.planned || !e.reference || !e.planned->priced || !e.reference->priced) {
      return std::nullopt;
    }
    const Rational months = Rational::of(advice_.cost.horizon_months);
    return AtVolume{
        .volume = volume,
        .tuned = e.planned->horizon,
        .reference = e.reference->horizon,
        .tuned_usage = e.planned->usage,
        .reference_usage = e.reference->usage,
        .gain = e.gain_per_month ? Money::of(e.gain_per_month->usd() * months) : Money{},
        .eligible = e.planned_eligible,
        .instance = std::string{e.planned_instance}};
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

/// Whether a number of units or copies is stated, of the mode that was chosen.
bool Volumes::rests_on_stated_units() const {
  const auto is_stated = [&](std::string_view id) {
    return scenario_.facts.at(id).origin.kind != Origin::Kind::initial &&
           scenario_.facts.number(id).has_value();
  };
  return !units_carry_all_ && ((advice_.hosting == HostingMode::provisioned_throughput &&
                                is_stated("hosting.model_units")) ||
                               (advice_.hosting == HostingMode::custom_model_import &&
                                is_stated("hosting.import_copies")));
}

bool Volumes::holds(std::int64_t volume) {
  const auto found = at(volume);
  return found && rank(found->eligible) >= rank(*eligible_);
}

std::int64_t Volumes::last() {
  const auto stated = at(stated_);
  if (!stated) {
    return 0;
  }
  eligible_ = stated->eligible;
  if (rests_on_stated_units()) {
    return stated_;
  }
  std::int64_t good = stated_;
  std::int64_t bad = Rational::of(*knowledge_.schema[requests_].high).rounded();
  if (good >= bad || holds(bad)) {
    return std::max(good, bad);
  }
  while (bad - good > 1) {
    const std::int64_t middle = middle_volume(good, bad);
    (holds(middle) ? good : bad) = middle;
  }
  return good;
}

std::string Volumes::why_last(std::int64_t last) const {
  const std::int64_t most = Rational::of(*knowledge_.schema[requests_].high).rounded();
  if (last >= most) {
    return {};
  }
  if (rests_on_stated_units()) {
    return advice_.hosting == HostingMode::provisioned_throughput
               ? "what the stated hosting.model_units carry beyond your volume is not published"
               : "what the stated hosting.import_copies carry beyond your volume is not published";
  }
  // Far enough beyond that rounded figures show it, too.
  const std::int64_t further = std::min(most, last + std::max<std::int64_t>(1, last / 10));
  Scenario beyond = scenario_;
  const Origin varied{Origin::Kind::command_line, {}, "varied"};
  beyond.facts.set(requests_, NumberRange::point(Decimal::of(further)), varied);
  if (peak_of_request_ > 0) {
    beyond.facts.set(peak_, peak_of(further), varied);
  }
  try {
    complete(beyond.facts, beyond.facts.date("as_of").value());
    const Advice there = advise_briefly(beyond, knowledge_);
    const auto mode = std::find_if(there.modes.begin(), there.modes.end(),
                                   [&](const auto& each) { return advice_.hosting == each.id; });
    if (mode == there.modes.end()) {
      return {};
    }
    for (const Gap& gap : mode->estimate.gaps) {
      if (is_decisive(gap.id)) {
        return gap.needs;
      }
    }
    return obstacle_of(*mode);
  } catch (const std::overflow_error&) {
    return {};
  }
}

void Volumes::take_units_to_carry_all() {
  units_carry_all_ = true;
  for (const std::string_view id : {"hosting.model_units", "hosting.import_copies"}) {
    const auto stated = scenario_.facts.number(id);
    evaluator_.set(knowledge_.schema.at(id), stated ? *stated : NumberRange::point(Decimal::of(1)));
  }
}

} // namespace tunepath
