#pragma once

#include "advise/ledger.hpp"
#include "advise/price_base.hpp"
#include "advise/situation.hpp"
#include "tunepath/hosting/sizing.hpp"

#include <memory>

namespace tunepath {

/// An instance type for one kind of use, and what it carries there.
struct ServingInstance {
  std::string id;    ///< "" when none was found
  std::string basis; ///< why this one
  Truth fits = Truth::unknown;
  std::optional<InstanceCapacity> capacity; ///< empty while tokens per request are not known
  std::string fit_note;                     ///< where it does not fit: by how much, and what would
  /// Where it is too slow, or may be: by how much, and what is not. Where the wanted latency makes
  /// it dearer: what would do without.
  std::string latency_note;
  std::optional<Money> hourly; ///< of all that the first month's peak needs
};

/// The cheapest instance types for one kind of use, by the hours that are billed.
struct ServingInstances {
  ServingInstance always;    ///< the instances of the peak, every hour
  ServingInstance following; ///< as many as the load needs, hosting.min_instances at least
  ServingInstance to_zero;   ///< as many as the load needs, none after an idle time
  ServingInstance jobs;      ///< started for each batch job
};

/// How an imported model is billed.
struct ImportTerms {
  std::int64_t units = 0; ///< custom model units of one copy
  std::string version;    ///< item of the rates: "cmu-v1"; "" where not known
  std::string region;
  RateKey minutes;                            ///< refers to `version` and `region`
  std::optional<std::int64_t> window_seconds; ///< what is billed at once
};

/// What is served, and on which instances: what all hosting modes share. Prepared once; the modes
/// are then priced for any number of requests.
struct ServingPlan {
  std::string region;
  std::string model;
  const Model* base = nullptr;
  ServingInstances live;                    ///< somebody waits for the answer
  ServingInstances queued;                  ///< nobody waits
  ServingInstances shared;                  ///< with the other adapters that share it
  std::vector<HostingCandidate> candidates; ///< for `live`
  std::optional<double> latency_seconds;    ///< within which an answer is wanted
  Scaling scaling;                          ///< without the time to load weights of unknown size
  std::int64_t adapters_sharing = 1;
  std::optional<std::int64_t> fixed_instances; ///< hosting.instances
  std::int64_t least_instances = 1;
  std::optional<Decimal> artifact_gb; ///< merged 16-bit weights in your S3
  bool retrieval = false;             ///< prompts carry retrieved passages
  double headroom = 1;                ///< share of the planned rate that is used at the peak
  /// The active hours are on a schedule, and nobody may wait within them.
  bool scheduled = false;
  Range<std::int64_t> model_units{1, 1, 1};
  bool model_units_assumed = false;
  Term term = Term::no_commitment;           ///< of Provisioned Throughput
  std::shared_ptr<const ImportTerms> import; ///< empty where units per copy are not known
  std::optional<std::int64_t> import_copies;
  /// Requests per second that one imported copy, or one model unit, is taken to carry.
  double small_peak = 0;
};

/// Chooses the instances: the one that is named, else for each kind of use the cheapest in the
/// first month among those with a hosting price on which the model fits (`path` jumpstart: those of
/// its recipes) and that surely answer in time; failing that, may; failing that, do not.
ServingPlan plan_serving(const Situation& s, std::optional<Path> path, std::string_view region,
                         bool retrieval);

struct InstanceTable;

/// What each instance type carries, for each kind of use: what does not depend on how many
/// requests there are.
struct ServingTables {
  std::shared_ptr<const InstanceTable> live;
  std::shared_ptr<const InstanceTable> queued;
  std::shared_ptr<const InstanceTable> shared; ///< nullptr where nothing is shared
};

/// The parts of plan_serving: what the facts say, what instances carry, and which of them are
/// taken for the traffic of the situation, without what only a report needs.
ServingPlan serving_terms(const Situation& s, std::string_view region, bool retrieval);
ServingTables tabulate_serving(const Situation& s, const ServingPlan& plan,
                               std::optional<Path> path, bool with_excluded);
void choose_all(ServingPlan& plan, const Situation& s, const ServingTables& tables);

/// What requests ask of each kind of instances; empty while tokens per request are not known.
struct ServingLoads {
  std::optional<Load> live;
  std::optional<Load> queued;
  std::optional<Load> shared; ///< that of `live` where nothing is shared
};
ServingLoads serving_loads(const Situation& s, const ServingPlan& plan);

/// The instance of a mode that runs on SageMaker; for the others that of an endpoint.
const ServingInstance& serving_instance(const ServingPlan& plan, HostingMode mode);

/// What one mode bills in a month, and what it takes.
struct ModeBill {
  ModeBill(HostingMode which, Ledger::Keeps keeps, HostingOption* said)
      : mode(which), estimate(keeps), idle(keeps), words(said) {}

  HostingMode mode;
  Ledger estimate;
  Ledger idle; ///< the same without any request
  UnitKind unit = UnitKind::none;
  std::int64_t units = 0;
  Truth covers_peak = Truth::unknown;
  HostingOption* words; ///< what is said about it; nullptr when nobody reads
};

/// The bill of one mode for the requests of `month` (1 = the first), in sums only.
ModeBill bill_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month);
/// The same with lines and words. Reasons and eligibility are not set here: rules decide them.
HostingOption price_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month);

/// Hosting of an evaluation that lasts `people.evaluation_hosting_hours`, without any commitment.
Estimate price_evaluation_hosting(const Situation& s, const ServingPlan& plan, HostingMode mode);

} // namespace tunepath
