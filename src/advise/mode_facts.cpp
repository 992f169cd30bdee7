#include "advise/conclude.hpp"
#include "advise/fact_values.hpp"

#include <cmath>

namespace tunepath {
namespace {

/// Whether the instances carry the peak with the headroom left free.
Truth covers_peak(const Situation& s, const ServingPlan& plan, const HostingOption& option) {
  const auto peak = s.traffic.peak_requests_per_second;
  if (peak && *peak == 0) {
    return Truth::yes;
  }
  if (!peak || !plan.capacity || !plan.capacity->requests_per_second) {
    return Truth::unknown;
  }
  const double carried = static_cast<double>(option.units) *
                         plan.capacity->requests_per_second->likely *
                         s.parameter("headroom").to_double();
  return truth(carried >= *peak);
}

void set_traffic(Facts& facts, const Situation& s, bool retrieval) {
  constexpr double k_seconds_per_minute = 60;
  constexpr double k_days_per_month = 365.0 / 12; // of a mean month
  const auto& t = s.traffic;
  set_number(facts, "traffic.peak_rps", t.peak_requests_per_second);
  const auto extra = retrieval ? t.retrieved_tokens : std::optional{Decimal{}};
  if (!t.tuned_input_tokens || !t.output_tokens || !extra) {
    return;
  }
  const double tokens = (*t.tuned_input_tokens + *t.output_tokens + *extra).to_double();
  if (t.peak_requests_per_second) {
    set_number(facts, "traffic.peak_tokens_per_minute",
               std::optional{*t.peak_requests_per_second * k_seconds_per_minute * tokens});
  }
  if (t.requests) {
    set_number(facts, "traffic.tokens_per_day",
               std::optional{t.requests->to_double() / k_days_per_month * tokens});
  }
}

} // namespace

Facts mode_facts(const Situation& s, const Play& play, std::optional<Method> method,
                 const ServingPlan& plan, const HostingOption& option) {
  Facts facts = s.facts;
  set_traffic(facts, s, plan.retrieval);
  if (play.path) {
    set_word(facts, "decision.path", name_of(*play.path));
  }
  if (method) {
    set_word(facts, "training.method_chosen", name_of(*method));
  }
  set_truth(facts, "hosting.fits", plan.fits);
  set_truth(facts, "hosting.covers_peak", covers_peak(s, plan, option));
  set_word(facts, "hosting.instance_chosen", plan.instance);
  if (option.units > 0) {
    set_count(facts, "hosting.units_chosen", option.units);
    if (option.unit == UnitKind::instance) {
      set_count(facts, "hosting.units_at_peak", option.units);
    }
  }
  return facts;
}

} // namespace tunepath
