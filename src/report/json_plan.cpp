#include "report/json_parts.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tunepath::json_parts {
namespace {

/// Physics, not money: two decimals are more than it knows.
std::string physical(double value) {
  return fmt::format("{:.2f}", value);
}

/// The same of hours: rounded for the eye, as nobody knows seconds.
Json physical_hours(const std::optional<Range<Rational>>& hours) {
  return or_null(hours, [](const Range<Rational>& value) {
    return Json{{"low", physical(value.low.to_double())},
                {"likely", physical(value.likely.to_double())},
                {"high", physical(value.high.to_double())}};
  });
}

Json exact_hours(const std::optional<Range<Rational>>& hours) {
  return or_null(hours, [](const Range<Rational>& value) {
    return Json{{"low", decimal(value.low)},
                {"likely", decimal(value.likely)},
                {"high", decimal(value.high)}};
  });
}

Json memory(const MemoryFit& memory) {
  Json parts = Json::object();
  for (const MemoryPart& part : memory.parts) {
    parts[part.name] = physical(part.gib);
  }
  const auto known = [](double gib) { return gib > 0 ? Json(physical(gib)) : Json(nullptr); };
  return {{"needed", known(memory.needed_gib)},
          {"usable", known(memory.usable_gib)},
          {"parts", std::move(parts)},
          {"reason", text_or_null(memory.reason)}};
}

Json candidate(const Candidate& candidate) {
  return {{"instance", candidate.instance},
          {"instances", candidate.instances},
          {"spot", candidate.spot},
          {"fits", truth(candidate.memory.fits)},
          {"memory_gib", memory(candidate.memory)},
          {"hours", physical_hours(candidate.hours)},
          {"usd", money(candidate.usd)},
          {"usd_high", money(candidate.usd_high)},
          {"why_not", text_or_null(candidate.why_not)},
          {"usd_low", money(candidate.usd_low)},
          {"method", or_null(candidate.method, [](Method method) { return name_of(method); })},
          {"micro_batch", candidate.micro_batch > 0 ? Json(candidate.micro_batch) : Json(nullptr)},
          {"checkpointing", name_of(candidate.checkpointing)},
          {"accelerator", text_or_null(candidate.accelerator)},
          {"measured_nearby",
           or_null(candidate.time, [](const TrainingTime& time) { return time.measured_nearby; })},
          {"chosen", candidate.chosen}};
}

Json refusal(const TrainingRefusal& refusal) {
  return {{"text", refusal.text},
          {"remedies", array(refusal.remedies, [](const TrainingRefusal::Remedy& remedy) {
             return Json{{"how", remedy.how}, {"candidate", candidate(remedy.candidate)}};
           })}};
}

/// null where it has no bound: a queue that grows.
Json bounded(double value, int decimals) {
  return std::isfinite(value) ? Json(fmt::format("{:.{}f}", value, decimals)) : Json(nullptr);
}

Json range(const std::optional<Range<double>>& value, double unit, int decimals) {
  return or_null(value, [&](const Range<double>& of) {
    return Json{{"low", bounded(of.low * unit, decimals)},
                {"likely", bounded(of.likely * unit, decimals)},
                {"high", bounded(of.high * unit, decimals)}};
  });
}

constexpr double k_ms = 1e3;

Json memory(const InstanceCapacity& capacity) {
  const auto known = [](double gib) { return gib > 0 ? Json(physical(gib)) : Json(nullptr); };
  return {{"needed", known(capacity.needed_gib)},
          {"usable", known(capacity.usable_gib)},
          {"parts",
           {{"weights", known(capacity.weights_gib)},
            {"cache_per_request", known(capacity.cache_gib)},
            {"activations", known(capacity.activation_gib)},
            {"adapters", known(capacity.adapters_gib)}}}};
}

/// What one instance carries.
Json capacity(const InstanceCapacity& capacity) {
  const auto answering = [&](auto member) {
    return capacity.answering ? std::optional{(*capacity.answering).*member} : std::nullopt;
  };
  return {
      {"fits", truth(capacity.fits)},
      {"meets_latency", truth(capacity.meets_latency)},
      {"memory_gib", memory(capacity)},
      {"copies", capacity.copies},
      {"batch", or_null(answering(&Answering::batch), [](std::int64_t n) { return n; })},
      {"requests_per_second", range(answering(&Answering::requests_per_second), 1, 3)},
      {"planned_requests_per_second", or_null(answering(&Answering::planned_requests_per_second),
                                              [](double rate) { return bounded(rate, 3); })},
      {"prefill_tokens_per_second", range(answering(&Answering::prefill_tokens_per_second), 1, 0)},
      {"decode_tokens_per_second", range(answering(&Answering::decode_tokens_per_second), 1, 0)},
      {"first_token_ms", range(answering(&Answering::first_token_seconds), k_ms, 0)},
      {"alone_ms", range(answering(&Answering::alone_seconds), k_ms, 0)},
      {"full_ms", range(answering(&Answering::seconds), k_ms, 0)},
      {"measured_nearby", capacity.measured_nearby},
      {"reason", text_or_null(capacity.reason)}};
}

Json units(const HostingOption& mode) {
  const auto end = [&](std::int64_t Range<std::int64_t>::*which) {
    return or_null(mode.service.units,
                   [&](const Range<std::int64_t>& units) { return units.*which; });
  };
  return {{"kind", name_of(mode.unit)},
          {"count", mode.units},
          {"low", end(&Range<std::int64_t>::low)},
          {"high", end(&Range<std::int64_t>::high)}};
}

Json hosting_candidate(const HostingCandidate& candidate) {
  return {{"instance", candidate.instance},
          {"fits", truth(candidate.fits)},
          {"instances", candidate.instances > 0 ? Json(candidate.instances) : Json(nullptr)},
          {"hourly_usd", money(candidate.hourly_usd)},
          {"alone_ms", range(candidate.alone_seconds, k_ms, 0)},
          {"why_not", text_or_null(candidate.why_not)}};
}

Json mode(const HostingOption& mode, bool chosen) {
  return {{"id", name_of(mode.id)},
          {"eligible", name_of(mode.eligible)},
          {"complete", monthly(mode).complete()},
          {"monthly_usd", money(monthly(mode))},
          {"idle_monthly_usd", money(idle_monthly(mode))},
          {"units", units(mode)},
          {"reasons", reasons(mode.reasons)},
          {"chosen", chosen},
          {"region", text_or_null(mode.region)},
          {"instance", text_or_null(mode.instance)},
          {"note", text_or_null(mode.note)},
          {"lines", lines(mode.estimate)},
          {"gaps", gaps(mode.estimate)},
          {"capacity", or_null(mode.capacity, capacity)},
          {"latency_ms", range(mode.service.latency_seconds, k_ms, 0)},
          {"utilisation", range(mode.service.utilisation, 1, 3)},
          {"cold_start_seconds", range(mode.service.cold_start_seconds, 1, 0)},
          {"unit_hours",
           or_null(mode.service.unit_hours, [](double hours) { return bounded(hours, 2); })},
          {"peak_tokens_per_minute", or_null(mode.service.peak_tokens_per_minute,
                                             [](double tokens) { return bounded(tokens, 0); })}};
}

/// All keys of training, for when nothing is trained.
Json no_training() {
  return {{"path", nullptr},         {"model", nullptr},         {"method", nullptr},
          {"instance", nullptr},     {"instances", nullptr},     {"fits", nullptr},
          {"hours", nullptr},        {"tokens", nullptr},        {"candidates", Json::array()},
          {"region", nullptr},       {"corpus_tokens", nullptr}, {"epochs", nullptr},
          {"epochs_basis", nullptr}, {"runs", nullptr},          {"hours_basis", nullptr},
          {"spot", nullptr},         {"billed_hours", nullptr},  {"meets_deadline", nullptr},
          {"refusal", nullptr},      {"notes", Json::array()}};
}

} // namespace

Json training(const std::optional<TrainingAdvice>& advice) {
  if (!advice) {
    return no_training();
  }
  const TrainingAdvice& training = *advice;
  const bool has_instance = !training.instance.empty();
  return {{"path", name_of(training.path)},
          {"model", text_or_null(training.model)},
          {"method", or_null(training.method, [](Method method) { return name_of(method); })},
          {"instance", text_or_null(training.instance)},
          {"instances", has_instance ? Json(training.instances) : Json(nullptr)},
          {"fits", truth(training.fits)},
          {"hours", exact_hours(training.hours)},
          {"tokens", or_null(training.trained_tokens, [](std::int64_t tokens) { return tokens; })},
          {"candidates", array(training.candidates, candidate)},
          {"region", text_or_null(training.region)},
          {"corpus_tokens", or_null(training.corpus_tokens, [](std::int64_t n) { return n; })},
          {"epochs", or_null(training.epochs, [](Decimal epochs) { return to_string(epochs); })},
          {"epochs_basis", text_or_null(training.epochs_basis)},
          {"runs", training.runs},
          {"hours_basis", text_or_null(training.hours_basis)},
          {"spot", has_instance ? Json(training.spot) : Json(nullptr)},
          {"billed_hours", exact_hours(training.billed_hours)},
          {"meets_deadline", truth(training.meets_deadline)},
          {"refusal", or_null(training.refusal, refusal)},
          {"notes", training.notes}};
}

Json hosting(const Advice& advice) {
  return {{"mode", or_null(advice.hosting, [](HostingMode mode) { return name_of(mode); })},
          {"modes", array(advice.modes,
                          [&](const HostingOption& option) {
                            return mode(option, advice.hosting == option.id);
                          })},
          {"candidates", array(advice.hosting_candidates, hosting_candidate)}};
}

} // namespace tunepath::json_parts
