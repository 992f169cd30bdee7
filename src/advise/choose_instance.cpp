#include "advise/choose_instance.hpp"

#include "advise/rate_keys.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tunepath {
namespace {

enum class Billing { always, following, to_zero };

/// One instance type that could be used.
struct Choice {
  const Instance* instance = nullptr;
  InstanceCapacity capacity;
  std::int64_t count = 1; ///< at the peak
  double usd = 0;         ///< an hour
  Money hourly;           ///< of all that the peak needs
};

/// Instance-hours of the first month; of one hour where nothing says how long the peak lasts.
double hours_of(const Choice& choice, Billing billing, const ServingNeed& need) {
  if (!need.curve || !choice.capacity.answering || billing == Billing::always) {
    return static_cast<double>(std::max(choice.count, need.least));
  }
  const double each = used_each(*choice.capacity.answering, need.curve->peak, need.headroom,
                                need.load->latency_seconds);
  return billing == Billing::following
             ? following_hours(*need.curve, each, need.least, need.scaling)
             : zero_scaling_hours(*need.curve, each, need.scaling);
}

/// Those that surely answer in time come first, then the cheaper.
std::tuple<int, double> rank(const Choice& choice, Billing billing, const ServingNeed& need) {
  const Truth in_time = choice.capacity.meets_latency;
  const int late = in_time == Truth::yes ? 0 : in_time == Truth::unknown ? 1 : 2;
  return {late, choice.usd * hours_of(choice, billing, need)};
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

/// Tries one instance type after the other, and remembers what became of each.
class Search {
public:
  Search(const Situation& s, std::optional<Path> path, std::string_view region,
         const ServingNeed& need, std::vector<HostingCandidate>* candidates)
      : s_(s),
        region_(region),
        need_(need),
        candidates_(candidates),
        listed_(recipe_instances(s, path)) {
    for (const Instance& instance : s.knowledge.catalog.instances) {
      attempt(instance);
    }
  }

  /// nullptr when nothing can be used. The first of equals.
  const Choice* best(Billing billing) const {
    const Choice* best = nullptr;
    std::tuple<int, double> least;
    for (const Choice& each : choices_) {
      const auto its = rank(each, billing, need_);
      if (best == nullptr || its < least) {
        best = &each;
        least = its;
      }
    }
    return best;
  }
  bool of_recipe() const { return !listed_.empty(); }

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
    if (of_recipe() && std::find(listed_.begin(), listed_.end(), instance.id) == listed_.end()) {
      return "not among the instances of the JumpStart recipe";
    }
    return host_memory_suffices(instance, *s_.base, s_.knowledge.catalog)
               ? ""
               : "too little host memory to load the weights";
  }

  void attempt(const Instance& instance) {
    const std::optional<Price> price = price_of(instance);
    if (!price) {
      return; // No price: nothing that could be chosen or compared.
    }
    HostingCandidate candidate;
    candidate.instance = instance.id;
    candidate.why_not = excluded(instance);
    if (!candidate.why_not.empty() && candidates_ == nullptr) {
      return;
    }
    const InstanceCapacity capacity =
        instance_capacity(*s_.base, instance, need_.load.value_or(Load{}), s_.knowledge.catalog);
    candidate.fits = capacity.fits;
    if (capacity.answering) {
      candidate.alone_seconds = capacity.answering->alone_seconds;
    }
    if (capacity.fits == Truth::yes && (capacity.answering || !need_.load)) {
      candidate.instances = capacity.answering
                                ? instances_needed(*capacity.answering, need_.peak, need_.headroom,
                                                   need_.load->latency_seconds)
                                : 1;
      candidate.hourly_usd = multiply(Rational::of(candidate.instances), price->usd, price->per);
      if (candidate.why_not.empty()) {
        choices_.push_back({&instance, capacity, candidate.instances,
                            price->usd.to_double() / static_cast<double>(price->per),
                            *candidate.hourly_usd});
      }
    } else if (candidate.why_not.empty()) {
      candidate.why_not = capacity.reason;
    }
    if (candidate.why_not.empty() && need_.load && capacity.meets_latency != Truth::yes) {
      candidate.why_not = fmt::format("an answer takes {} with nothing beside it; {} is wanted",
                                      alone_text(*candidate.alone_seconds),
                                      seconds_text(*need_.load->latency_seconds));
    }
    if (candidates_ != nullptr) {
      candidates_->push_back(std::move(candidate));
    }
  }

  const Situation& s_;
  std::string_view region_;
  const ServingNeed& need_;
  std::vector<HostingCandidate>* candidates_;
  std::vector<std::string_view> listed_;
  std::vector<Choice> choices_;
};

/// What would do where `found` does not: another instance, with its figures.
void add_notes(ServingInstance& found, const Choice* best, const ServingNeed& need) {
  const bool other = best != nullptr && best->instance->id != found.id;
  if (found.fits == Truth::no && found.capacity) {
    found.fit_note = found.capacity->reason;
    if (other) {
      found.fit_note +=
          fmt::format("; {} holds it with {:.1f} of {:.1f} GiB per accelerator", best->instance->id,
                      best->capacity.needed_gib, best->capacity.usable_gib);
    }
  }
  if (found.capacity && found.capacity->answering && need.load && need.load->latency_seconds &&
      found.capacity->meets_latency != Truth::yes) {
    found.latency_note = fmt::format("{} with nothing beside it; {} is wanted",
                                     alone_text(found.capacity->answering->alone_seconds),
                                     seconds_text(*need.load->latency_seconds));
    if (other && best->capacity.meets_latency == Truth::yes) {
      found.latency_note +=
          fmt::format("; {} would do, at {} an hour", best->instance->id, to_string(best->hourly));
    }
  }
}

/// What the search found for one billing, or the named instance with what it carries.
ServingInstance chosen(const Search& search, Billing billing, const ServingNeed& need,
                       const ServingInstance& named) {
  ServingInstance found = named;
  const Choice* best = search.best(billing);
  if (found.id.empty() && best != nullptr) {
    found.id = best->instance->id;
    found.basis = search.of_recipe() ? "the cheapest of its recipe that carries the peak"
                                     : "the cheapest that carries the peak";
    found.hourly = best->hourly;
    found.fits = best->capacity.fits;
    found.capacity = need.load ? std::optional{best->capacity} : std::nullopt;
  }
  add_notes(found, best, need);
  return found;
}

} // namespace

ServingInstances choose_instances(const Situation& s, std::optional<Path> path,
                                  std::string_view region, const ServingNeed& need,
                                  std::vector<HostingCandidate>* candidates) {
  ServingInstance named;
  const std::string_view wanted = s.facts.word("hosting.instance");
  if (!wanted.empty() && wanted != "auto") {
    named.id = wanted;
    named.basis = "named by the profile";
  }
  if (s.base == nullptr || !s.base->has_architecture()) {
    return {named, named, named};
  }
  if (const Instance* instance = s.knowledge.catalog.instance(named.id)) {
    // Without token counts the model's fit can still be told, on a request of no length.
    const InstanceCapacity capacity =
        instance_capacity(*s.base, *instance, need.load.value_or(Load{}), s.knowledge.catalog);
    named.fits = capacity.fits;
    named.capacity =
        need.load || capacity.fits == Truth::no ? std::optional{capacity} : std::nullopt;
  }
  const Search search{s, path, region, need, candidates};
  return {chosen(search, Billing::always, need, named),
          chosen(search, Billing::following, need, named),
          chosen(search, Billing::to_zero, need, named)};
}

} // namespace tunepath
