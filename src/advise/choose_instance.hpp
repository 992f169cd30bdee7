#pragma once

#include "advise/serve.hpp"

namespace tunepath {

/// What is asked of the instances of one kind of use.
struct ServingNeed {
  std::optional<double> latency_seconds; ///< within which an answer is wanted
  double peak = 0;                       ///< requests per second of the first month
  double headroom = 1;                   ///< share of the planned rate that is used
  std::optional<LoadCurve> curve; ///< of the first month; empty: the peak is paid for every hour
  std::int64_t least = 1;         ///< instances that are always up
  Scaling scaling;
};

/// What is asked of instances that answer while somebody waits, of those that work off a queue, and
/// of those that `sharing` adapters share, each with the traffic of this one.
ServingNeed need_of(const ServingPlan& plan, const Situation& s);
ServingNeed queue_need(ServingNeed need);
ServingNeed times(ServingNeed need, std::int64_t sharing);

/// One instance type that was looked at.
struct InstanceRow {
  const Instance* instance = nullptr;
  Price price;    ///< an hour of hosting
  double usd = 0; ///< the same, for comparing only
  InstanceCapacity capacity;
  std::string excluded; ///< why it is not tried; "" when it is
  bool usable = false;  ///< it is tried, the model fits, and what it carries is known if asked
};

/// The instance types with a price, and what each carries of one kind of request: what does not
/// depend on how many requests there are.
struct InstanceTable {
  std::optional<Load> load; ///< empty: tokens per request are not known, so only the fit counts
  bool of_recipe = false;   ///< those of the recipe only
  ServingInstance named;    ///< the one that the profile names; id "" for none
  std::vector<InstanceRow> rows;
};

/// Rows of types that are not tried are there only `with_excluded`.
InstanceTable tabulate_instances(const Situation& s, std::optional<Path> path,
                                 std::string_view region, const std::optional<Load>& load,
                                 bool with_excluded);

/// How a kind of use is billed.
enum class Billing { always, following, to_zero, jobs };

/// The row to take: those that surely answer in time come first, then the cheaper, then the first.
/// nullptr when nothing can be used. Allocates nothing. `likely` is a usable row to begin with: the
/// answer is the same, and it comes sooner where that row is it.
const InstanceRow* best_instance(const InstanceTable& table, const ServingNeed& need,
                                 Billing billing, const InstanceRow* likely = nullptr);

/// The instance that the profile names, else the best for each kind of use, with what is said
/// about it.
ServingInstances choose_instances(const InstanceTable& table, const ServingNeed& need);

/// Every row with what becomes of it, for a report.
std::vector<HostingCandidate> list_candidates(const InstanceTable& table, const ServingNeed& need);

} // namespace tunepath
