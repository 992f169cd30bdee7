#include "advise/break_even.hpp"

#include "advise/economics.hpp"
#include "advise/volumes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace tunepath {
namespace {

using Points = std::map<std::int64_t, AtVolume>;

/// Finds the volumes that pay, with or without the gain.
class Search {
public:
  Search(Volumes& volumes, Points& known, bool with_gain)
      : volumes_(volumes), known_(known), with_gain_(with_gain) {}

  /// Ascending. Empty result: a price is missing on the way.
  std::optional<std::vector<PayingVolumes>> run(std::int64_t last) {
    const auto low = at(k_first);
    const auto high = at(last);
    if (!low || !high) {
      return std::nullopt;
    }
    add(k_first, pays(*low));
    settle(*low, *high);
    if (failed_) {
      return std::nullopt;
    }
    close(last);
    return found_;
  }

private:
  static constexpr std::int64_t k_first = 1;

  std::optional<AtVolume> at(std::int64_t volume) {
    const auto known = known_.find(volume);
    if (known != known_.end()) {
      return known->second;
    }
    const auto fresh = volumes_.at(volume);
    if (fresh) {
      known_.emplace(volume, *fresh);
    } else {
      failed_ = true;
    }
    return fresh;
  }

  Money gain(const AtVolume& v) const { return with_gain_ ? v.gain : Money{}; }
  bool pays(const AtVolume& v) const { return v.tuned <= v.reference + gain(v); }

  /// Bounds of X - G over the volumes from `a` to `b`, on one instance type. What every request
  /// bills alike, and the gain, are proportional to the volume; what is left of each cost never
  /// falls.
  struct Bounds {
    Money least;
    Money most;
  };
  Bounds bounds(const AtVolume& a, const AtVolume& b) const {
    const auto proportional = [&](const AtVolume& v) {
      return v.tuned_usage - v.reference_usage - gain(v);
    };
    const auto rest = [](Money sum, Money usage) { return sum - usage; };
    // Whole requests, tokens and micro-dollars: less than one request a month, and a cent.
    const Rational one = (b.tuned_usage + b.reference_usage).usd() / Rational::of(b.volume);
    const Money gains = gain(b);
    const Rational one_gain = std::max(gains, Money{} - gains).usd() / Rational::of(b.volume);
    const Money rounding = Money::of(one + one_gain) + Money::cents(1);
    const Money low = std::min(proportional(a), proportional(b));
    const Money high = std::max(proportional(a), proportional(b));
    return {rest(a.tuned, a.tuned_usage) - rest(b.reference, b.reference_usage) + low - rounding,
            rest(b.tuned, b.tuned_usage) - rest(a.reference, a.reference_usage) + high + rounding};
  }

  /// Says of every volume above `a` up to and including `b` whether it pays.
  void settle(const AtVolume& a, const AtVolume& b) {
    const bool alike = a.instance == b.instance; // Else the cost may fall between them.
    const Bounds extra = bounds(a, b);
    const bool everywhere = alike && extra.most <= Money{};
    const bool nowhere = alike && extra.least > Money{};
    failed_ = failed_ || known_.size() >= k_most_points;
    if (failed_ || b.volume - a.volume <= 1 || everywhere || nowhere) {
      add(b.volume, everywhere || (!nowhere && pays(b)));
      return;
    }
    if (const auto middle = at(middle_volume(a.volume, b.volume))) {
      settle(a, *middle);
      settle(*middle, b);
    }
  }

  /// Every volume after the last one that was told of, up to `to`, pays or does not.
  void add(std::int64_t to, bool pay) {
    if (pay && !open_) {
      open_ = told_ + 1;
    } else if (!pay && open_) {
      found_.push_back({*open_, told_});
      open_.reset();
    }
    told_ = to;
  }
  void close(std::int64_t last) {
    if (open_) {
      found_.push_back({*open_, std::nullopt});
    }
    told_ = last;
  }

  static constexpr std::size_t k_most_points = 4'000;
  Volumes& volumes_;
  Points& known_;
  bool with_gain_;
  bool failed_ = false;
  std::int64_t told_ = 0;
  std::optional<std::int64_t> open_;
  std::vector<PayingVolumes> found_;
};

/// Which of the two grows faster, so that no volume helps.
std::string why_never(const Points& points, bool with_gain, Money gain_of_last) {
  const AtVolume& first = points.begin()->second;
  const AtVolume& last = points.rbegin()->second;
  if (with_gain && gain_of_last < Money{}) {
    return "each answer is worth less than today's, and what is saved does not make up for it";
  }
  const Money tuned = last.tuned - first.tuned;
  const Money reference = last.reference - first.reference;
  if (with_gain && gain_of_last > Money{} && tuned > reference + gain_of_last) {
    return "each further request costs more than what its better answer is worth";
  }
  return tuned >= reference ? "each further request costs as much or more than on the untuned model"
                            : "what is saved on each request does not reach what stands";
}

/// What model units or copies would have to carry to pay; empty where none would pay whatever they
/// carry.
std::optional<std::string> units_needed(Volumes& volumes, bool with_gain, std::string_view what) {
  volumes.take_units_to_carry_all();
  Points points;
  const std::int64_t last = volumes.last();
  const auto pays = last > 0 ? Search{volumes, points, with_gain}.run(last) : std::nullopt;
  return pays && !pays->empty() ? std::optional{fmt::format(
                                      "it would take {} requests a month, and what {} carries is "
                                      "not published",
                                      grouped(pays->front().from), what)}
                                : std::nullopt;
}

/// The month from which on the sum of the gains has paid what the tuned way has cost more.
std::optional<int> paid_back_in(const CostAdvice& cost, const Facts& facts) {
  const auto value = facts.likely("value.per_request_usd");
  const auto base = facts.likely("value.accuracy_base");
  const auto accuracy = facts.likely("value.accuracy_tuned");
  const bool known = value && base && accuracy;
  const Rational each = known ? Rational::of(*value) * Rational::of(*accuracy - *base) : Rational{};
  Money gains;
  std::optional<int> paid;
  for (const MonthCost& month : cost.timeline) {
    if (!month.requests) {
      return std::nullopt;
    }
    gains += Money::of(each * Rational::of(*month.requests));
    if (month.cumulative > month.reference_cumulative + gains) {
      paid.reset();
    } else if (!paid) {
      paid = month.month;
    }
  }
  return paid;
}

} // namespace

void solve_break_even(Advice& advice, const Scenario& scenario, const Knowledge& knowledge) {
  if (!advice.cost.break_even || !advice.cost.break_even->extra_usd_per_month ||
      lacks_decisive_price(advice.cost.estimate) || !advice.cost.requests_per_month) {
    return;
  }
  BreakEven& even = *advice.cost.break_even;
  Volumes volumes{advice, scenario, knowledge};
  const std::int64_t last = volumes.last();
  Points points;
  const bool gains = even.gain_per_month.has_value();
  const auto on_cost = last > 0 ? Search{volumes, points, false}.run(last) : std::nullopt;
  const auto pays = gains && on_cost ? Search{volumes, points, true}.run(last) : on_cost;
  if (!pays || !on_cost) {
    return;
  }
  even.looked_to = last;
  even.looked_to_because = volumes.why_last(last);
  even.pays = *pays;
  even.pays_on_cost = *on_cost;
  even.never = pays->empty();
  if (!pays->empty()) {
    even.requests_per_month = pays->front().from;
  } else {
    even.never_because = why_never(points, gains, points.rbegin()->second.gain);
    const bool provisioned = advice.hosting == HostingMode::provisioned_throughput;
    if (provisioned || advice.hosting == HostingMode::custom_model_import) {
      even.never_because = units_needed(volumes, gains, provisioned ? "a model unit" : "a copy")
                               .value_or(even.never_because);
    }
  }
  even.month = paid_back_in(advice.cost, advice.facts);
}

} // namespace tunepath
