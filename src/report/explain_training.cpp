#include "report/describe_training.hpp"
#include "report/explain.hpp"
#include "report/words.hpp"

#include <cmath>

#include <fmt/format.h>

namespace tunepath::explain {
namespace {

std::string gib(double value) {
  return fmt::format("{:.2f}", value);
}

/// What fills the memory of one accelerator, line by line.
void memory(Document& out, const Candidate& candidate) {
  const MemoryFit& fit = candidate.memory;
  if (fit.parts.empty()) {
    return;
  }
  Table table{{{"", Align::left}, {"GiB", Align::right}}, {}};
  for (const MemoryPart& part : fit.parts) {
    table.rows.push_back({{part.name, gib(part.gib)}, Mark::none, {}, false});
  }
  table.rows.push_back({{"needed", gib(fit.needed_gib)}, Mark::none, {}, true});
  table.rows.push_back({{"usable", gib(fit.usable_gib)}, Mark::none, {}, false});
  out.push_back(Heading{"Memory of each accelerator"});
  out.push_back(std::move(table));
  if (!fit.reason.empty()) {
    out.push_back(Paragraph{words::sentence(fit.reason)});
  }
}

void settings(Document& out, const TrainingAdvice& training, const Candidate& chosen) {
  Points points;
  const auto add = [&](std::string_view label, std::string text) {
    if (!text.empty()) {
      points.rows.push_back({Mark::none, std::string{label}, "", std::move(text), {}});
    }
  };
  add("micro-batch", chosen.micro_batch > 0
                         ? fmt::format("{} sequences per accelerator and step", chosen.micro_batch)
                         : "");
  add("checkpointing", std::string{name_of(chosen.checkpointing)});
  if (chosen.time) {
    const Range<double>& speed = chosen.time->tokens_per_second;
    const auto whole = [](double value) { return grouped(std::llround(value)); };
    add("speed", fmt::format("{} tokens a second ({} to {}), all accelerators together",
                             whole(speed.likely), whole(speed.low), whole(speed.high)));
    const Range<double>& startup = chosen.time->startup_hours;
    add("start-up", fmt::format("{:.2f} h ({:.2f} to {:.2f}), billed like the rest", startup.likely,
                                startup.low, startup.high));
    add("rests on", chosen.time->basis);
  }
  if (training.hours) {
    add("hours", words::hours(*training.hours));
  }
  if (training.billed_hours && training.spot) {
    add("billed", words::hours(*training.billed_hours));
  }
  out.push_back(std::move(points));
}

} // namespace

bool training(Document& out, const Advice& advice, std::string_view target) {
  if (target != "training" || !advice.training) {
    return false;
  }
  const TrainingAdvice& training = *advice.training;
  out.push_back(Heading{"Training, one run"});
  Points points;
  points.rows.push_back(training_point(training));
  out.push_back(std::move(points));
  if (training.refusal) {
    out.push_back(Paragraph{words::sentence(training.refusal->text)});
  }
  if (const Candidate* chosen = training.chosen()) {
    settings(out, training, *chosen);
    memory(out, *chosen);
  }
  if (training.candidates.empty()) {
    return true;
  }
  std::vector<const Candidate*> all;
  for (const Candidate& candidate : training.candidates) {
    all.push_back(&candidate);
  }
  out.push_back(Heading{"Everything that was tried"});
  out.push_back(candidates_table(all));
  for (const std::string& note : training.notes) {
    out.push_back(Paragraph{note});
  }
  return true;
}

} // namespace tunepath::explain
