#pragma once

#include "advise/price_base.hpp"
#include "advise/situation.hpp"

namespace tunepath {

/// What is served, and on which instance: what all hosting modes share. Prepared once; the modes
/// are then priced for any number of requests.
struct ServingPlan {
  std::string region;
  std::string model;
  const Model* base = nullptr;
  std::string instance;                        ///< for SageMaker modes; "" when none was found
  Truth fits = Truth::unknown;                 ///< the model on that instance
  std::optional<InstanceCapacity> capacity;    ///< empty while tokens per request are not known
  std::optional<std::int64_t> fixed_instances; ///< hosting.instances
  std::int64_t least_instances = 1;
  std::optional<Decimal> artifact_gb; ///< merged 16-bit weights in your S3
  bool retrieval = false;             ///< prompts carry retrieved passages
  std::string instance_basis;         ///< why this instance
};

/// Chooses the instance: the one that is named, else the cheapest for the first month's peak among
/// those with a hosting price on which the model fits (`path` jumpstart: those of its recipes).
ServingPlan plan_serving(const Situation& s, std::optional<Path> path, std::string_view region,
                         bool retrieval);

/// Prices one mode for the requests of `month` (1 = the first). Reasons and eligibility are not
/// set here: rules decide them.
HostingOption price_mode(const Situation& s, const ServingPlan& plan, HostingMode mode, int month);

/// Hosting of an evaluation that lasts `people.evaluation_hosting_hours`, without any commitment.
Estimate price_evaluation_hosting(const Situation& s, const ServingPlan& plan, HostingMode mode);

} // namespace tunepath
