#include "advise/hosting_modes.hpp"
#include "advise/rate_keys.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath::hosting_modes {
namespace {

/// How one mode uses instances.
struct Use {
  const ServingInstance& on;
  double headroom = 1;                   ///< share of the planned rate that is used at the peak
  std::optional<double> latency_seconds; ///< within which an answer is wanted
  std::int64_t times = 1;                ///< the traffic, for all that share the endpoint
};

Use answering_use(const Situation& s, const ServingPlan& plan, HostingMode mode) {
  return {serving_instance(plan, mode), s.parameter("headroom").to_double(), plan.latency_seconds,
          1};
}

/// A queue evens the peak out, and nobody waits.
Use queue_use(const ServingPlan& plan, HostingMode mode) {
  return {serving_instance(plan, mode), 1, std::nullopt, 1};
}

std::optional<double> peak_of(const Situation& s, const Use& use, int month) {
  const auto peak = s.traffic.peak_in(month);
  return peak ? std::optional{*peak * static_cast<double>(use.times)} : std::nullopt;
}

const Answering* answering_of(const Use& use) {
  return use.on.capacity && use.on.capacity->answering ? &*use.on.capacity->answering : nullptr;
}

/// A count of instances for a month's peak, or why there is none.
struct Count {
  std::int64_t instances = 1;
  std::string missing; ///< "" when the count is known; else what to state
};

Count count_at_peak(const Situation& s, const ServingPlan& plan, const Use& use, int month) {
  const auto peak = peak_of(s, use, month);
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
  const Answering* answering = answering_of(use);
  if (answering == nullptr) {
    return {plan.least_instances, "hosting.instances (what one instance carries is not known)"};
  }
  const auto needed = instances_needed(*answering, *peak, use.headroom, use.latency_seconds);
  return {std::max(needed, plan.least_instances), ""};
}

/// The load of the month; empty while any of its numbers is not known.
std::optional<LoadCurve> load_of(const Situation& s, const Use& use, int month) {
  const auto requests = s.traffic.requests_in(month);
  const auto peak = peak_of(s, use, month);
  if (!requests || !peak || !s.traffic.active_hours) {
    return std::nullopt;
  }
  return load_curve(static_cast<double>(*requests) * static_cast<double>(use.times),
                    s.traffic.active_hours->to_double(), s.hours_per_month.to_double(), *peak);
}

/// Hours of the physics as an exact quantity: hundredths, rounded up.
Rational exact_hours(double hours) {
  constexpr double k_hundredths = 100;
  return Rational::quotient(static_cast<std::int64_t>(std::ceil(hours * k_hundredths - 1e-6)), 100);
}

/// Latency and use at the peak, at each end of the range.
void add_peak(HostingService& service, const InstanceCapacity& capacity, const Use& use,
              double peak, double count) {
  const Answering& answering = *capacity.answering;
  const Range<double>& rate = answering.requests_per_second;
  const auto share = [&](double each) { return peak / (count * each); };
  service.utilisation = {share(rate.high), share(rate.likely), share(rate.low)};
  const auto seconds = [&](double alone, double full) {
    return answer_seconds(alone, full, capacity, peak / count);
  };
  const Range<double>& alone = answering.alone_seconds;
  const Range<double>& full = answering.seconds;
  service.latency_seconds = {seconds(alone.low, full.low), seconds(alone.likely, full.likely),
                             seconds(alone.high, full.high)};
  const auto needed = [&](double each) {
    return peak > 0 ? instances_needed(each, peak, use.headroom) : 1;
  };
  service.units = {needed(rate.high), static_cast<std::int64_t>(count), needed(rate.low)};
}

void set_instances(HostingOption& option, const Situation& s, const ServingPlan& plan,
                   const Use& use, std::int64_t count, int month) {
  option.unit = UnitKind::instance;
  option.units = count;
  option.instance = use.on.id;
  option.capacity = use.on.capacity;
  HostingService& service = option.service;
  service.fit_note = use.on.fit_note;
  service.latency_note = use.on.latency_note;
  service.units = Range<std::int64_t>::point(count);
  const auto peak = peak_of(s, use, month);
  const Answering* answering = answering_of(use);
  if (peak && *peak == 0) {
    service.covers_peak = Truth::yes;
  } else if (peak && answering != nullptr) {
    const auto needed = instances_needed(*answering, *peak, use.headroom, use.latency_seconds);
    service.covers_peak = truth(count >= needed);
  }
  if (peak && answering != nullptr) {
    add_peak(service, *use.on.capacity, use, *peak, static_cast<double>(count));
    service.units->low =
        plan.fixed_instances ? count : std::clamp(service.units->low, plan.least_instances, count);
    service.units->high = plan.fixed_instances ? count : std::max(service.units->high, count);
  }
}

void set_cold_start(HostingOption& option, const ServingPlan& plan) {
  constexpr double k_seconds = 60;
  const double notice = plan.scaling.notice_minutes;
  const Range<double>& start = plan.scaling.start_minutes;
  option.service.cold_start_seconds = {(notice + start.low) * k_seconds,
                                       (notice + start.likely) * k_seconds,
                                       (notice + start.high) * k_seconds};
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

/// Which instances a line is about: those that are up in any case, or those that come with the
/// load.
enum class Part { standing, following };

void add_instances(Estimate& into, const Situation& s, const ServingPlan& plan, const Use& use,
                   Rational hours, std::string formula, Meter meter = Meter::hosting,
                   Part part = Part::standing) {
  const bool stands = part == Part::standing;
  const LineKind kind = stands ? LineKind::standing : LineKind::per_use;
  if (use.on.id.empty()) {
    const bool known = s.base != nullptr && s.base->has_architecture();
    into.gaps.push_back(
        {"hosting.instances", kind, "Instances",
         known ? fmt::format(
                     "no rate: no instance that holds the model has a hosting price in {}; add "
                     "a row with service sagemaker, meter {}, unit instance-hour",
                     plan.region, name_of(meter))
               : "state model.base or hosting.instance",
         known});
    return;
  }
  s.pricer.add(into,
               {stands ? "hosting.instances" : "hosting.more-instances", kind, use.on.id,
                std::move(formula)},
               rate_keys::sagemaker(use.on.id, plan.region, meter),
               Amount<Unit::instance_hour>{InstanceHours::of(hours), ""});
}

void add_count_gap(Estimate& into, const Count& count, LineKind kind) {
  if (!count.missing.empty()) {
    into.gaps.push_back(
        {"hosting.capacity", kind, "Instances beyond the first", "state " + count.missing});
  }
}

std::string hours_text(std::int64_t instances, Rational hours) {
  return fmt::format("{} x {} hours", amount_text(instances, "instance"), short_text(hours));
}

/// Instance-hours of a mode, and the words for them.
struct Hours {
  Rational hours;
  std::string formula;
};

Hours hours_of(std::int64_t instances, double hours) {
  const Rational exact = exact_hours(hours);
  return {exact, instances == 1
                     ? hours_text(1, exact)
                     : fmt::format("{} at the peak, following the load: {} hours",
                                   amount_text(instances, "instance"), short_text(exact))};
}

/// The least number of instances stands; what comes with the load beyond them is billed by use.
void add_scaled(HostingOption& option, const Situation& s, const ServingPlan& plan, const Use& use,
                int month) {
  Count count = count_at_peak(s, plan, use, month);
  if (peak_of(s, use, month) == 0) {
    count = {plan.least_instances, ""}; // a fixed number is the most, not the least
  }
  set_instances(option, s, plan, use, count.instances, month);
  const auto load = load_of(s, use, month);
  const Answering* answering = answering_of(use);
  const bool follows = !plan.fixed_instances && load && answering != nullptr &&
                       count.instances > plan.least_instances;
  const Rational active =
      std::min(s.traffic.active_hours.value_or(s.hours_per_month), s.hours_per_month);
  const std::int64_t more = count.instances - plan.least_instances;
  const Rational standing = Rational::of(plan.least_instances) * s.hours_per_month;
  Hours beyond{Rational::of(more) * active, hours_text(more, active)};
  if (follows) {
    const Rational all = exact_hours(
        following_hours(*load, used_each(*answering, load->peak, use.headroom, use.latency_seconds),
                        plan.least_instances, plan.scaling));
    beyond = {std::max(all - standing, Rational{}),
              fmt::format("up to {} more at the peak, following the load",
                          amount_text(more, "instance"))};
  }
  option.service.unit_hours = (standing + beyond.hours).to_double();
  add_instances(option.idle, s, plan, use, standing,
                hours_text(plan.least_instances, s.hours_per_month));
  add_artifact(option.idle, s, plan);
  option.estimate = option.idle;
  if (more > 0) {
    add_instances(option.estimate, s, plan, use, beyond.hours, beyond.formula, Meter::hosting,
                  Part::following);
  }
  add_count_gap(option.estimate, count, LineKind::per_use);
}

/// Hours of instances that go when nobody asks. Where the active hours are on a schedule and
/// nobody may wait within them, the first is up for all of them.
Hours zero_hours(const Situation& s, const ServingPlan& plan, const Use& use, std::int64_t count,
                 const LoadCurve& load) {
  const Answering* answering = answering_of(use);
  const bool scheduled = s.facts.yes_no("requirements.cold_start_ok") != Truth::yes &&
                         s.facts.yes_no("hosting.schedule_ok") == Truth::yes &&
                         s.traffic.shape == TrafficShape::business_hours;
  if (answering == nullptr || plan.fixed_instances) {
    const double hours = warm_hours(load, plan.scaling);
    return hours_of(count, hours * static_cast<double>(count));
  }
  const double each = used_each(*answering, load.peak, use.headroom, use.latency_seconds);
  double hours = zero_scaling_hours(load, each, plan.scaling);
  if (scheduled) {
    const double start = plan.scaling.start_minutes.likely / 60;
    hours += std::min(load.month_hours, load.active_hours + load.days() * start) -
             warm_hours(load, plan.scaling);
  }
  return hours_of(count, hours);
}

/// Turns what was added so far into costs by use, and adds what stands beside it.
void bill_by_use(HostingOption& option, const Situation& s, const ServingPlan& plan) {
  for (Line& line : option.estimate.lines) {
    line.kind = LineKind::per_use;
  }
  for (Gap& gap : option.estimate.gaps) {
    gap.kind = LineKind::per_use;
  }
  add_artifact(option.idle, s, plan);
  append(option.estimate, option.idle);
}

void add_used_hours(HostingOption& option, const Situation& s, const ServingPlan& plan,
                    const Use& use, const Hours& hours, Meter meter) {
  option.service.unit_hours = hours.hours.to_double();
  add_instances(option.estimate, s, plan, use, hours.hours, hours.formula, meter);
  const bool several = option.units > 1;
  option.note =
      fmt::format("up {} {} a month", about_text(hours.hours), several ? "instance-hours" : "h");
  if (option.service.cold_start_seconds) {
    option.note +=
        fmt::format(", cold start {}", seconds_text(option.service.cold_start_seconds->likely));
  }
}

/// Up only when requests arrive.
void only_when_used(HostingOption& option, const Situation& s, const ServingPlan& plan,
                    const Use& use, int month, Meter meter) {
  const Count count = count_at_peak(s, plan, use, month);
  set_instances(option, s, plan, use, count.instances, month);
  set_cold_start(option, plan);
  const auto requests = s.traffic.requests_in(month);
  if (requests && *requests == 0) {
    add_instances(option.estimate, s, plan, use, Rational{}, "no request, no hours", meter);
    option.service.unit_hours = 0;
  } else if (const auto load = load_of(s, use, month)) {
    add_used_hours(option, s, plan, use, zero_hours(s, plan, use, count.instances, *load), meter);
    add_count_gap(option.estimate, count, LineKind::per_use);
  } else {
    option.estimate.gaps.push_back(
        {"hosting.instances", LineKind::per_use, "Instance hours",
         requests ? "state traffic.shape" : "state traffic.requests_per_month and traffic.shape"});
  }
  bill_by_use(option, s, plan);
}

} // namespace

void endpoint(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  const Use use = answering_use(s, plan, option.id);
  const Count count = count_at_peak(s, plan, use, month);
  set_instances(option, s, plan, use, count.instances, month);
  const Rational hours = Rational::of(count.instances) * s.hours_per_month;
  option.service.unit_hours = hours.to_double();
  add_instances(option.estimate, s, plan, use, hours,
                hours_text(count.instances, s.hours_per_month));
  add_count_gap(option.estimate, count, LineKind::standing);
  add_artifact(option.estimate, s, plan);
  option.idle = option.estimate;
}

void endpoint_autoscaling(HostingOption& option, const Situation& s, const ServingPlan& plan,
                          int month) {
  add_scaled(option, s, plan, answering_use(s, plan, option.id), month);
}

void endpoint_scale_to_zero(HostingOption& option, const Situation& s, const ServingPlan& plan,
                            int month) {
  only_when_used(option, s, plan, answering_use(s, plan, option.id), month, Meter::hosting);
}

void async(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  only_when_used(option, s, plan, queue_use(plan, option.id), month, Meter::async_inference);
  option.service.latency_seconds.reset(); // what is waited for is the queue
}

/// One job a day, or one a request where there are fewer: each starts its instances, works off
/// what was collected at the planned rate, and ends. Several instances where one would not be done
/// within the active hours.
void batch_transform(HostingOption& option, const Situation& s, const ServingPlan& plan,
                     int month) {
  const Use use = queue_use(plan, option.id);
  const auto requests = s.traffic.requests_in(month);
  const Answering* answering = answering_of(use);
  if (!requests || answering == nullptr || !s.traffic.active_hours) {
    only_when_used(option, s, plan, use, month, Meter::batch_transform);
    option.service.latency_seconds.reset();
    return;
  }
  constexpr double k_seconds_per_hour = 3600;
  const double work = static_cast<double>(*requests) /
                      (answering->planned_requests_per_second * k_seconds_per_hour);
  const double jobs = std::min(static_cast<double>(*requests), s.hours_per_month.to_double() / 24);
  const double window = s.traffic.active_hours->to_double();
  const std::int64_t count =
      plan.fixed_instances
          ? *plan.fixed_instances
          : std::max<std::int64_t>(1, std::llround(std::ceil(window > 0 ? work / window : 1)));
  set_instances(option, s, plan, use, count, month);
  option.service = {};
  option.service.units = Range<std::int64_t>::point(count);
  option.service.covers_peak = Truth::yes;
  option.service.fit_note = use.on.fit_note;
  const double starts = jobs * static_cast<double>(count) * plan.scaling.start_minutes.likely / 60;
  const Rational hours = exact_hours(work + starts);
  add_used_hours(option, s, plan, use,
                 {hours, fmt::format("{} hours of work + {} hours to start {}",
                                     short_text(exact_hours(work)), short_text(exact_hours(starts)),
                                     amount_text(std::llround(std::ceil(jobs)), "job"))},
                 Meter::batch_transform);
  bill_by_use(option, s, plan);
}

void multi_adapter(HostingOption& option, const Situation& s, const ServingPlan& plan, int month) {
  Use shared = answering_use(s, plan, option.id);
  shared.times = plan.adapters_sharing;
  add_scaled(option, s, plan, shared, month);
  if (plan.adapters_sharing > 1) {
    const Rational sharing = Rational::of(plan.adapters_sharing);
    HostingOption alone;
    endpoint(alone, s, plan, month);
    option.note = fmt::format("shared by {} with as much traffic each: this one's share {}",
                              amount_text(plan.adapters_sharing, "adapter"),
                              to_string(Money::of(option.monthly().usd() / sharing)));
    if (alone.estimate.gaps.empty()) {
      option.note += fmt::format("; an endpoint for each would cost {}",
                                 to_string(Money::of(alone.monthly().usd() * sharing)));
    }
  }
}

} // namespace tunepath::hosting_modes
