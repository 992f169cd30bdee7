#pragma once

#include "advise/price_base.hpp"
#include "advise/situation.hpp"
#include "tunepath/hosting/sizing.hpp"

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
};

/// Chooses the instances: the one that is named, else for each kind of use the cheapest in the
/// first month among those with a hosting price on which the model fits (`path` jumpstart: those of
/// its recipes) and that surely answer in time; failing that, may; failing that, do not.
ServingPlan plan_serving(const Situation& s, std::optional<Path> path, std::string_view region,
                         bool retrieval);

/// The instance of a mode that runs on SageMaker; for the others that of an endpoint.
const ServingInstance& serving_instance(const ServingPlan& plan, HostingMode mode);

/// Prices one mode for the requests of `month` (1 = the first). Reasons and eligibility are not
/// set here: rules decide them.
HostingOption price_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month);

/// Hosting of an evaluation that lasts `people.evaluation_hosting_hours`, without any commitment.
Estimate price_evaluation_hosting(const Situation& s, const ServingPlan& plan, HostingMode mode);

} // namespace tunepath
