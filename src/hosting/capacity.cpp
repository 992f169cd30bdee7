#include "tunepath/hosting/capacity.hpp"

#include "hosting/serving.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

using hosting::Machine;
using hosting::Speed;

double per_second(const std::optional<Decimal>& value, double unit) {
  return value ? value->to_double() * unit : 0;
}

Machine machine_of(const Instance& instance, const Accelerator& accelerator,
                   const UsableMemory& memory, const Catalog& catalog) {
  const double share = catalog.coefficient("serving-memory-share").likely *
                       (memory.nominal ? catalog.coefficient("nominal-memory-share").likely : 1);
  return {.accelerators = static_cast<double>(instance.accelerators),
          .memory_gib = memory.gib * share,
          .bandwidth_bytes = per_second(accelerator.memory_bandwidth_gb_s, 1e9),
          .flops = per_second(accelerator.bf16_dense_tflops, 1e12)};
}

/// Requests per second at one end of the range; the batch is what memory leaves room for.
double rate_at(const Architecture& model, const Machine& machine, double input, double output,
               double activation_gib, const Speed& speed) {
  const double batch =
      std::max(1.0, useful_batch(model, machine, input + output, activation_gib, speed.most_batch));
  return request_rate(model, machine, batch, input, output, speed);
}

Range<double> rates(const Architecture& model, const Machine& machine, const Load& load,
                    double activation_gib, const Range<Speed>& speed) {
  return {rate_at(model, machine, load.input_tokens.high, load.output_tokens.high, activation_gib,
                  speed.low),
          rate_at(model, machine, load.input_tokens.likely, load.output_tokens.likely,
                  activation_gib, speed.likely),
          rate_at(model, machine, load.input_tokens.low, load.output_tokens.low, activation_gib,
                  speed.high)};
}

std::string room_words(const InstanceCapacity& capacity, const Machine& machine, bool nominal) {
  return fmt::format("{:.1f} GiB ({} {:.1f} GiB less a margin) per accelerator", machine.memory_gib,
                     nominal ? "only the nominal size is known:" : "usable", capacity.usable_gib);
}

/// Names what breaks it: the weights when they alone do, else the cache that no longer fits.
std::string refusal(const InstanceCapacity& capacity, const Machine& machine, bool nominal,
                    double weights_gib, double cache_gib) {
  const bool weights = weights_gib > machine.memory_gib;
  return weights ? fmt::format("weights {:.1f} GiB of {}; all parts need {:.1f} GiB", weights_gib,
                               room_words(capacity, machine, nominal), capacity.needed_gib)
                 : fmt::format(
                       "weights {:.1f} GiB and the key-value cache of one request {:.1f} "
                       "GiB; all parts need {:.1f} GiB of {}",
                       weights_gib, cache_gib, capacity.needed_gib,
                       room_words(capacity, machine, nominal));
}

/// Adds the rate to a capacity that fits, or says which figure is missing.
void add_rate(InstanceCapacity& capacity, const Architecture& model, const Machine& machine,
              const Load& load, double activation_gib, const Instance& instance,
              const Accelerator& accelerator, const Catalog& catalog) {
  if (machine.bandwidth_bytes <= 0 || machine.flops <= 0) {
    capacity.reason += fmt::format("; {} of the accelerator not known, so no rate",
                                   machine.flops > 0             ? "memory bandwidth"
                                   : machine.bandwidth_bytes > 0 ? "FLOPS"
                                                                 : "FLOPS and memory bandwidth");
    return;
  }
  const bool pcie = instance.interconnect.starts_with("PCIe");
  const Speed probe = hosting::speed_of(accelerator, pcie, nullptr, 1, catalog).of.likely;
  const double batch =
      useful_batch(model, machine, load.input_tokens.likely + load.output_tokens.likely,
                   activation_gib, probe.most_batch);
  const hosting::SpeedRange speeds = hosting::speed_of(accelerator, pcie, nullptr, batch, catalog);
  capacity.requests_per_second = rates(model, machine, load, activation_gib, speeds.of);
  capacity.measured_nearby = speeds.measured;
  capacity.reason += fmt::format("; {:.0f} requests at once{}", batch,
                                 speeds.measured ? "" : "; no measurement near it");
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
  const Machine machine = machine_of(instance, *accelerator, *memory, catalog);
  const double activation = catalog.coefficient("serving-activation-gib").likely;
  const double fixed = fixed_gib(shape, machine, activation);
  const double cache =
      cache_gib(shape, machine, load.input_tokens.likely + load.output_tokens.likely);
  capacity.fits = truth(fixed + cache <= machine.memory_gib);
  capacity.needed_gib = fixed + cache;
  capacity.usable_gib = memory->gib;
  if (capacity.fits != Truth::yes) {
    capacity.reason = refusal(capacity, machine, memory->nominal, fixed - activation, cache);
    return capacity;
  }
  capacity.reason = fmt::format("{:.1f} GiB of {}", capacity.needed_gib,
                                room_words(capacity, machine, memory->nominal));
  add_rate(capacity, shape, machine, load, activation, instance, *accelerator, catalog);
  return capacity;
}

std::int64_t instances_needed(const Range<double>& requests_per_second, double peak,
                              double headroom) {
  const double each = requests_per_second.likely * headroom;
  if (each <= 0) {
    throw std::logic_error("instances_needed: rate and headroom must be above zero");
  }
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(peak / each)));
}

double billed_windows(double requests_per_month, double active_hours, double window_seconds) {
  constexpr double k_seconds_per_hour = 3600;
  const double windows = active_hours * k_seconds_per_hour / window_seconds;
  if (windows <= 0 || requests_per_month <= 0) {
    return 0;
  }
  return windows * -std::expm1(-requests_per_month / windows);
}

} // namespace tunepath
