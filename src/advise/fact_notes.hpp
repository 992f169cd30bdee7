#pragma once

#include "advise/fact_values.hpp"

#include <array>
#include <optional>

namespace tunepath {

/// What planning and pricing find and rules look at.
enum class Noted : std::size_t {
  path,
  technique,
  tuning_in_play,
  tuning_recommended,
  retrieval_in_play,
  method,
  peak_rps,
  peak_rpm,
  peak_tpm,
  tokens_per_day,
  fits,
  covers_peak,
  meets_latency,
  fit_note,
  latency_note,
  cold_start_minutes,
  units_at_peak,
  instance,
  units,
  mode,
  mode_monthly,
  bills_idle,
  idle_known,
  idle,
  training_decided,
  training,
  aws_one_time,
  value_stated,
  gain,
  extra_complete,
  extra,
  gain_covers,
  gain_straddles,
  best_case_covers,
  traffic_low,
};

inline constexpr std::array<std::string_view, 35> k_noted{"decision.path",
                                                          "decision.technique",
                                                          "approach.fine_tuning_in_play",
                                                          "approach.fine_tuning_recommended",
                                                          "approach.rag_in_play",
                                                          "training.method_chosen",
                                                          "traffic.peak_rps",
                                                          "traffic.peak_requests_per_minute",
                                                          "traffic.peak_tokens_per_minute",
                                                          "traffic.tokens_per_day",
                                                          "hosting.fits",
                                                          "hosting.covers_peak",
                                                          "hosting.meets_latency",
                                                          "hosting.fit_note",
                                                          "hosting.latency_note",
                                                          "hosting.cold_start_minutes",
                                                          "hosting.units_at_peak",
                                                          "hosting.instance_chosen",
                                                          "hosting.units_chosen",
                                                          "hosting.mode_chosen",
                                                          "hosting.mode_monthly_usd",
                                                          "hosting.mode_bills_idle",
                                                          "hosting.idle_known",
                                                          "hosting.idle_usd",
                                                          "training.decided",
                                                          "training.usd",
                                                          "cost.aws_one_time_usd",
                                                          "value.stated",
                                                          "value.gain_usd",
                                                          "cost.extra_complete",
                                                          "cost.extra_usd",
                                                          "value.gain_covers_cost",
                                                          "value.gain_straddles",
                                                          "value.best_case_covers",
                                                          "traffic.low"};

/// Writes findings into facts: for a report with where they came from, for scenarios by the million
/// as values alone. What is not known becomes unknown.
class FactNotes {
public:
  enum class Origins { told, untold };

  FactNotes(Facts& facts, Origins origins) : facts_(&facts), origins_(origins) {
    for (std::size_t i = 0; i < index_.size(); ++i) {
      index_[i] = facts.schema().at(k_noted[i]);
    }
  }
  bool told() const { return origins_ == Origins::told; }

  void note(Noted what, Truth value) {
    write(what, value == Truth::unknown ? Value{Unknown{}} : Value{value == Truth::yes},
          "the plan");
  }
  void note(Noted what, std::string_view word) {
    write(what, word.empty() ? Value{Unknown{}} : Value{Word{word}}, "the plan");
  }
  void note(Noted what, std::optional<std::int64_t> count) {
    if (count) {
      write(what, NumberRange::point(Decimal::of(*count)), "the plan");
    } else {
      forget(what);
    }
  }
  void note(Noted what, std::optional<Money> money) {
    if (money) {
      write(what, NumberRange::point(Decimal::scaled(money->micros(), 6)), "pricing");
    } else {
      forget(what);
    }
  }
  /// A number of the physics, kept to a millionth; none where that is out of range.
  void note(Noted what, std::optional<double> number) {
    constexpr double k_most = 9e12;
    if (number && *number < k_most) {
      write(what, NumberRange::point(Decimal::scaled(std::llround(*number * 1e6), 6)), "the plan");
    } else {
      forget(what);
    }
  }
  void forget(Noted what) {
    if ((*facts_)[at(what)].known()) {
      write(what, Unknown{}, "the plan");
    }
  }

private:
  FactIndex at(Noted what) const { return index_[static_cast<std::size_t>(what)]; }
  void write(Noted what, Value value, std::string_view from) {
    if (told()) {
      facts_->set(at(what), std::move(value), derived_from(from));
    } else {
      facts_->try_value(at(what), value);
    }
  }

  Facts* facts_;
  Origins origins_;
  std::array<FactIndex, k_noted.size()> index_{};
};

} // namespace tunepath
