#include "advise/choose_instance.hpp"

#include "advise/rate_keys.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tunepath {
namespace {

/// One instance type that could be used, with its price for the first month's peak.
struct Choice {
  const Instance* instance = nullptr;
  InstanceCapacity capacity;
  Money hourly;

  /// Those that surely answer in time come first, then the cheaper.
  auto rank() const {
    const int late = capacity.meets_latency == Truth::yes       ? 0
                     : capacity.meets_latency == Truth::unknown ? 1
                                                                : 2;
    return std::tuple{late, hourly};
  }
};

/// Weights are read through the host's memory: an instance cannot load more than its share of RAM.
bool host_memory_suffices(const Instance& instance, const Model& model, const Catalog& catalog) {
  constexpr double k_gib_per_billion_16_bit = 2e9 / 1073741824.0;
  return !instance.ram_gib ||
         instance.ram_gib->to_double() * catalog.coefficient("host-ram-share").likely >=
             model.params_b->to_double() * k_gib_per_billion_16_bit;
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

  const std::optional<Choice>& best() const { return best_; }
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
    Choice choice{
        &instance,
        instance_capacity(*s_.base, instance, need_.load.value_or(Load{}), s_.knowledge.catalog),
        {}};
    const InstanceCapacity& capacity = choice.capacity;
    candidate.fits = capacity.fits;
    const bool usable = capacity.fits == Truth::yes && (capacity.answering || !need_.load);
    if (usable) {
      candidate.instances = capacity.answering
                                ? instances_needed(*capacity.answering, need_.peak, need_.headroom,
                                                   need_.load->latency_seconds)
                                : 1;
      choice.hourly = multiply(Rational::of(candidate.instances), price->usd, price->per);
      candidate.hourly_usd = choice.hourly;
    } else if (candidate.why_not.empty()) {
      candidate.why_not = capacity.reason;
    }
    if (capacity.answering) {
      candidate.alone_seconds = capacity.answering->alone_seconds;
    }
    if (candidate.why_not.empty() && (!best_ || choice.rank() < best_->rank())) {
      best_ = choice;
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
  std::optional<Choice> best_;
};

/// What would do where `found` does not: another instance, with its figures.
void add_notes(ServingInstance& found, const Search& search, const ServingNeed& need) {
  const std::optional<Choice>& best = search.best();
  const bool other = best && best->instance->id != found.id;
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

} // namespace

ServingInstance choose_instance(const Situation& s, std::optional<Path> path,
                                std::string_view region, const ServingNeed& need,
                                std::vector<HostingCandidate>* candidates) {
  ServingInstance found;
  const std::string_view wanted = s.facts.word("hosting.instance");
  const bool named = !wanted.empty() && wanted != "auto";
  const bool known_model = s.base != nullptr && s.base->has_architecture();
  if (named) {
    found.id = wanted;
    found.basis = "named by the profile";
  }
  if (!known_model) {
    return found;
  }
  const Search search{s, path, region, need, candidates};
  const Instance* instance = named ? s.knowledge.catalog.instance(wanted) : nullptr;
  std::optional<InstanceCapacity> capacity;
  if (instance != nullptr) {
    // Without token counts the model's fit can still be told, on a request of no length.
    capacity =
        instance_capacity(*s.base, *instance, need.load.value_or(Load{}), s.knowledge.catalog);
  } else if (!named && search.best()) {
    found.id = search.best()->instance->id;
    found.basis = search.of_recipe() ? "the cheapest of its recipe that carries the peak"
                                     : "the cheapest that carries the peak";
    found.hourly = search.best()->hourly;
    capacity = search.best()->capacity;
  }
  if (capacity) {
    found.fits = capacity->fits;
    found.capacity = need.load || capacity->fits == Truth::no ? capacity : std::nullopt;
  }
  add_notes(found, search, need);
  return found;
}

} // namespace tunepath
