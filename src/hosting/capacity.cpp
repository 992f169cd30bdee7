#include "tunepath/hosting/capacity.hpp"

#include "hosting/serving.hpp"
#include "tunepath/catalog/coefficients.hpp"
#include "tunepath/core/gib.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

namespace tunepath {
namespace {

using hosting::Machine;
using hosting::Speed;
using hosting::SpeedRange;

double per_second(const std::optional<Decimal>& value, double unit) {
  return value ? value->to_double() * unit : 0;
}

/// The accelerators of one copy.
Machine machine_of(const Accelerator& accelerator, const UsableMemory& memory, double split,
                   const Catalog& catalog) {
  const double share = catalog.coefficient("serving-memory-share").likely;
  return {.accelerators = split,
          .memory_gib = reliable_gib(memory, catalog) * share,
          .bandwidth_bytes = per_second(accelerator.memory_bandwidth_gb_s, 1e9),
          .flops = per_second(accelerator.bf16_dense_tflops, 1e12)};
}

/// One request with what it takes of the machine, at one end of the range.
struct Ask {
  double input = 0;
  double output = 0;
  const Speed& speed;
};

Range<Ask> asks_of(const Load& load, const Range<Speed>& speed) {
  return {{load.input_tokens.high, load.output_tokens.high, speed.low},
          {load.input_tokens.likely, load.output_tokens.likely, speed.likely},
          {load.input_tokens.low, load.output_tokens.low, speed.high}};
}

double step_seconds(const Architecture& model, const Machine& machine, double batch,
                    const Ask& ask) {
  return decode_step_seconds(model, machine, batch, ask.input + ask.output / 2, ask.speed);
}

double rate(const Architecture& model, const Machine& machine, double batch, const Ask& ask) {
  return request_rate(model, machine, batch, ask.input, ask.output, ask.speed);
}

/// The largest whole batch up to `most` whose answers take at most `seconds`; at least 1. Answers
/// never get faster with more beside them.
double batch_within(double seconds, double most, const Architecture& model, const Machine& machine,
                    const Ask& ask) {
  double fits = 1;
  double too_many = most + 1;
  while (too_many - fits > 1) {
    const double batch = std::floor((fits + too_many) / 2);
    (batch / rate(model, machine, batch, ask) <= seconds ? fits : too_many) = batch;
  }
  return fits;
}

/// The batch for the wanted latency, at the slow end of the range; one at a time where that is in
/// doubt. Where it is missed in any case nothing is gained by that, and all there is room for is
/// taken. `share` is what adapters leave of the speed.
double batch_for(const Load& load, const Range<double>& share, double room,
                 const Architecture& model, const Machine& machine, const Range<Ask>& asks) {
  if (!load.latency_seconds ||
      1 / rate(model, machine, 1, asks.high) > *load.latency_seconds * share.high) {
    return room;
  }
  return batch_within(*load.latency_seconds * share.low, room, model, machine, asks.low);
}

template <class Value>
Range<double> slow_to_fast(const Range<Ask>& asks, Value value) {
  return {value(asks.low), value(asks.likely), value(asks.high)};
}

template <class Value>
Range<double> fast_to_slow(const Range<Ask>& asks, Value value) {
  return {value(asks.high), value(asks.likely), value(asks.low)};
}

Answering answering_at(double batch, const Architecture& model, const Machine& machine,
                       const Range<Ask>& asks) {
  const auto prompt = [&](const Ask& ask) {
    return prefill_seconds(model, machine, ask.input, ask.speed);
  };
  return {
      .batch = static_cast<std::int64_t>(batch),
      .requests_per_second =
          slow_to_fast(asks, [&](const Ask& ask) { return rate(model, machine, batch, ask); }),
      .planned_requests_per_second = 0,
      .seconds = fast_to_slow(
          asks, [&](const Ask& ask) { return batch / rate(model, machine, batch, ask); }),
      .alone_seconds =
          fast_to_slow(asks, [&](const Ask& ask) { return 1 / rate(model, machine, 1, ask); }),
      .first_token_seconds = fast_to_slow(
          asks, [&](const Ask& ask) { return prompt(ask) + step_seconds(model, machine, 1, ask); }),
      .prefill_tokens_per_second = slow_to_fast(
          asks, [&](const Ask& ask) { return ask.input > 0 ? ask.input / prompt(ask) : 0; }),
      .decode_tokens_per_second = slow_to_fast(
          asks, [&](const Ask& ask) { return batch / step_seconds(model, machine, batch, ask); })};
}

Truth meets(const std::optional<double>& wanted, const Range<double>& alone) {
  return !wanted || alone.high <= *wanted ? Truth::yes
         : alone.low > *wanted            ? Truth::no
                                          : Truth::unknown;
}

/// Several adapters at once cost some of the rate, at every end of the range.
void slow_down(Answering& answering, const Range<double>& share) {
  for (Range<double>* rate : {&answering.requests_per_second, &answering.prefill_tokens_per_second,
                              &answering.decode_tokens_per_second}) {
    *rate = {rate->low * share.low, rate->likely * share.likely, rate->high * share.high};
  }
  for (Range<double>* seconds :
       {&answering.seconds, &answering.alone_seconds, &answering.first_token_seconds}) {
    *seconds = {seconds->low / share.high, seconds->likely / share.likely,
                seconds->high / share.low};
  }
}

std::string room_words(const InstanceCapacity& capacity, const Machine& machine, bool nominal) {
  return fmt::format("{:.1f} GiB ({} {:.1f} GiB less a margin) per accelerator", machine.memory_gib,
                     nominal ? "only the nominal size is known:" : "usable", capacity.usable_gib);
}

/// The rates of all copies together.
void repeat(Answering& answering, std::int64_t copies) {
  const auto times = static_cast<double>(copies);
  for (Range<double>* rate : {&answering.requests_per_second, &answering.prefill_tokens_per_second,
                              &answering.decode_tokens_per_second}) {
    *rate = {rate->low * times, rate->likely * times, rate->high * times};
  }
  answering.batch *= copies;
}

/// Names what breaks it: the weights when they alone do, else the cache that no longer fits.
std::string refusal(const InstanceCapacity& capacity, const Machine& machine, bool nominal) {
  const std::string room = room_words(capacity, machine, nominal);
  if (capacity.weights_gib > machine.memory_gib) {
    return fmt::format("weights {:.1f} GiB of {}; all parts need {:.1f} GiB", capacity.weights_gib,
                       room, capacity.needed_gib);
  }
  const std::string adapters =
      capacity.adapters_gib > 0 ? fmt::format(", adapters {:.1f} GiB", capacity.adapters_gib) : "";
  return fmt::format(
      "weights {:.1f} GiB{} and the key-value cache of one request {:.1f} GiB; all "
      "parts need {:.1f} GiB of {}",
      capacity.weights_gib, adapters, capacity.cache_gib, capacity.needed_gib, room);
}

/// Adds the rate to a capacity that fits, or says which figure is missing.
void add_rate(InstanceCapacity& capacity, const Architecture& model, const Machine& machine,
              const Load& load, const Instance& instance, const Accelerator& accelerator,
              const Catalog& catalog) {
  if (load.input_tokens.high + load.output_tokens.high <= 0) {
    capacity.reason += "; tokens per request not known, so no rate";
    return;
  }
  if (machine.bandwidth_bytes <= 0 || machine.flops <= 0) {
    capacity.reason += fmt::format("; {} of the accelerator not known, so no rate",
                                   machine.flops > 0             ? "memory bandwidth"
                                   : machine.bandwidth_bytes > 0 ? "FLOPS"
                                                                 : "FLOPS and memory bandwidth");
    return;
  }
  const bool pcie = instance.interconnect.starts_with("PCIe");
  const auto speeds_at = [&](double batch) {
    return hosting::speed_of(accelerator, pcie, nullptr, batch, catalog);
  };
  const double room = std::max(
      1.0, std::floor(useful_batch(model, machine, load.input_tokens.high + load.output_tokens.high,
                                   capacity.activation_gib + capacity.adapters_gib,
                                   speeds_at(1).of.likely.most_batch)));
  const Range<double> share =
      load.adapters ? catalog.coefficient("adapter-rate-share") : Range<double>::point(1);
  const SpeedRange full = speeds_at(room);
  const double batch = batch_for(load, share, room, model, machine, asks_of(load, full.of));
  const SpeedRange speeds = speeds_at(batch);
  const Range<Ask> asks = asks_of(load, speeds.of);
  Answering answering = answering_at(batch, model, machine, asks);
  slow_down(answering, share);
  repeat(answering, capacity.copies);
  capacity.measured_nearby = speeds.measured;
  const Range<double>& rate = answering.requests_per_second;
  const double caution =
      capacity.measured_nearby ? 0 : catalog.coefficient("sizing-caution").likely;
  answering.planned_requests_per_second = rate.likely - caution * (rate.likely - rate.low);
  capacity.meets_latency = meets(load.latency_seconds, answering.alone_seconds);
  capacity.answering = answering;
  capacity.reason +=
      fmt::format("; {}{:.0f} requests at once; {}{}",
                  capacity.copies > 1 ? fmt::format("{} copies of ", capacity.copies) : "", batch,
                  capacity.measured_nearby ? "" : "no measurement near it: ", speeds.source);
}

/// A copy of the model on `split` accelerators of the instance, as often as there is room.
InstanceCapacity capacity_at(double split, const Architecture& model, const Instance& instance,
                             const Accelerator& accelerator, const UsableMemory& memory,
                             const Load& load, const Catalog& catalog) {
  const Machine machine = machine_of(accelerator, memory, split, catalog);
  InstanceCapacity capacity;
  capacity.copies = static_cast<std::int64_t>(static_cast<double>(instance.accelerators) / split);
  capacity.activation_gib = catalog.coefficient("serving-activation-gib").likely;
  capacity.adapters_gib = load.adapters_gib / split;
  capacity.weights_gib = fixed_gib(model, machine, 0);
  capacity.cache_gib =
      cache_gib(model, machine, load.input_tokens.likely + load.output_tokens.likely);
  capacity.needed_gib =
      capacity.weights_gib + capacity.activation_gib + capacity.adapters_gib + capacity.cache_gib;
  capacity.fits = truth(capacity.needed_gib <= machine.memory_gib);
  capacity.usable_gib = memory.gib;
  if (capacity.fits != Truth::yes) {
    capacity.reason = refusal(capacity, machine, memory.nominal);
    return capacity;
  }
  capacity.reason = fmt::format("{:.1f} GiB of {}", capacity.needed_gib,
                                room_words(capacity, machine, memory.nominal));
  add_rate(capacity, model, machine, load, instance, accelerator, catalog);
  return capacity;
}

/// What fits comes first, then what answers in time, then the rate to count on.
bool better(const InstanceCapacity& a, const InstanceCapacity& b) {
  const auto rank = [](const InstanceCapacity& c) {
    return std::tuple{c.fits == Truth::yes, c.meets_latency == Truth::yes,
                      c.meets_latency != Truth::no,
                      c.answering ? c.answering->planned_requests_per_second : 0};
  };
  return rank(a) > rank(b);
}

} // namespace

InstanceCapacity instance_capacity(const Model& model, const Instance& instance, const Load& load,
                                   const Catalog& catalog) {
  const Accelerator* accelerator = catalog.accelerator(instance.accelerator);
  const auto memory = accelerator != nullptr ? usable_memory(instance, *accelerator) : std::nullopt;
  InstanceCapacity capacity;
  if (!model.has_architecture()) {
    capacity.reason = "the architecture of the model is not known";
    return capacity;
  }
  if (!memory) {
    capacity.reason =
        fmt::format("the memory of accelerator '{}' is not known", instance.accelerator);
    return capacity;
  }
  const Architecture shape = architecture_of(model);
  const std::int64_t all = instance.accelerators;
  const auto at = [&](std::int64_t split) {
    return capacity_at(static_cast<double>(split), shape, instance, *accelerator, *memory, load,
                       catalog);
  };
  capacity = at(all);
  if (capacity.fits != Truth::yes || accelerator->kind == AcceleratorKind::neuron) {
    return capacity; // Neuron: as measured, one copy on all devices.
  }
  for (std::int64_t split = all / 2; split >= 1 && all % split == 0; split /= 2) {
    InstanceCapacity other = at(split);
    if (other.fits != Truth::yes) {
      break; // A smaller split needs more memory on each.
    }
    if (better(other, capacity)) {
      capacity = std::move(other);
    }
  }
  return capacity;
}

double adapters_gib(const Model& model, double adapters, double rank) {
  constexpr double k_bytes = 2; // 16 bits
  return adapters * adapter_parameters(architecture_of(model), rank) * k_bytes / k_gib;
}

std::string seconds_text(double seconds) {
  constexpr double k_minutes_from = 120;
  constexpr double k_whole_from = 10;
  return seconds >= k_minutes_from ? fmt::format("{:.0f} min", seconds / 60)
         : seconds >= k_whole_from ? fmt::format("{:.0f} s", seconds)
                                   : fmt::format("{:.1f} s", seconds);
}

} // namespace tunepath
