#pragma once

#include "tunepath/advise/recommendation.hpp"
#include "tunepath/advise/uncertainty.hpp"
#include "tunepath/core/date.hpp"
#include "tunepath/core/money.hpp"
#include "tunepath/core/truth.hpp"
#include "tunepath/facts/facts.hpp"
#include "tunepath/hosting/capacity.hpp"
#include "tunepath/pricing/credits.hpp"
#include "tunepath/pricing/estimate.hpp"
#include "tunepath/pricing/timeline.hpp"
#include "tunepath/rules/expression.hpp"
#include "tunepath/training/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// Why an option, a path or a hosting mode got its verdict: one rule as it was met.
struct Reason {
  enum class Effect { supports, opposes, open };
  std::string rule; ///< its id
  Effect effect = Effect::open;
  Truth holds = Truth::unknown; ///< whether the rule's condition holds
  bool caution = false;         ///< said beside the verdict; excludes nothing
  std::string text;
  std::string unblock; ///< what would lift it, where the rule says so
  std::string source;
  Date date;
  std::vector<Condition> facts; ///< each condition with the value found
};

template <>
struct Names<Reason::Effect> {
  static constexpr std::array<std::pair<Reason::Effect, std::string_view>, 3> k_all{
      {{Reason::Effect::supports, "for"},
       {Reason::Effect::opposes, "against"},
       {Reason::Effect::open, "open"}}};
};

struct OptionAdvice {
  Approach id = Approach::prompt;
  OptionVerdict verdict = OptionVerdict::undecided;
  std::vector<Reason> reasons; ///< the deciding ones first
};

struct PathAdvice {
  Path id = Path::bedrock;
  PathVerdict verdict = PathVerdict::undecided;
  std::string region; ///< where it would run; "" when ruled out everywhere
  std::vector<Reason> reasons;
};

struct OpenQuestion {
  std::string fact;
  std::string question;
  std::string why;
};

/// A fact with a value, as text: a presumption or one side of a change.
struct FactValue {
  std::string fact;
  std::string value;
};

/// Where the answer is heading while undecided, and on which presumptions.
struct Leaning {
  std::vector<Approach> approach;
  std::optional<Path> path;
  std::vector<FactValue> presumed;
};

struct FactChange {
  std::string fact;
  std::string from;
  std::string to;
};

/// A smallest set of changes with the answer that it leads to.
struct Flip {
  std::vector<FactChange> changes;
  std::vector<Approach> approach;
  std::optional<Path> path;
};

struct Decision {
  bool decided = false;
  std::vector<Approach> approach;    ///< recommended, and done
  std::vector<OptionAdvice> options; ///< all three, in order
  std::optional<Path> path;
  std::vector<PathAdvice> paths; ///< all three, most managed first
  Verdict verdict = Verdict::unknown;
  std::vector<Reason> verdict_reasons;
  std::optional<Leaning> leaning; ///< only while undecided
  std::vector<OpenQuestion> open_questions;
  std::vector<Flip> flips;
  std::string technique; ///< sft, distillation, rft, dpo, continued-pretraining; "" when no tuning
  std::vector<Reason> technique_reasons;

  const OptionAdvice& option(Approach id) const { return options[static_cast<std::size_t>(id)]; }
  bool includes(Approach id) const;
};

/// One way to run the training job that was tried: an instance type, how many, and a method.
struct Candidate {
  std::string instance;
  std::int64_t instances = 1;
  std::string accelerator; ///< its id in the catalog
  AcceleratorKind kind = AcceleratorKind::gpu;
  std::optional<Method> method;
  std::int64_t micro_batch = 0; ///< sequences per accelerator and step; 0: it does not fit
  Checkpointing checkpointing = Checkpointing::full;
  bool spot = false;
  bool chosen = false;
  MemoryFit memory;
  std::optional<TrainingTime> time;     ///< without interruptions
  std::optional<Range<Rational>> hours; ///< of one run; on Spot with the work that is repeated
  std::optional<Money> usd_low;         ///< one run at the low end of hours and price
  std::optional<Money> usd;             ///< one run at the likely hours; empty = no rate
  std::optional<Money> usd_high;        ///< one run at the high end: the choice is made on this
  std::string why_not;                  ///< "" when it could be chosen
};

/// What does fit where the job that was asked for does not.
struct TrainingRefusal {
  struct Remedy {
    std::string how; ///< "QLoRA instead of full fine-tuning"
    Candidate candidate;
  };
  std::string text; ///< what does not fit, by which component, and the nearest that does
  std::vector<Remedy> remedies; ///< the nearest first
};

/// How the model is trained, on the chosen (or leading) path.
struct TrainingAdvice {
  Path path = Path::bedrock;
  std::string region;
  std::string model;
  std::optional<Method> method; ///< Bedrock does not let one choose
  std::string instance;         ///< "" on Bedrock or when none was found
  std::int64_t instances = 0;
  bool spot = false;
  Truth fits = Truth::unknown;
  std::optional<Range<Rational>> hours;        ///< of one run
  std::optional<Range<Rational>> billed_hours; ///< of one run and instance: fewer on Spot
  std::string hours_basis;
  std::optional<std::int64_t> corpus_tokens;
  std::optional<Decimal> epochs;
  std::string epochs_basis;                   ///< "profile", "default of ...", "judgement"
  std::optional<std::int64_t> trained_tokens; ///< of one run
  std::int64_t runs = 1;
  Truth meets_deadline = Truth::unknown; ///< at the high end of hours; unknown without a deadline
  std::vector<Candidate> candidates; ///< the chosen one, what could be chosen by price, the rest
  std::optional<TrainingRefusal> refusal;
  std::vector<std::string> notes; ///< sentences about the choice

  /// The candidate that was taken, or nullptr.
  const Candidate* chosen() const;
};

enum class UnitKind { instance, model_unit, custom_model_unit, none };

template <>
struct Names<UnitKind> {
  static constexpr std::array<std::pair<UnitKind, std::string_view>, 4> k_all{
      {{UnitKind::instance, "instance"},
       {UnitKind::model_unit, "model-unit"},
       {UnitKind::custom_model_unit, "custom-model-unit"},
       {UnitKind::none, "none"}}};
};

/// What the capacity of a mode comes to in the first month. Empty members: not known, or no such
/// number for the mode.
struct HostingService {
  /// Units at the peak if each carries as much as it may at best, as is planned for, and as little
  /// as it may; for model units: as stated.
  std::optional<Range<std::int64_t>> units;
  Truth covers_peak = Truth::unknown; ///< whether the units carry the peak with headroom
  std::optional<Range<double>>
      latency_seconds;                      ///< of 95 of 100 answers at the peak, waiting included
  std::optional<Range<double>> utilisation; ///< share of the rate that the peak takes; may exceed 1
  std::optional<Range<double>> cold_start_seconds; ///< after an idle time
  std::optional<double> unit_hours;                ///< billed a month
  std::optional<double> peak_tokens_per_minute;
  std::string fit_note;
  std::string latency_note;
};

/// One instance type that was tried for hosting.
struct HostingCandidate {
  std::string instance;
  Truth fits = Truth::unknown;
  std::int64_t instances = 0;                 ///< at the peak; 0 = not known
  std::optional<Money> hourly_usd;            ///< of all of them; empty = no rate, or no count
  std::optional<Range<double>> alone_seconds; ///< of one answer with nothing beside it
  std::string why_not;                        ///< "" when it could be chosen
};

/// One hosting mode, priced for the same traffic whether eligible or not.
struct HostingOption {
  HostingMode id = HostingMode::endpoint;
  Truth eligible = Truth::unknown;
  std::vector<Reason> reasons;
  Estimate estimate; ///< standing and per-use lines of the first month
  Estimate idle;     ///< the same without any request
  UnitKind unit = UnitKind::none;
  std::int64_t units = 0;
  std::string instance; ///< for SageMaker modes
  std::optional<InstanceCapacity> capacity;
  HostingService service;
  std::string region;
  std::string note; ///< "up 220 h a month", "this model's share of 25"

  Money monthly() const {
    return estimate.total(LineKind::standing) + estimate.total(LineKind::per_use);
  }
  Money idle_monthly() const {
    return idle.total(LineKind::standing) + idle.total(LineKind::per_use);
  }
};

/// One complete way to solve the problem, on the same traffic.
struct Alternative {
  std::string id;    ///< prompt, rag, fine-tuned:endpoint ...
  std::string label; ///< "prompt + RAG on claude-haiku-4.5"
  Estimate estimate;
  std::vector<MonthCost> months; ///< of the horizon
  Money horizon;                 ///< their sum
  bool reference = false;        ///< the yardstick of the verdict
  bool chosen = false;
  std::string note;                           ///< "Does not answer from your content."
  std::optional<Money> usd_per_1000_requests; ///< of monthly(); empty = requests zero or unknown

  Money one_time() const { return estimate.total(LineKind::one_time); }
  Money standing() const { return estimate.total(LineKind::standing); }
  Money per_use() const { return estimate.total(LineKind::per_use); }
  Money monthly() const { return standing() + per_use(); }
};

/// Requests a month, in the first month, between which the tuned way pays; both ends included.
struct PayingVolumes {
  std::int64_t from = 0;
  std::optional<std::int64_t> to; ///< empty: as far as was looked
};

/// What the gain must be worth. Empty members: not known, or no such number.
struct BreakEven {
  std::string against; ///< id of the reference alternative
  /// The smallest number of requests a month from which it pays, with the gain where it is known.
  std::optional<std::int64_t> requests_per_month;
  std::optional<bool> never;               ///< at no volume that was looked at
  std::string never_because;               ///< "" unless never
  std::vector<PayingVolumes> pays;         ///< with the gain where it is known, ascending
  std::vector<PayingVolumes> pays_on_cost; ///< as if the gain were worth nothing
  std::int64_t looked_to = 0;              ///< the largest volume that was looked at
  std::string looked_to_because;           ///< why not beyond; "" at the end of what is plausible
  std::optional<int> month; ///< in which the sum of gains has paid the sum of extra costs
  std::optional<Money> extra_usd_per_month;   ///< X; negative when the tuned model is cheaper
  std::optional<Money> gain_needed_per_month; ///< X, not below zero
  std::optional<Money> gain_needed_per_1000;  ///< per 1,000 requests
  std::optional<Rational> accuracy_needed;    ///< share; may exceed 1
  std::optional<Money> gain_per_month;        ///< G at the stated value and accuracies
};

/// What it costs to find out whether the gain is real.
struct Proof {
  Estimate estimate;
  std::string stop_rule;
  Money total() const { return estimate.total(LineKind::one_time); }
};

/// A credit programme that one may be eligible for.
struct CreditPoolAdvice {
  std::string pool;                ///< its id in the catalog
  Truth eligible = Truth::unknown; ///< yes or unknown: pools that are ruled out are not listed
  std::optional<Money> max_usd;    ///< empty where no ceiling is published
  Truth official = Truth::unknown; ///< whether AWS itself is the source; no: hearsay
  Truth verified = Truth::unknown; ///< whether a source states what it covers
  std::string amount_note;         ///< these as the source has them
  std::string eligibility;
  std::string covers;
  std::string how_to_apply;
  std::string source;
  std::optional<Date> source_date;
  std::vector<Reason> reasons; ///< one for each rule about it
};

struct CostAdvice {
  std::string way; ///< the id of the alternative that `estimate` prices; "" when there is none
  bool provisional = false; ///< while undecided: of the leading candidate
  Estimate estimate;
  Money horizon;
  int horizon_months = 12;
  std::vector<Alternative> alternatives;
  std::optional<BreakEven> break_even;
  std::optional<Proof> proof;
  std::vector<MonthCost> timeline;                ///< of the way that `estimate` prices
  std::optional<CreditAdvice> credits;            ///< empty without any grant, or any priced way
  std::vector<CreditPoolAdvice> credit_pools;     ///< empty where they do not matter
  std::optional<Uncertainty> uncertainty;         ///< empty unless draws were made
  std::optional<std::int64_t> requests_per_month; ///< of the first month; empty = unknown

  /// Of the lines of `kind`: what is people's time, and what AWS bills.
  Money people(LineKind kind) const {
    Money sum;
    for (const Line& line : estimate.lines) {
      sum += line.kind == kind && line.unit == Unit::person_hour ? line.amount : Money{};
    }
    return sum;
  }
  Money aws(LineKind kind) const { return estimate.total(kind) - people(kind); }

  Money one_time() const { return estimate.total(LineKind::one_time); }
  Money standing() const { return estimate.total(LineKind::standing); }
  Money per_use() const { return estimate.total(LineKind::per_use); }
  Money monthly() const { return standing() + per_use(); }
};

struct Assumption {
  std::string fact;
  std::string value;
  std::string origin; ///< "default", "derived from model.base"
  std::string text;   ///< in words; "" when not worth a line of the text report
};

struct Warning {
  std::string id; ///< as in the contract
  std::string text;
  std::optional<Money> monthly_at_risk; ///< orders the list: most money first
};

/// Everything that a report says. A plain aggregate: it prints, compares and serialises.
struct Advice {
  std::string name;
  std::string file;
  std::string description;
  Date as_of;
  std::string region;
  Decimal hours_per_month;
  Month start_month;
  Decision decision;
  std::optional<TrainingAdvice> training;
  std::optional<HostingMode> hosting;               ///< chosen or named
  std::vector<HostingOption> modes;                 ///< every mode, when fine-tuning is in play
  std::vector<HostingCandidate> hosting_candidates; ///< instances tried for an endpoint
  CostAdvice cost;
  std::vector<Assumption> assumptions;
  std::vector<Warning> warnings; ///< most money at risk first
  Facts facts;                   ///< everything that was known, derived facts included
};

} // namespace tunepath
