#include "advise/mode_facts.hpp"

#include <cmath>

namespace tunepath {

void note_traffic(FactNotes& notes, const Situation& s, bool retrieval) {
  constexpr double k_seconds_per_minute = 60;
  constexpr double k_days_per_month = 365.0 / 12; // of a mean month
  const auto& t = s.traffic;
  const auto peak = t.peak_in(busiest_month(s));
  const auto requests = t.requests_in(busiest_month(s));
  const auto extra = retrieval ? t.retrieved_tokens : std::optional{Decimal{}};
  std::optional<double> tokens;
  if (t.tuned_input_tokens && t.output_tokens && extra) {
    tokens = (*t.tuned_input_tokens + *t.output_tokens + *extra).to_double();
  }
  const auto known = [](bool holds, double number) {
    return holds ? std::optional{number} : std::nullopt;
  };
  const double a_minute = peak.value_or(0) * k_seconds_per_minute;
  notes.note(Noted::peak_rps, peak);
  notes.note(Noted::peak_rpm, known(peak.has_value(), std::ceil(a_minute)));
  notes.note(Noted::peak_tpm, known(peak && tokens, a_minute * tokens.value_or(0)));
  notes.note(Noted::tokens_per_day,
             known(requests && tokens, static_cast<double>(requests.value_or(0)) /
                                           k_days_per_month * tokens.value_or(0)));
}

void note_mode(FactNotes& notes, const ServingPlan& plan, const ModeUse& use) {
  const ServingInstance& on = serving_instance(plan, use.mode);
  notes.note(Noted::fits, on.fits);
  notes.note(Noted::covers_peak, use.covers_peak);
  const bool of_instance = use.unit == UnitKind::instance; // Else nobody knows how fast it is.
  notes.note(Noted::meets_latency,
             of_instance && on.capacity ? on.capacity->meets_latency : Truth::unknown);
  notes.note(Noted::instance, on.id);
  const double minutes = plan.scaling.notice_minutes + plan.scaling.start_minutes.likely;
  notes.note(Noted::cold_start_minutes, std::optional{std::round(minutes)});
  const auto units = use.units > 0 ? std::optional{use.units} : std::nullopt;
  notes.note(Noted::units, units);
  notes.note(Noted::units_at_peak, of_instance ? units
                                   : use.mode == HostingMode::custom_model_import
                                       ? plan.import_copies
                                       : std::nullopt);
  if (notes.told()) {
    notes.note(Noted::fit_note, on.fit_note);
    const bool answers = on.capacity && on.capacity->answering;
    notes.note(Noted::latency_note, answers ? std::string_view{on.latency_note}
                                            : "how fast an instance answers is not known");
  }
}

void forget_mode(FactNotes& notes) {
  for (const Noted each :
       {Noted::fits, Noted::covers_peak, Noted::meets_latency, Noted::instance,
        Noted::cold_start_minutes, Noted::units, Noted::units_at_peak, Noted::peak_rps,
        Noted::peak_rpm, Noted::peak_tpm, Noted::tokens_per_day}) {
    notes.forget(each);
  }
}

Facts mode_facts(const Situation& s, const Play& play, std::optional<Method> method,
                 const ServingPlan& plan, const HostingOption& option) {
  Facts facts = s.facts;
  FactNotes notes{facts, FactNotes::Origins::told};
  note_traffic(notes, s, plan.retrieval);
  if (play.path) {
    notes.note(Noted::path, name_of(*play.path));
  }
  if (method) {
    notes.note(Noted::method, name_of(*method));
  }
  note_mode(notes, plan, {option.id, option.unit, option.units, option.service.covers_peak});
  return facts;
}

} // namespace tunepath
