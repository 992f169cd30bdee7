#include "tunepath/hosting/sizing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace tunepath {
namespace {

constexpr double k_seconds_per_hour = 3600;
constexpr double k_minutes_per_hour = 60;

/// Rounding of binary fractions must not buy an instance.
std::int64_t whole_instances(double instances) {
  constexpr double k_slack = 1e-9;
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(instances - k_slack)));
}

/// Minutes around the need of an instance, once a day: it has to be asked for before it is needed,
/// and stays until it was idle for a while.
double hours_around(const Scaling& scaling) {
  return (scaling.notice_minutes + scaling.start_minutes.likely + scaling.stay_minutes) /
         k_minutes_per_hour;
}

/// Hours of the instances beyond the first `least`.
double further_hours(const LoadCurve& load, double each, std::int64_t least,
                     const Scaling& scaling) {
  constexpr double k_most_steps = 60; // large fleets in steps of several instances, rounded up
  const double most = load.peak / each;
  const auto first = static_cast<double>(least);
  const double step = std::max(1.0, std::ceil((most - first) / k_most_steps));
  double hours = 0;
  for (double up = first; up < most - 1e-9; up += step) {
    const double needed = load.hours_above(up * each);
    const double around = needed > 0 ? hours_around(scaling) * load.days() : 0;
    hours +=
        std::min(step, std::ceil(most - up - 1e-9)) * std::min(needed + around, load.active_hours);
  }
  return hours;
}

} // namespace

double waiting_seconds(double places, double seconds, double requests_per_second) {
  constexpr double k_late = 0.05; // 5 of 100
  const double busy = requests_per_second * seconds;
  if (busy >= places) {
    return std::numeric_limits<double>::infinity();
  }
  const double share = busy / places;
  const double few = k_late * (1 - share) / (1 - k_late * share); // blocked: then few enough wait
  double blocked = 1; // Erlang's B formula, by its recursion; it only falls
  for (double n = 1; n <= places && blocked > few; ++n) {
    blocked = busy * blocked / (n + busy * blocked);
  }
  if (blocked <= few) {
    return 0;
  }
  const double waits = blocked / (1 - share * (1 - blocked));
  return std::log(waits / k_late) * seconds / (places - busy);
}

double answer_seconds(double alone, double full, const InstanceCapacity& capacity,
                      double requests_per_second) {
  const auto places = static_cast<double>(capacity.answering->batch);
  const auto copies = static_cast<double>(capacity.copies);
  const double batch = places / copies;
  const double each =
      batch > 1 ? (full - alone) / (batch - 1) : 0; // seconds for one more beside it
  const double rate = requests_per_second / copies;
  const double mean = rate * each < 1 ? rate * (alone - each) / (1 - rate * each) : batch;
  constexpr double k_95th = 1.64;
  const double beside = std::clamp(mean + k_95th * std::sqrt(mean), 0.0, batch - 1);
  return alone + each * beside + waiting_seconds(places, full, requests_per_second);
}

std::int64_t instances_needed(double each, double peak, double headroom) {
  if (each <= 0 || headroom <= 0) {
    throw std::logic_error("instances_needed: rate and headroom must be above zero");
  }
  return whole_instances(peak / (each * headroom));
}

std::int64_t instances_needed(const Answering& answering, double peak, double headroom,
                              std::optional<double> latency_seconds) {
  const double each = answering.planned_requests_per_second;
  std::int64_t count = instances_needed(each, peak, headroom);
  const auto places = static_cast<double>(answering.batch);
  const double seconds = places / each;
  if (!latency_seconds || seconds >= *latency_seconds) {
    return count;
  }
  while (seconds + waiting_seconds(places, seconds, peak / static_cast<double>(count)) >
         *latency_seconds) {
    count += std::max<std::int64_t>(1, count / 50);
  }
  return count;
}

double used_each(const Answering& answering, double peak, double headroom,
                 std::optional<double> latency_seconds) {
  return used_each_of(instances_needed(answering, peak, headroom, latency_seconds), answering, peak,
                      headroom);
}

double used_each_of(std::int64_t needed, const Answering& answering, double peak, double headroom) {
  const double each = answering.planned_requests_per_second;
  return needed > instances_needed(each, peak, headroom) ? peak / static_cast<double>(needed)
                                                         : each * headroom;
}

double LoadCurve::hours_above(double level) const {
  if (level >= peak) {
    return 0;
  }
  return peak_to_mean <= 1 ? active_hours
                           : active_hours * (1 - std::pow(level / peak, 1 / (peak_to_mean - 1)));
}

LoadCurve load_curve(double requests, double active_hours, double month_hours, double peak) {
  LoadCurve load{.requests = requests,
                 .active_hours = std::min(active_hours, month_hours),
                 .month_hours = month_hours,
                 .peak = peak};
  const double mean = active_hours > 0 ? requests / (load.active_hours * k_seconds_per_hour) : 0;
  load.peak_to_mean = mean > 0 ? std::max(1.0, peak / mean) : 1;
  return load;
}

Scaling scaling_of(double weights_gib, const Catalog& catalog) {
  const Range<double> provision = catalog.coefficient("instance-start-minutes");
  const Range<double> load = catalog.coefficient("weight-load-gib-per-minute");
  return {.start_minutes = {provision.low + weights_gib / load.high,
                            provision.likely + weights_gib / load.likely,
                            provision.high + weights_gib / load.low},
          .notice_minutes = catalog.coefficient("scale-out-alarm-minutes").likely,
          .stay_minutes = catalog.coefficient("scale-in-delay-minutes").likely};
}

double following_hours(const LoadCurve& load, double each, std::int64_t least,
                       const Scaling& scaling) {
  return static_cast<double>(least) * load.month_hours + further_hours(load, each, least, scaling);
}

double warm_hours(const LoadCurve& load, const Scaling& scaling) {
  if (load.requests <= 0 || load.active_hours <= 0) {
    return 0;
  }
  const double rate = load.requests / load.active_hours;
  const double start = scaling.start_minutes.likely / k_minutes_per_hour;
  const double stay = scaling.stay_minutes / k_minutes_per_hour;
  const double up = 1 - 1 / (rate * start + std::exp(rate * stay));
  const double quiet = load.active_hours < load.month_hours ? load.days() * (start + stay) : 0;
  return std::min(load.month_hours, up * (load.active_hours + quiet));
}

double zero_scaling_hours(const LoadCurve& load, double each, const Scaling& scaling) {
  return warm_hours(load, scaling) + further_hours(load, each, 1, scaling);
}

double billed_windows(double requests_per_month, double active_hours, double window_seconds) {
  const double windows = active_hours * k_seconds_per_hour / window_seconds;
  if (windows <= 0 || requests_per_month <= 0) {
    return 0;
  }
  return windows * -std::expm1(-requests_per_month / windows);
}

BatchJobs batch_jobs(const LoadCurve& load, double each, std::optional<std::int64_t> fixed,
                     const Scaling& scaling) {
  BatchJobs batch;
  batch.work_hours = load.requests / (each * k_seconds_per_hour);
  batch.jobs = std::min(load.requests, load.days());
  const double in_time = load.active_hours > 0 ? batch.work_hours / load.active_hours : 1;
  batch.instances = fixed ? *fixed : std::max<std::int64_t>(1, std::llround(std::ceil(in_time)));
  batch.start_hours = batch.jobs * static_cast<double>(batch.instances) *
                      scaling.start_minutes.likely / k_minutes_per_hour;
  return batch;
}

} // namespace tunepath
