#include "advise/sagemaker_use.hpp"

#include <algorithm>
#include <cmath>

namespace tunepath::hosting_modes {
namespace {

std::optional<double> peak_of(const Situation& s, const Use& use, int month) {
  const auto peak = s.traffic.peak_in(month);
  return peak ? std::optional{*peak * static_cast<double>(use.times)} : std::nullopt;
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

/// What is said about the instances: latency and use at the peak, and how many it may be.
void say_instances(HostingOption& option, const ServingPlan& plan, const Use& use, const Peak& peak,
                   std::int64_t count) {
  option.instance = use.on.id;
  option.capacity = use.on.capacity;
  HostingService& service = option.service;
  service.fit_note = use.on.fit_note;
  service.latency_note = use.on.latency_note;
  service.units = Range<std::int64_t>::point(count);
  if (peak.requests_per_second && peak.answering != nullptr) {
    add_peak(service, *use.on.capacity, use, *peak.requests_per_second, static_cast<double>(count));
    service.units->low =
        plan.fixed_instances ? count : std::clamp(service.units->low, plan.least_instances, count);
    service.units->high = plan.fixed_instances ? count : std::max(service.units->high, count);
  }
}

} // namespace

Use answering_use(const ServingPlan& plan, HostingMode mode) {
  return {serving_instance(plan, mode), plan.headroom, plan.latency_seconds, 1};
}

Use queue_use(const ServingPlan& plan, HostingMode mode) {
  return {serving_instance(plan, mode), 1, std::nullopt, 1};
}

const Answering* answering_of(const Use& use) {
  return use.on.capacity && use.on.capacity->answering ? &*use.on.capacity->answering : nullptr;
}

Peak peak_at(const Situation& s, const Use& use, int month) {
  Peak peak{peak_of(s, use, month), answering_of(use), {}};
  if (peak.requests_per_second && peak.answering != nullptr) {
    peak.needed = instances_needed(*peak.answering, *peak.requests_per_second, use.headroom,
                                   use.latency_seconds);
  }
  return peak;
}

double used_at(const Peak& peak, const Use& use) {
  return used_each_of(*peak.needed, *peak.answering, *peak.requests_per_second, use.headroom);
}

Count count_at_peak(const Situation& s, const ServingPlan& plan, const Peak& peak) {
  if (plan.fixed_instances) {
    return {*plan.fixed_instances, ""};
  }
  if (peak.requests_per_second && *peak.requests_per_second == 0) {
    return {plan.least_instances, ""};
  }
  if (!peak.requests_per_second) {
    return {plan.least_instances, s.traffic.requests
                                      ? "traffic.shape, or hosting.instances"
                                      : "traffic.requests_per_month and traffic.shape"};
  }
  if (!peak.needed) {
    return {plan.least_instances, "hosting.instances (what one instance carries is not known)"};
  }
  return {std::max(*peak.needed, plan.least_instances), ""};
}

std::optional<LoadCurve> load_of(const Situation& s, const Use& use, int month) {
  const auto requests = s.traffic.requests_in(month);
  const auto peak = peak_of(s, use, month);
  if (!requests || !peak || !s.traffic.active_hours) {
    return std::nullopt;
  }
  return load_curve(static_cast<double>(*requests) * static_cast<double>(use.times),
                    s.traffic.active_hours->to_double(), s.hours_per_month.to_double(), *peak);
}

Rational exact_hours(double hours) {
  constexpr double k_hundredths = 100;
  return Rational::quotient(static_cast<std::int64_t>(std::ceil(hours * k_hundredths - 1e-6)), 100);
}

void set_instances(ModeBill& bill, const ServingPlan& plan, const Use& use, const Peak& peak,
                   std::int64_t count) {
  bill.unit = UnitKind::instance;
  bill.units = count;
  if (peak.requests_per_second && *peak.requests_per_second == 0) {
    bill.covers_peak = Truth::yes;
  } else if (peak.needed) {
    bill.covers_peak = truth(count >= *peak.needed);
  }
  if (bill.words != nullptr) {
    say_instances(*bill.words, plan, use, peak, count);
  }
}

Gap no_instance(const ServingPlan& plan, const Part& part, bool known) {
  return {"hosting.instances", part.kind, "Instances",
          known ? fmt::format(
                      "no rate: no instance that holds the model has a hosting price in {}; add "
                      "a row with service sagemaker, meter {}, unit instance-hour",
                      plan.region, name_of(part.meter))
                : "state model.base or hosting.instance",
          known};
}

void add_count_gap(Ledger& into, const Count& count, LineKind kind) {
  if (*count.missing != '\0') {
    into.add_gap(kind, "hosting.capacity", false, [&] {
      return Gap{"hosting.capacity", kind, "Instances beyond the first",
                 fmt::format("state {}", count.missing)};
    });
  }
}

void add_artifact(Ledger& into, const Situation& s, const ServingPlan& plan) {
  std::optional<GbMonths> amount;
  if (plan.artifact_gb) {
    amount = GbMonths::of(Rational::of(*plan.artifact_gb));
  }
  into.add<Unit::gb_month>(
      s.pricer, LineKind::standing, "storage.artifact", rate_keys::object_storage(plan.region),
      amount, [&] {
        return LineWords{
            "Model artifact in S3",
            amount ? fmt::format("{} billion parameters x 2 bytes = {} GB",
                                 grouped(*plan.base->params_b), grouped(*plan.artifact_gb))
                   : "",
            amount ? "" : "model.base (for the size of its weights)"};
      });
}

std::string hours_text(std::int64_t instances, Rational hours) {
  return fmt::format("{} x {} hours", amount_text(instances, "instance"), short_text(hours));
}

} // namespace tunepath::hosting_modes
