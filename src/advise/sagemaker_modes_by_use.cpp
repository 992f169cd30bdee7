#include "advise/hosting_modes.hpp"
#include "advise/sagemaker_use.hpp"

#include <algorithm>
#include <cmath>

/// Modes whose instances are up only when requests arrive.
namespace tunepath::hosting_modes {
namespace {

void say_cold_start(HostingOption& option, const ServingPlan& plan) {
  constexpr double k_seconds = 60;
  const double notice = plan.scaling.notice_minutes;
  const Range<double>& start = plan.scaling.start_minutes;
  option.service.cold_start_seconds = {(notice + start.low) * k_seconds,
                                       (notice + start.likely) * k_seconds,
                                       (notice + start.high) * k_seconds};
}

std::string used_hours_text(std::int64_t instances, Rational hours) {
  return instances == 1 ? hours_text(1, hours)
                        : fmt::format("{} at the peak, following the load: {} hours",
                                      amount_text(instances, "instance"), short_text(hours));
}

/// Hours of instances that go when nobody asks. Where the active hours are on a schedule and
/// nobody may wait within them, the first is up for all of them.
Rational zero_hours(const ServingPlan& plan, const Use& use, const Peak& peak, std::int64_t count,
                    const LoadCurve& load) {
  if (!peak.needed || plan.fixed_instances) {
    return exact_hours(warm_hours(load, plan.scaling) * static_cast<double>(count));
  }
  double hours = zero_scaling_hours(load, used_at(peak, use), plan.scaling);
  if (plan.scheduled) {
    const double start = plan.scaling.start_minutes.likely / 60;
    hours += std::min(load.month_hours, load.active_hours + load.days() * start) -
             warm_hours(load, plan.scaling);
  }
  return exact_hours(hours);
}

template <class Formula>
void add_used_hours(ModeBill& bill, const Situation& s, const ServingPlan& plan, const Use& use,
                    Rational hours, Meter meter, const Formula& formula) {
  add_instances(bill.estimate, s, plan, use, {"hosting.instances", LineKind::per_use, meter}, hours,
                formula);
  if (bill.words == nullptr) {
    return;
  }
  HostingService& service = bill.words->service;
  service.unit_hours = hours.to_double();
  bill.words->note =
      fmt::format("up {} {} a month", about_text(hours), bill.units > 1 ? "instance-hours" : "h");
  if (service.cold_start_seconds) {
    bill.words->note +=
        fmt::format(", cold start {}", seconds_text(service.cold_start_seconds->likely));
  }
}

/// Adds what stands beside what is used.
void add_idle(ModeBill& bill, const Situation& s, const ServingPlan& plan) {
  add_artifact(bill.idle, s, plan);
  bill.estimate += bill.idle;
}

/// Up only when requests arrive.
void only_when_used(ModeBill& bill, const Situation& s, const ServingPlan& plan, const Use& use,
                    int month, Meter meter) {
  const Peak peak = peak_at(s, use, month);
  const Count count = count_at_peak(s, plan, peak);
  set_instances(bill, plan, use, peak, count.instances);
  if (bill.words != nullptr) {
    say_cold_start(*bill.words, plan);
  }
  const auto requests = s.traffic.requests_in(month);
  if (requests && *requests == 0) {
    add_instances(bill.estimate, s, plan, use, {"hosting.instances", LineKind::per_use, meter},
                  Rational{}, [] { return std::string{"no request, no hours"}; });
    if (bill.words != nullptr) {
      bill.words->service.unit_hours = 0;
    }
  } else if (const auto load = load_of(s, use, month)) {
    const Rational hours = zero_hours(plan, use, peak, count.instances, *load);
    add_used_hours(bill, s, plan, use, hours, meter,
                   [&] { return used_hours_text(count.instances, hours); });
    add_count_gap(bill.estimate, count, LineKind::per_use);
  } else {
    bill.estimate.add_gap(LineKind::per_use, "hosting.instances", false, [&] {
      return Gap{
          "hosting.instances", LineKind::per_use, "Instance hours",
          requests ? "state traffic.shape" : "state traffic.requests_per_month and traffic.shape"};
    });
  }
  add_idle(bill, s, plan);
}

/// What is waited for is the queue.
void say_no_latency(const ModeBill& bill) {
  if (bill.words != nullptr) {
    bill.words->service.latency_seconds.reset();
  }
}

} // namespace

void endpoint_scale_to_zero(ModeBill& bill, const Situation& s, const ServingPlan& plan,
                            int month) {
  only_when_used(bill, s, plan, answering_use(plan, bill.mode), month, Meter::hosting);
}

void async(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  only_when_used(bill, s, plan, queue_use(plan, bill.mode), month, Meter::async_inference);
  say_no_latency(bill);
}

/// One job a day, or one a request where there are fewer: each starts its instances, works off
/// what was collected at the planned rate, and ends. Several instances where one would not be done
/// within the active hours.
void batch_transform(ModeBill& bill, const Situation& s, const ServingPlan& plan, int month) {
  const Use use = queue_use(plan, bill.mode);
  const auto requests = s.traffic.requests_in(month);
  const Answering* answering = answering_of(use);
  if (!requests || answering == nullptr || !s.traffic.active_hours) {
    only_when_used(bill, s, plan, use, month, Meter::batch_transform);
    say_no_latency(bill);
    return;
  }
  const BatchJobs batch =
      batch_jobs(load_curve(static_cast<double>(*requests), s.traffic.active_hours->to_double(),
                            s.hours_per_month.to_double(), 0),
                 answering->planned_requests_per_second, plan.fixed_instances, plan.scaling);
  set_instances(bill, plan, use, peak_at(s, use, month), batch.instances);
  bill.covers_peak = Truth::yes;
  if (bill.words != nullptr) {
    bill.words->service = {};
    bill.words->service.units = Range<std::int64_t>::point(batch.instances);
    bill.words->service.fit_note = use.on.fit_note;
  }
  const Rational hours = exact_hours(batch.work_hours + batch.start_hours);
  add_used_hours(bill, s, plan, use, hours, Meter::batch_transform, [&] {
    return fmt::format("{} hours of work + {} hours to start {}",
                       short_text(exact_hours(batch.work_hours)),
                       short_text(exact_hours(batch.start_hours)),
                       amount_text(std::llround(std::ceil(batch.jobs)), "job"));
  });
  add_idle(bill, s, plan);
}

} // namespace tunepath::hosting_modes
