#include "report/capacity_words.hpp"

#include "report/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tunepath::words {
namespace {

/// At most two significant decimals.
std::string rough(double value) {
  return value >= 100  ? grouped(Decimal::of(std::llround(value)))
         : value >= 10 ? fmt::format("{:.0f}", value)
         : value >= 1  ? fmt::format("{:.1f}", value)
                       : fmt::format("{:.2f}", value);
}

template <class Text>
std::string ranged(const Range<double>& range, Text text) {
  const auto end = [&](double value) {
    return std::isfinite(value) ? text(value) : std::string{"ever longer"};
  };
  return range.is_point()
             ? end(range.likely)
             : fmt::format("{} ({} to {})", end(range.likely), end(range.low), end(range.high));
}

std::string seconds(const Range<double>& range) {
  return ranged(range, seconds_text);
}

std::string busy(const HostingService& service) {
  if (!service.utilisation) {
    return {};
  }
  constexpr double k_little = 0.005;
  const std::string_view carries = service.units->likely == 1 ? "it carries" : "they carry";
  const auto percent = [](double share) { return fmt::format("{:.0f}%", share * 100); };
  return service.utilisation->high < k_little
             ? fmt::format("the peak takes next to nothing of what {}", carries)
             : fmt::format("the peak takes {} of what {}", ranged(*service.utilisation, percent),
                           carries);
}

/// "1", or "2, or 1 to 4 over the range".
std::string units_text(const Range<std::int64_t>& units) {
  return units.low == units.high ? grouped(units.likely)
                                 : fmt::format("{} ({} to {})", grouped(units.likely),
                                               grouped(units.low), grouped(units.high));
}

} // namespace

std::string capacity(const HostingOption& mode) {
  if (!mode.capacity || !mode.capacity->answering || mode.instance.empty()) {
    return {};
  }
  const Answering& answering = *mode.capacity->answering;
  const HostingService& service = mode.service;
  std::string text =
      fmt::format("One {} answers {} requests a second, up to {} at once.", mode.instance,
                  ranged(answering.requests_per_second, rough), answering.batch);
  if (service.units && service.utilisation) {
    text += fmt::format(" With {}, {}", units_text(*service.units), busy(service));
    text += service.latency_seconds ? fmt::format(", and 95 of 100 answers come within {}.",
                                                  seconds(*service.latency_seconds))
                                    : ".";
  }
  if (!mode.capacity->measured_nearby) {
    text += fmt::format(
        " No measurement is near: the range is wide, and {} a second are counted "
        "on.",
        rough(answering.planned_requests_per_second));
  }
  if (mode.capacity->meets_latency == Truth::yes && !service.latency_note.empty()) {
    text += " " + sentence(service.latency_note);
  }
  return text;
}

Points capacity_points(const HostingOption& mode) {
  Points points;
  const auto add = [&](std::string label, std::string text) {
    if (!text.empty()) {
      points.rows.push_back({Mark::none, std::move(label), "", std::move(text), {}});
    }
  };
  const HostingService& service = mode.service;
  if (service.units) {
    add("units at the peak", units_text(*service.units));
  }
  if (mode.capacity && mode.capacity->needed_gib > 0) {
    const InstanceCapacity& c = *mode.capacity;
    add("memory",
        fmt::format("weights {:.1f} + cache of a request {:.2f} + activations {:.1f}{} = "
                    "{:.1f} of {:.1f} GiB per accelerator",
                    c.weights_gib, c.cache_gib, c.activation_gib,
                    c.adapters_gib > 0 ? fmt::format(" + adapters {:.1f}", c.adapters_gib) : "",
                    c.needed_gib, c.usable_gib));
  }
  if (mode.capacity && mode.capacity->answering) {
    const Answering& a = *mode.capacity->answering;
    const std::int64_t copies = mode.capacity->copies;
    add("at once", count(a.batch, "request") +
                       (copies > 1 ? fmt::format(", in {} copies of the model", copies) : ""));
    add("reads", ranged(a.prefill_tokens_per_second, rough) + " tokens/s");
    add("writes", ranged(a.decode_tokens_per_second, rough) + " tokens/s");
    add("requests",
        fmt::format("{} a second; {} are counted on", ranged(a.requests_per_second, rough),
                    rough(a.planned_requests_per_second)));
    add("first token", seconds(a.first_token_seconds));
    add("one answer", seconds(a.alone_seconds) + " with nothing beside it");
    add("", seconds(a.seconds) + " with all places taken");
  }
  if (service.latency_seconds) {
    add("at the peak",
        seconds(*service.latency_seconds) + " for 95 of 100 answers, waiting included");
  }
  add("use", busy(service));
  if (service.cold_start_seconds) {
    add("cold start", seconds(*service.cold_start_seconds));
  }
  if (service.peak_tokens_per_minute) {
    add("peak", rough(*service.peak_tokens_per_minute) + " tokens a minute");
  }
  if (mode.capacity) {
    add("rests on", mode.capacity->reason);
  }
  return points;
}

Table candidates(const std::vector<HostingCandidate>& tried) {
  std::vector<const HostingCandidate*> usable;
  for (const HostingCandidate& each : tried) {
    if (each.hourly_usd && each.alone_seconds) {
      usable.push_back(&each);
    }
  }
  std::stable_sort(usable.begin(), usable.end(),
                   [](const auto* a, const auto* b) { return *a->hourly_usd < *b->hourly_usd; });
  constexpr std::size_t k_most = 8;
  usable.resize(std::min(usable.size(), k_most));
  Table table{{{"instances for the peak", Align::left},
               {"an hour", Align::right},
               {"one answer, nothing beside it", Align::left}},
              {}};
  for (const HostingCandidate* each : usable) {
    Row row;
    row.cells = {fmt::format("{} x {}", grouped(each->instances), each->instance),
                 to_string(*each->hourly_usd), seconds(*each->alone_seconds)};
    if (!each->why_not.empty()) {
      row.notes.push_back("Not taken: " + ended(each->why_not));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

} // namespace tunepath::words
