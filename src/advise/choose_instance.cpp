#include "advise/choose_instance.hpp"

#include "advise/rate_keys.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// Instances at the peak.
std::int64_t count_of(const InstanceRow& row, const ServingNeed& need) {
  return row.capacity.answering ? instances_needed(*row.capacity.answering, need.peak,
                                                   need.headroom, need.latency_seconds)
                                : 1;
}

/// Instance-hours of the first month; of one hour where nothing says how long the peak lasts.
double hours_of(const InstanceRow& row, const ServingNeed& need, Billing billing) {
  const bool known = need.curve && row.capacity.answering;
  if (known && billing == Billing::jobs) {
    const BatchJobs batch = batch_jobs(
        *need.curve, row.capacity.answering->planned_requests_per_second, {}, need.scaling);
    return batch.work_hours + batch.start_hours;
  }
  const std::int64_t count = count_of(row, need);
  if (!known || billing == Billing::always) {
    return static_cast<double>(std::max(count, need.least));
  }
  const double each = used_each_of(count, *row.capacity.answering, need.curve->peak, need.headroom);
  return billing == Billing::following
             ? following_hours(*need.curve, each, need.least, need.scaling)
             : zero_scaling_hours(*need.curve, each, need.scaling);
}

/// Hours that any number of instances bills at least, which takes little to work out: the work at
/// the planned rate, and what stands or is warm in any case.
class LeastHours {
public:
  LeastHours(const ServingNeed& need, Billing billing) : need_(need) {
    if (billing == Billing::always || !need.curve) {
      at_peak_ = true;
      return;
    }
    const LoadCurve& load = *need.curve;
    constexpr double k_seconds_per_hour = 3600;
    if (billing == Billing::jobs) {
      work_ = load.requests / k_seconds_per_hour;
      return;
    }
    // A peak below the mean carries less than all requests.
    const double carried =
        std::min(load.requests, load.peak * load.active_hours * k_seconds_per_hour);
    work_ = carried / k_seconds_per_hour;
    const bool stands = billing == Billing::following;
    standing_ = stands ? static_cast<double>(need.least) * load.month_hours
                       : warm_hours(load, need.scaling);
    carried_by_standing_ =
        stands ? static_cast<double>(need.least) * load.active_hours : load.active_hours;
  }

  double of(const InstanceRow& row) const {
    if (!row.capacity.answering) {
      return 0;
    }
    const double each = row.capacity.answering->planned_requests_per_second * need_.headroom;
    constexpr double k_rounding = 1 - 1e-9;
    if (at_peak_) {
      return k_rounding * std::max(need_.peak / each, static_cast<double>(need_.least));
    }
    return k_rounding * (standing_ + std::max(0.0, work_ / each - carried_by_standing_));
  }

private:
  const ServingNeed& need_;
  bool at_peak_ = false;
  double work_ = 0; ///< hours of one request a second
  double standing_ = 0;
  double carried_by_standing_ = 0;
};

int lateness(const InstanceRow& row) {
  const Truth in_time = row.capacity.meets_latency;
  return in_time == Truth::yes ? 0 : in_time == Truth::unknown ? 1 : 2;
}

/// Weights are read through the host's memory: an instance cannot load more than its share of RAM.
bool host_memory_suffices(const Instance& instance, const Model& model, const Catalog& catalog) {
  constexpr double k_gib_per_billion_16_bit = 2e9 / k_gib;
  const auto loadable = loadable_gib(instance, catalog);
  return !loadable || *loadable >= model.params_b->to_double() * k_gib_per_billion_16_bit;
}

std::vector<std::string_view> recipe_instances(const Situation& s, std::optional<Path> path) {
  std::vector<std::string_view> listed;
  if (path != Path::jumpstart) {
    return listed;
  }
  for (const Recipe& recipe : s.knowledge.catalog.recipes_of(s.base->id)) {
    if (recipe.catalog == RecipeCatalog::jumpstart) {
      listed.insert(listed.end(), recipe.hosting_instances.begin(), recipe.hosting_instances.end());
    }
  }
  return listed;
}

std::string alone_text(const Range<double>& seconds) {
  return fmt::format("{} ({} to {})", seconds_text(seconds.likely), seconds_text(seconds.low),
                     seconds_text(seconds.high));
}

/// Looks at one instance type after the other.
class Tabulation {
public:
  Tabulation(InstanceTable& table, const Situation& s, std::optional<Path> path,
             std::string_view region, bool with_excluded)
      : table_(table), s_(s), region_(region), listed_(recipe_instances(s, path)) {
    table.of_recipe = !listed_.empty();
    for (const Instance& instance : s.knowledge.catalog.instances) {
      look_at(instance, with_excluded);
    }
  }

private:
  std::optional<Price> price_of(const Instance& instance) const {
    RateKey key = rate_keys::sagemaker(instance.id, region_, Meter::hosting);
    key.unit = Unit::instance_hour;
    return s_.pricer.find(key);
  }

  /// Why the instance is not tried at all; "" when it is.
  std::string excluded(const Instance& instance) const {
    const Accelerator* accelerator = s_.knowledge.catalog.accelerator(instance.accelerator);
    const bool neuron = accelerator == nullptr || accelerator->kind == AcceleratorKind::neuron;
    if (neuron && !s_.facts.is("training.silicon", "trainium")) {
      return "needs a model that is compiled for Neuron; name it, or ask for Trainium, to use it";
    }
    if (table_.of_recipe &&
        std::find(listed_.begin(), listed_.end(), instance.id) == listed_.end()) {
      return "not among the instances of the JumpStart recipe";
    }
    return host_memory_suffices(instance, *s_.base, s_.knowledge.catalog)
               ? ""
               : "too little host memory to load the weights";
  }

  void look_at(const Instance& instance, bool with_excluded) {
    std::optional<Price> price = price_of(instance);
    if (!price) {
      return; // No price: nothing that could be chosen or compared.
    }
    InstanceRow row;
    row.excluded = excluded(instance);
    if (!row.excluded.empty() && !with_excluded) {
      return;
    }
    row.instance = &instance;
    row.usd = price->usd.to_double() / static_cast<double>(price->per);
    row.price = std::move(*price);
    row.capacity =
        instance_capacity(*s_.base, instance, table_.load.value_or(Load{}), s_.knowledge.catalog);
    row.usable = row.excluded.empty() && row.capacity.fits == Truth::yes &&
                 (row.capacity.answering || !table_.load);
    table_.rows.push_back(std::move(row));
  }

  InstanceTable& table_;
  const Situation& s_;
  std::string_view region_;
  std::vector<std::string_view> listed_;
};

Money hourly_of(const InstanceRow& row, const ServingNeed& need) {
  return multiply(Rational::of(count_of(row, need)), row.price.usd, row.price.per);
}

/// What would do where `found` does not: another instance, with its figures.
void add_notes(ServingInstance& found, const InstanceRow* best, const InstanceTable& table,
               const ServingNeed& need) {
  const bool other = best != nullptr && best->instance->id != found.id;
  if (found.fits == Truth::no && found.capacity) {
    found.fit_note = found.capacity->reason;
    if (other) {
      found.fit_note +=
          fmt::format("; {} holds it with {:.1f} of {:.1f} GiB per accelerator", best->instance->id,
                      best->capacity.needed_gib, best->capacity.usable_gib);
    }
  }
  if (found.capacity && found.capacity->answering && table.load && need.latency_seconds &&
      found.capacity->meets_latency != Truth::yes) {
    found.latency_note = fmt::format("{} with nothing beside it; {} is wanted",
                                     alone_text(found.capacity->answering->alone_seconds),
                                     seconds_text(*need.latency_seconds));
    if (other && best->capacity.meets_latency == Truth::yes) {
      found.latency_note += fmt::format("; {} would do, at {} an hour", best->instance->id,
                                        to_string(hourly_of(*best, need)));
    }
  }
}

/// The best for one billing, or the named instance with what it carries.
ServingInstance chosen(const InstanceTable& table, const ServingNeed& need, Billing billing) {
  ServingInstance found = table.named;
  const InstanceRow* best = best_instance(table, need, billing);
  if (found.id.empty() && best != nullptr) {
    found.id = best->instance->id;
    found.basis = table.of_recipe ? "the cheapest of its recipe that carries the peak"
                                  : "the cheapest that carries the peak";
    found.hourly = hourly_of(*best, need);
    found.fits = best->capacity.fits;
    found.capacity = table.load ? std::optional{best->capacity} : std::nullopt;
  }
  add_notes(found, best, table, need);
  return found;
}

} // namespace

InstanceTable tabulate_instances(const Situation& s, std::optional<Path> path,
                                 std::string_view region, const std::optional<Load>& load,
                                 bool with_excluded) {
  InstanceTable table;
  table.load = load;
  const std::string_view wanted = s.facts.word("hosting.instance");
  if (!wanted.empty() && wanted != "auto") {
    table.named.id = wanted;
    table.named.basis = "named by the profile";
  }
  if (s.base == nullptr || !s.base->has_architecture()) {
    return table;
  }
  if (const Instance* instance = s.knowledge.catalog.instance(table.named.id)) {
    // Without token counts the model's fit can still be told, on a request of no length.
    const InstanceCapacity capacity =
        instance_capacity(*s.base, *instance, load.value_or(Load{}), s.knowledge.catalog);
    table.named.fits = capacity.fits;
    table.named.capacity =
        load || capacity.fits == Truth::no ? std::optional{capacity} : std::nullopt;
  }
  const Tabulation filled{table, s, path, region, with_excluded};
  return table;
}

const InstanceRow* best_instance(const InstanceTable& table, const ServingNeed& need,
                                 Billing billing, const InstanceRow* likely) {
  const LeastHours least_hours{need, billing};
  const InstanceRow* best = likely;
  double least = likely == nullptr ? 0 : likely->usd * hours_of(*likely, need, billing);
  for (const InstanceRow& row : table.rows) {
    if (!row.usable || &row == likely || (best != nullptr && lateness(row) > lateness(*best))) {
      continue;
    }
    const bool sooner = best == nullptr || lateness(row) < lateness(*best);
    const auto beats = [&](double usd) { // Of equals the first of the table.
      return sooner || usd < least || (usd == least && &row < best);
    };
    if (!beats(row.usd * least_hours.of(row))) {
      continue;
    }
    const double usd = row.usd * hours_of(row, need, billing);
    if (beats(usd)) {
      best = &row;
      least = usd;
    }
  }
  return best;
}

ServingInstances choose_instances(const InstanceTable& table, const ServingNeed& need) {
  return {chosen(table, need, Billing::always), chosen(table, need, Billing::following),
          chosen(table, need, Billing::to_zero), chosen(table, need, Billing::jobs)};
}

std::vector<HostingCandidate> list_candidates(const InstanceTable& table, const ServingNeed& need) {
  std::vector<HostingCandidate> listed;
  for (const InstanceRow& row : table.rows) {
    HostingCandidate& candidate = listed.emplace_back();
    const InstanceCapacity& capacity = row.capacity;
    candidate.instance = row.instance->id;
    candidate.why_not = row.excluded;
    candidate.fits = capacity.fits;
    if (capacity.answering) {
      candidate.alone_seconds = capacity.answering->alone_seconds;
    }
    if (capacity.fits == Truth::yes && (capacity.answering || !table.load)) {
      candidate.instances = count_of(row, need);
      candidate.hourly_usd = hourly_of(row, need);
    } else if (candidate.why_not.empty()) {
      candidate.why_not = capacity.reason;
    }
    if (candidate.why_not.empty() && table.load && capacity.meets_latency != Truth::yes) {
      candidate.why_not =
          fmt::format("an answer takes {} with nothing beside it; {} is wanted",
                      alone_text(*candidate.alone_seconds), seconds_text(*need.latency_seconds));
    }
  }
  return listed;
}

} // namespace tunepath
