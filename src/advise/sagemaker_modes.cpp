#include "advise/hosting_modes.hpp"
#include "advise/rate_keys.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::hosting_modes {
namespace {

/// A count of instances for a month's peak, or why there is none.
struct Count {
  std::int64_t instances = 1;
  std::string missing; ///< "" when the count is known; else what to state
};

Count count_at_peak(const Situation& s, const ServingPlan& plan, int month) {
  const auto peak = s.traffic.peak_in(month);
  if (plan.fixed_instances) {
    return {*plan.fixed_instances, ""};
  }
  if (peak && *peak == 0) {
    return {plan.least_instances, ""};
  }
  if (!peak) {
    return {plan.least_instances, s.traffic.requests
                                      ? "traffic.shape, or hosting.instances"
                                      : "traffic.requests_per_month and traffic.shape"};
  }
  if (!plan.capacity || !plan.capacity->requests_per_second) {
    return {plan.least_instances, "hosting.instances (what one instance carries is not known)"};
  }
  const auto needed = instances_needed(*plan.capacity->requests_per_second, *peak,
                                       s.parameter("headroom").to_double());
  return {std::max(needed, plan.least_instances), ""};
}

void add_artifact(Estimate& into, const Situation& s, const ServingPlan& plan) {
  Amount<Unit::gb_month> amount{std::nullopt, "model.base (for the size of its weights)"};
  std::string formula;
  if (plan.artifact_gb) {
    amount = {GbMonths::of(Rational::of(*plan.artifact_gb)), ""};
    formula = fmt::format("{} billion parameters x 2 bytes = {} GB", grouped(*plan.base->params_b),
                          grouped(*plan.artifact_gb));
  }
  s.pricer.add(into, {"storage.artifact", LineKind::standing, "Model artifact in S3", formula},
               rate_keys::object_storage(plan.region), amount);
}

void add_instances(Estimate& into, const Situation& s, const ServingPlan& plan, Rational hours,
                   std::string formula, Meter meter = Meter::hosting) {
  if (plan.instance.empty()) {
    const bool known = s.base != nullptr && s.base->has_architecture();
    into.gaps.push_back(
        {"hosting.instances", LineKind::standing, "Instances",
         known ? fmt::format(
                     "no rate: no instance that holds the model has a hosting price in {}; add "
                     "a row with service sagemaker, meter {}, unit instance-hour",
                     plan.region, name_of(meter))
               : "state model.base or hosting.instance",
         known});
    return;
  }
  s.pricer.add(into, {"hosting.instances", LineKind::standing, plan.instance, std::move(formula)},
               rate_keys::sagemaker(plan.instance, plan.region, meter),
               Amount<Unit::instance_hour>{InstanceHours::of(hours), ""});
}

void add_count_gap(Estimate& into, const Count& count) {
  if (!count.missing.empty()) {
    into.gaps.push_back({"hosting.capacity", LineKind::standing, "Instances beyond the first",
                         "state " + count.missing});
  }
}

std::string hours_text(std::int64_t instances, Rational hours) {
  return fmt::format("{} x {} hours", amount_text(instances, "instance"), short_text(hours));
}

void set_instances(HostingOption& option, const ServingPlan& plan, std::int64_t count) {
  option.unit = UnitKind::instance;
  option.units = count;
  option.instance = plan.instance;
  option.capacity = plan.capacity;
}

/// Up only in the hours in which requests arrive.
void only_when_used(HostingOption& option, const Situation& s, const ServingPlan& plan, int month,
                    Meter meter) {
  const Count count = count_at_peak(s, plan, month);
  set_instances(option, plan, count.instances);
  const auto requests = s.traffic.requests_in(month);
  if (requests && *requests == 0) {
    add_instances(option.estimate, s, plan, Rational{}, "no request, no hours", meter);
  } else if (s.traffic.active_hours) {
    const Rational active = std::min(*s.traffic.active_hours, s.hours_per_month);
    add_instances(option.estimate, s, plan, Rational::of(count.instances) * active,
                  hours_text(count.instances, active), meter);
    add_count_gap(option.estimate, count);
    option.note = fmt::format("up {} h a month", short_text(active));
  } else {
    option.estimate.gaps.push_back(
        {"hosting.instances", LineKind::per_use, "Instance hours", "state traffic.shape"});
  }
  for (Line& line : option.estimate.lines) {
    line.kind = LineKind::per_use;
  }
  for (Gap& gap : option.estimate.gaps) {
    gap.kind = LineKind::per_use;
  }
  add_artifact(option.idle, s, plan);
  append(option.estimate, option.idle);
}

} // namespace

void endpoint(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  const Count count = count_at_peak(s, plan, month);
  set_instances(option, plan, count.instances);
  add_instances(option.estimate, s, plan, Rational::of(count.instances) * s.hours_per_month,
                hours_text(count.instances, s.hours_per_month));
  add_count_gap(option.estimate, count);
  add_artifact(option.estimate, s, plan);
  option.idle = option.estimate;
}

void endpoint_autoscaling(HostingOption& option, const Situation& s, const ServingPlan& plan,
                          int month) {
  const Count count = count_at_peak(s, plan, month);
  const Rational active =
      std::min(s.traffic.active_hours.value_or(s.hours_per_month), s.hours_per_month);
  set_instances(option, plan, count.instances);
  const Rational quiet = s.hours_per_month - active;
  const Rational hours =
      Rational::of(count.instances) * active + Rational::of(plan.least_instances) * quiet;
  std::string formula = hours_text(count.instances, s.hours_per_month);
  if (count.instances != plan.least_instances && !quiet.is_zero()) {
    formula = fmt::format("{} + {}", hours_text(count.instances, active),
                          hours_text(plan.least_instances, quiet));
  }
  add_instances(option.estimate, s, plan, hours, formula);
  add_count_gap(option.estimate, count);
  add_artifact(option.estimate, s, plan);
  add_instances(option.idle, s, plan, Rational::of(plan.least_instances) * s.hours_per_month,
                hours_text(plan.least_instances, s.hours_per_month));
  add_artifact(option.idle, s, plan);
}

void endpoint_scale_to_zero(HostingOption& option, const Situation& s, const ServingPlan& plan,
                            int month) {
  only_when_used(option, s, plan, month, Meter::hosting);
}

void async(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  only_when_used(option, s, plan, month, Meter::async_inference);
}

void batch_transform(HostingOption& option, const Situation& s, const ServingPlan& plan,
                     int month) {
  only_when_used(option, s, plan, month, Meter::batch_transform);
}

void multi_adapter(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  endpoint_autoscaling(option, s, plan, month);
  if (const auto sharing = s.facts.count("hosting.adapters_sharing"); sharing && *sharing > 0) {
    option.note =
        fmt::format("shared by {}: this one's share {}", amount_text(*sharing, "adapter"),
                    to_string(Money::of(option.monthly().usd() / Rational::of(*sharing))));
  }
}

} // namespace tunepath::hosting_modes
