#pragma once

#include "advise/rate_keys.hpp"
#include "advise/serve.hpp"

#include <fmt/format.h>

/// What the modes that run on SageMaker instances share: counts at the peak, hours, and their
/// lines.
namespace tunepath::hosting_modes {

/// How one mode uses instances.
struct Use {
  const ServingInstance& on;
  double headroom = 1;                   ///< share of the planned rate that is used at the peak
  std::optional<double> latency_seconds; ///< within which an answer is wanted
  std::int64_t times = 1;                ///< the traffic, for all that share the endpoint
};

Use answering_use(const ServingPlan& plan, HostingMode mode);
/// A queue evens the peak out, and nobody waits.
Use queue_use(const ServingPlan& plan, HostingMode mode);
const Answering* answering_of(const Use& use);

/// The peak of a month, and what it takes.
struct Peak {
  std::optional<double> requests_per_second;
  const Answering* answering = nullptr;
  std::optional<std::int64_t> needed; ///< instances that carry it with headroom and in time
};

Peak peak_at(const Situation& s, const Use& use, int month);

/// Requests per second up to which each instance is used at that peak. Precondition: peak.needed.
double used_at(const Peak& peak, const Use& use);

/// A count of instances for a month's peak, or why there is none.
struct Count {
  std::int64_t instances = 1;
  const char* missing = ""; ///< "" when the count is known; else what to state
};

Count count_at_peak(const Situation& s, const ServingPlan& plan, const Peak& peak);

/// The load of the month; empty while any of its numbers is not known.
std::optional<LoadCurve> load_of(const Situation& s, const Use& use, int month);

/// Hours of the physics as an exact quantity: hundredths, rounded up.
Rational exact_hours(double hours);

/// Notes in the bill how many instances there are and whether they carry the peak.
void set_instances(ModeBill& bill, const ServingPlan& plan, const Use& use, const Peak& peak,
                   std::int64_t count);

/// Instance-hours of a line: of instances that are up in any case, or of those that come with the
/// load or the use.
struct Part {
  std::string_view id = "hosting.instances";
  LineKind kind = LineKind::standing;
  Meter meter = Meter::hosting;
};

constexpr Part k_standing{};
constexpr Part k_following{"hosting.more-instances", LineKind::per_use, Meter::hosting};

Gap no_instance(const ServingPlan& plan, const Part& part, bool known);

/// `formula` makes the words.
template <class Formula>
void add_instances(Ledger& into, const Situation& s, const ServingPlan& plan, const Use& use,
                   const Part& part, Rational hours, const Formula& formula) {
  if (use.on.id.empty()) {
    const bool known = s.base != nullptr && s.base->has_architecture();
    into.add_gap(part.kind, "hosting.instances", known,
                 [&] { return no_instance(plan, part, known); });
    return;
  }
  into.add<Unit::instance_hour>(s.pricer, part.kind, part.id,
                                rate_keys::sagemaker(use.on.id, plan.region, part.meter),
                                InstanceHours::of(hours), [&] {
                                  return LineWords{use.on.id, formula(), ""};
                                });
}

void add_count_gap(Ledger& into, const Count& count, LineKind kind);
void add_artifact(Ledger& into, const Situation& s, const ServingPlan& plan);

/// "2 instances x 730 hours"
std::string hours_text(std::int64_t instances, Rational hours);

} // namespace tunepath::hosting_modes
