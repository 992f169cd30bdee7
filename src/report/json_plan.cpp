#include "report/json_parts.hpp"

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

Json mode(const HostingOption& mode, bool chosen) {
  return {{"id", name_of(mode.id)},
          {"eligible", name_of(mode.eligible)},
          {"complete", monthly(mode).complete()},
          {"monthly_usd", money(monthly(mode))},
          {"idle_monthly_usd", money(idle_monthly(mode))},
          {"units", {{"kind", name_of(mode.unit)}, {"count", mode.units}}},
          {"reasons", reasons(mode.reasons)},
          {"chosen", chosen},
          {"region", text_or_null(mode.region)},
          {"instance", text_or_null(mode.instance)},
          {"note", text_or_null(mode.note)},
          {"lines", lines(mode.estimate)},
          {"gaps", gaps(mode.estimate)}};
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
          {"modes", array(advice.modes, [&](const HostingOption& option) {
             return mode(option, advice.hosting == option.id);
           })}};
}

} // namespace tunepath::json_parts
