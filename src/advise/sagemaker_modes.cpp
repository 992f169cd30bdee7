#include "advise/hosting_modes.hpp"
#include "advise/sagemaker_use.hpp"

#include <algorithm>

/// Modes of which some instances are always up.
namespace tunepath::hosting_modes {
namespace {

/// The least number of instances stands; what comes with the load beyond them is billed by use.
void add_scaled(ModeBill& bill, const Situation& s, const ServingPlan& plan, const Use& use,
                int month) {
  const Peak peak = peak_at(s, use, month);
  Count count = count_at_peak(s, plan, peak);
  if (peak.requests_per_second == 0) {
    count = {plan.least_instances, ""}; // a fixed number is the most, not the least
  }
  set_instances(bill, plan, use, peak, count.instances);
  const auto load = load_of(s, use, month);
  const bool follows =
      !plan.fixed_instances && load && peak.needed && count.instances > plan.least_instances;
  const Rational active =
      std::min(s.traffic.active_hours.value_or(s.hours_per_month), s.hours_per_month);
  const std::int64_t more = count.instances - plan.least_instances;
  const Rational standing = Rational::of(plan.least_instances) * s.hours_per_month;
  Rational beyond = Rational::of(more) * active;
  if (follows) {
    const Rational all =
        exact_hours(following_hours(*load, used_at(peak, use), plan.least_instances, plan.scaling));
    beyond = std::max(all - standing, Rational{});
  }
  add_instances(bill.idle, s, plan, use, k_standing, standing,
                [&] { return hours_text(plan.least_instances, s.hours_per_month); });
  add_artifact(bill.idle, s, plan);
  bill.estimate += bill.idle;
  if (more > 0) {
    add_instances(bill.estimate, s, plan, use, k_following, beyond, [&] {
      return follows ? fmt::format("up to {} more at the peak, following the load",
                                   amount_text(more, "instance"))
                     : hours_text(more, active);
    });
  }
  add_count_gap(bill.estimate, count, LineKind::per_use);
  if (bill.words != nullptr) {
    bill.words->service.unit_hours = (standing + beyond).to_double();
  }
}

} // namespace

void endpoint(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  const Use use = answering_use(plan, bill.mode);
  const Peak peak = peak_at(s, use, month);
  const Count count = count_at_peak(s, plan, peak);
  set_instances(bill, plan, use, peak, count.instances);
  const Rational hours = Rational::of(count.instances) * s.hours_per_month;
  add_instances(bill.idle, s, plan, use, k_standing, hours,
                [&] { return hours_text(count.instances, s.hours_per_month); });
  add_count_gap(bill.idle, count, LineKind::standing);
  add_artifact(bill.idle, s, plan);
  bill.estimate += bill.idle;
  if (bill.words != nullptr) {
    bill.words->service.unit_hours = hours.to_double();
  }
}

void endpoint_autoscaling(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  add_scaled(bill, s, plan, answering_use(plan, bill.mode), month);
}

void multi_adapter(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  Use shared = answering_use(plan, bill.mode);
  shared.times = plan.adapters_sharing;
  add_scaled(bill, s, plan, shared, month);
  if (bill.words != nullptr && plan.adapters_sharing > 1) {
    const Rational sharing = Rational::of(plan.adapters_sharing);
    HostingOption unused;
    ModeBill alone{HostingMode::endpoint, Ledger::Keeps::lines, &unused};
    endpoint(alone, s, plan, month);
    const Money all = bill.estimate.sums().monthly();
    bill.words->note = fmt::format("shared by {} with as much traffic each: this one's share {}",
                                   amount_text(plan.adapters_sharing, "adapter"),
                                   to_string(Money::of(all.usd() / sharing)));
    if (alone.estimate.estimate().gaps.empty()) {
      bill.words->note +=
          fmt::format("; an endpoint for each would cost {}",
                      to_string(Money::of(alone.estimate.sums().monthly().usd() * sharing)));
    }
  }
}

} // namespace tunepath::hosting_modes
