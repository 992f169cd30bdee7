#include "advise/conclude.hpp"
#include "advise/fact_values.hpp"

#include <cmath>

namespace tunepath {
namespace {

void set_traffic(Facts& facts, const Situation& s, bool retrieval) {
  constexpr double k_seconds_per_minute = 60;
  constexpr double k_days_per_month = 365.0 / 12; // of a mean month
  const auto& t = s.traffic;
  set_number(facts, "traffic.peak_rps", t.peak_requests_per_second);
  if (t.peak_requests_per_second) {
    set_number(facts, "traffic.peak_requests_per_minute",
               std::optional{std::ceil(*t.peak_requests_per_second * k_seconds_per_minute)});
  }
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

/// The instance of the mode: what it holds, carries, and how long it takes.
void set_instance(Facts& facts, const ServingPlan& plan, const HostingOption& option) {
  const ServingInstance& on = serving_instance(plan, option.id);
  set_truth(facts, "hosting.fits", on.fits);
  set_truth(facts, "hosting.covers_peak", option.service.covers_peak);
  const bool of_instance = option.unit == UnitKind::instance; // Else nobody knows how fast it is.
  set_truth(facts, "hosting.meets_latency",
            of_instance && on.capacity ? on.capacity->meets_latency : Truth::unknown);
  set_word(facts, "hosting.instance_chosen", on.id);
  set_word(facts, "hosting.fit_note", on.fit_note);
  const bool answers = on.capacity && on.capacity->answering;
  set_word(facts, "hosting.latency_note",
           answers ? on.latency_note : "how fast an instance answers is not known");
  const double minutes = plan.scaling.notice_minutes + plan.scaling.start_minutes.likely;
  set_number(facts, "hosting.cold_start_minutes", std::optional{std::round(minutes)});
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
  set_instance(facts, plan, option);
  if (option.units > 0) {
    set_count(facts, "hosting.units_chosen", option.units);
    if (option.unit == UnitKind::instance) {
      set_count(facts, "hosting.units_at_peak", option.units);
    }
  }
  const auto copies = s.facts.count("hosting.import_copies");
  if (option.id == HostingMode::custom_model_import && copies) {
    set_count(facts, "hosting.units_at_peak", *copies);
  }
  return facts;
}

} // namespace tunepath
