#pragma once

#include "tunepath/hosting/capacity.hpp"

namespace tunepath {

/// Seconds within which 95 of 100 requests get a place on an instance with `places`, each held for
/// `seconds`, when `requests_per_second` arrive. Poisson arrivals and exponential service: Erlang's
/// C formula (A. K. Erlang, 1917). Answers vary less than that, so it is pessimistic. Infinity when
/// more arrive than are worked off. Preconditions: places >= 1, seconds > 0.
double waiting_seconds(double places, double seconds, double requests_per_second);

/// Seconds of an answer, waiting included, that 95 of 100 keep to on one instance at which
/// `requests_per_second` arrive, where an answer takes `alone` with nothing beside it and `full`
/// with all `batch` places of a copy taken; between, it grows with the number beside it, as the
/// step of a dense model does. The number at once is the mean by Little's law, and 1.64 standard
/// deviations of a Poisson number more, for the 95th percentile. Infinity as in waiting_seconds.
/// Precondition: alone <= full.
double answer_seconds(double alone, double full, const InstanceCapacity& capacity,
                      double requests_per_second);

/// Instances needed at `peak` (requests per second) when each is used up to `headroom` (0 to 1) of
/// `each` (requests per second); at least 1. Throws std::logic_error unless both are above zero.
std::int64_t instances_needed(double each, double peak, double headroom);

/// The same for `answering` at its planned rate, and so many that the wait for a place and the
/// answer together keep to `latency_seconds`; where an answer alone takes longer, the wait is not
/// looked at.
std::int64_t instances_needed(const Answering& answering, double peak, double headroom,
                              std::optional<double> latency_seconds);

/// Requests per second up to which an instance is used before another one is added: the planned
/// rate with headroom, and where waiting for a place adds instances at `peak`, its share of that.
double used_each(const Answering& answering, double peak, double headroom,
                 std::optional<double> latency_seconds);
/// The same where `needed`, the count of instances_needed, is known already.
double used_each_of(std::int64_t needed, const Answering& answering, double peak, double headroom);

/// The load of a month, as requests per second. Within the active hours, sorted from the busiest
/// down, it is peak x (1 - x)^(p - 1), where x is the share of the hours and p is peak over mean:
/// the simplest curve that falls from the peak to nothing and has the stated mean. No such curve
/// is published for these workloads (judgement).
struct LoadCurve {
  double requests = 0;     ///< a month
  double active_hours = 0; ///< a month, in which any request arrives
  double month_hours = 730;
  double peak = 0;         ///< requests per second
  double peak_to_mean = 1; ///< at least 1

  /// Hours a month in which more than `level` requests per second arrive.
  double hours_above(double level) const;
  /// A load rises and falls once on each day of the month (judgement).
  double days() const { return month_hours / 24; }
};

/// The curve of `requests` a month with that `peak`; p follows from both.
LoadCurve load_curve(double requests, double active_hours, double month_hours, double peak);

/// How instances come and go; in minutes.
struct Scaling {
  Range<double> start_minutes; ///< to provision an instance, and to load the weights
  double notice_minutes = 0;   ///< until more load is noticed
  double stay_minutes = 0;     ///< without need before an instance goes
};

/// Of weights of `weights_gib` (all accelerators), from the coefficients of the catalog.
Scaling scaling_of(double weights_gib, const Catalog& catalog);

/// Instance-hours a month of scaling that follows the load: `least` instances are always up, each
/// further one while the load is above what those before it carry (`each` requests per second),
/// and around that, once a day, from when it is noticed until it is let go.
double following_hours(const LoadCurve& load, double each, std::int64_t least,
                       const Scaling& scaling);

/// Hours a month in which the first instance is up when it goes after an idle time and returns
/// with the next request. Poisson arrivals within the active hours, renewal theory: an idle time
/// of 1/r on average is followed by the start (S) and by a stretch of requests that ends with the
/// first gap of `stay` (D), which is (exp(rD) - 1) / r on average; so it is up for the share
/// 1 - 1 / (rS + exp(rD)). When there are quiet hours, each day adds one start and one stay.
/// At most the month.
double warm_hours(const LoadCurve& load, const Scaling& scaling);

/// Instance-hours a month of scaling to zero: warm_hours for the first instance, and following the
/// load for the others.
double zero_scaling_hours(const LoadCurve& load, double each, const Scaling& scaling);

/// Windows of `window_seconds` that bill in a month when requests arrive evenly over
/// `active_hours`: each window with at least one request, on average (Poisson arrivals: share
/// 1 - exp(-requests per window)). Precondition: window_seconds > 0.
double billed_windows(double requests_per_month, double active_hours, double window_seconds);

/// Batch jobs of a month: one a day, or one a request where there are fewer.
struct BatchJobs {
  double jobs = 0;
  std::int64_t instances = 1; ///< of each job: several where one would not be done in time
  double work_hours = 0;      ///< instance-hours of answering
  double start_hours = 0;     ///< instance-hours of starting
};
/// Each job starts its instances, works off what was collected at `each` (requests per second,
/// above zero), and ends within the active hours. `fixed` is a number of instances that is stated.
BatchJobs batch_jobs(const LoadCurve& load, double each, std::optional<std::int64_t> fixed,
                     const Scaling& scaling);

} // namespace tunepath
