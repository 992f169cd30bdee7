#include "advise/outcome_notes.hpp"

namespace tunepath {
namespace {

void note_hosting(FactNotes& notes, const PricedOutcome& outcome) {
  notes.note(Noted::mode, outcome.mode ? name_of(*outcome.mode) : std::string_view{});
  const auto money = [](bool known, Money amount) {
    return known ? std::optional{amount} : std::nullopt;
  };
  if (!outcome.mode) {
    for (const Noted each : {Noted::mode_monthly, Noted::instance, Noted::units, Noted::bills_idle,
                             Noted::idle_known, Noted::idle}) {
      notes.forget(each);
    }
    return;
  }
  const Sums& idle = *outcome.idle;
  const Sums& month = *outcome.mode_month;
  notes.note(Noted::mode_monthly,
             money(month.hosting_lines > 0 || month.complete(), month.monthly()));
  notes.note(Noted::instance, outcome.instance);
  notes.note(Noted::units, outcome.units > 0 ? std::optional{outcome.units} : std::nullopt);
  notes.note(Noted::bills_idle, truth(bills_idle(*outcome.mode)));
  notes.note(Noted::idle_known, truth(idle.complete()));
  notes.note(Noted::idle, money(idle.hosting_lines > 0 || idle.complete(), idle.monthly()));
}

void note_one_time(FactNotes& notes, const Sums& way) {
  const bool decided = way.training_lines > 0 && way.training_gaps == 0;
  const Money once = way.of(LineKind::one_time) - way.labour;
  const bool complete = way.gaps[static_cast<std::size_t>(LineKind::one_time)] == way.labour_gaps;
  notes.note(Noted::training_decided, truth(decided));
  notes.note(Noted::training, decided ? std::optional{way.training} : std::nullopt);
  notes.note(Noted::aws_one_time, complete ? std::optional{once} : std::nullopt);
}

/// Whether the gain pays for the extra cost, in the worst and in the best case.
void note_value(FactNotes& notes, const Economics& e) {
  notes.note(Noted::value_stated, truth(e.gain.has_value()));
  notes.note(Noted::gain, e.gain ? std::optional{e.gain->likely} : std::nullopt);
  for (const Noted each : {Noted::extra, Noted::gain_covers, Noted::gain_straddles,
                           Noted::best_case_covers, Noted::extra_complete}) {
    notes.forget(each);
  }
  if (!e.compared) {
    return;
  }
  const bool complete = e.tuned_complete && e.reference_complete;
  notes.note(Noted::extra_complete, truth(complete));
  if (complete) {
    notes.note(Noted::extra, e.extra);
  }
  if (e.gain && e.reference_complete) {
    const Money extra = *e.extra; // with gaps: the known part
    const Truth covers = e.gain->low >= extra   ? Truth::yes
                         : e.gain->high < extra ? Truth::no
                                                : Truth::unknown;
    const Truth possible = e.tuned_complete ? Truth::yes : Truth::unknown;
    notes.note(Noted::gain_covers, both(covers, possible));
    notes.note(Noted::gain_straddles, truth(covers == Truth::unknown));
    notes.note(Noted::best_case_covers, e.gain->high < extra ? Truth::no : possible);
  }
}

/// Too little traffic for a standing bill: none, or the bill exceeds the untuned model's tokens
/// several times.
Truth low_traffic(const Situation& s, const PricedOutcome& outcome) {
  if (s.traffic.requests && s.traffic.requests->is_zero()) {
    return Truth::yes;
  }
  if (!s.traffic.requests || outcome.reference == nullptr ||
      !outcome.reference->complete(LineKind::per_use)) {
    return Truth::unknown;
  }
  const bool spiky = s.traffic.shape == TrafficShape::spiky;
  const Decimal ratio = s.parameter(spiky ? "spiky_ratio" : "low_traffic_ratio");
  const bool above = outcome.way->of(LineKind::standing).usd() >
                     Rational::of(ratio) * outcome.reference->of(LineKind::per_use).usd();
  return above || outcome.way->complete(LineKind::standing) ? truth(above) : Truth::unknown;
}

} // namespace

bool bills_idle(HostingMode mode) {
  return mode == HostingMode::provisioned_throughput || mode == HostingMode::endpoint ||
         mode == HostingMode::endpoint_autoscaling || mode == HostingMode::multi_adapter;
}

void note_outcome(FactNotes& notes, const Situation& s, const PricedOutcome& outcome) {
  note_hosting(notes, outcome);
  note_one_time(notes, *outcome.way);
  note_value(notes, outcome.economics);
  notes.note(Noted::traffic_low, low_traffic(s, outcome));
}

void note_play(FactNotes& notes, const Play& play, std::string_view technique, bool recommended) {
  if (play.path) {
    notes.note(Noted::path, name_of(*play.path));
  }
  notes.note(Noted::technique, technique);
  notes.note(Noted::tuning_in_play, truth(play.tuning));
  notes.note(Noted::retrieval_in_play, truth(play.retrieval));
  notes.note(Noted::tuning_recommended, truth(recommended));
}

} // namespace tunepath
