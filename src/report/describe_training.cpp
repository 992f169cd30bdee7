#include "report/describe_training.hpp"

#include "report/sections.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

std::string method_title(std::optional<Method> method) {
  return !method                   ? "Tuning"
         : *method == Method::full ? "Full fine-tuning"
         : *method == Method::lora ? "LoRA"
                                   : "QLoRA";
}

std::string_view method_cell(std::optional<Method> method) {
  return method == Method::full ? "full" : method == Method::lora ? "LoRA" : "QLoRA";
}

/// True when the hours come from the physics rather than from the profile.
bool predicted(const TrainingAdvice& training) {
  return training.hours && training.hours_basis != "profile";
}

/// "1 x ml.g5.2xlarge, 2.4 h (1.7 to 3.6) a run, $3.64 a run, 3 runs."
std::string machine_text(const TrainingAdvice& training) {
  std::vector<std::string> parts;
  if (!training.instance.empty()) {
    parts.push_back(fmt::format("{} x {}{}", grouped(training.instances), training.instance,
                                training.spot ? " on Spot" : ""));
  }
  if (training.hours) {
    parts.push_back(words::hours(*training.hours) + " a run");
  }
  const Candidate* chosen = training.chosen();
  if (chosen != nullptr && predicted(training)) {
    parts.push_back(chosen->usd ? to_string(*chosen->usd) + " a run" : "no rate");
  }
  parts.push_back(words::count(training.runs, "run"));
  return words::join(parts, ", ") + ".";
}

/// About three digits: more are not known, and the table has to fit the line.
std::string fixed(Rational value, int decimals_below_ten) {
  const double number = value.to_double();
  const int fewer = number < 9.995 ? 0 : number < 99.95 ? 1 : 2;
  const int decimals = std::max(decimals_below_ten - fewer, 0);
  return decimals > 0 ? fmt::format("{:.{}f}", number, decimals) : grouped(value.rounded());
}

std::string triple(const std::string& likely, const std::string& low, const std::string& high) {
  return fmt::format("{} ({}-{})", likely, low, high);
}

/// "2.27 (1.39-5.43)".
std::string usd_cell(const Candidate& c) {
  const auto text = [](Money amount) { return fixed(amount.usd(), 2); };
  return c.usd ? triple(text(*c.usd), text(*c.usd_low), text(*c.usd_high)) : "no rate";
}

/// "0.9 (0.5-2.1)".
std::string hours_cell(const Range<Rational>& hours) {
  return triple(fixed(hours.likely, 1), fixed(hours.low, 1), fixed(hours.high, 1));
}

std::string memory_cell(const MemoryFit& memory) {
  return memory.needed_gib > 0 ? fmt::format("{:.1f}/{:.0f}", memory.needed_gib, memory.usable_gib)
                               : "";
}

Row candidate_row(const Candidate& c) {
  Row row;
  const bool unmeasured = c.hours && c.time && !c.time->measured_nearby;
  const bool taken = c.chosen && c.memory.fits != Truth::no;
  row.mark = taken ? Mark::chosen : unmeasured ? Mark::unknown : Mark::none;
  row.cells = {fmt::format("{} x {}{}", grouped(c.instances), c.instance, c.spot ? " Spot" : ""),
               std::string{method_cell(c.method)}};
  if (!c.hours) {
    row.cells.push_back(words::sentence(c.why_not));
    return row;
  }
  row.cells.push_back(c.micro_batch > 0 ? std::to_string(c.micro_batch) : "");
  row.cells.push_back(memory_cell(c.memory));
  row.cells.push_back(hours_cell(*c.hours));
  row.cells.push_back(usd_cell(c));
  if (!c.why_not.empty()) {
    row.notes.push_back(words::sentence(c.why_not));
  }
  return row;
}

/// The chosen one, the best of every other accelerator, of Spot and on demand each, and the best of
/// another method; Trainium in any case.
std::vector<const Candidate*> worth_showing(const std::vector<Candidate>& all) {
  constexpr std::size_t k_most = 8;
  std::vector<const Candidate*> shown;
  const auto any = [&](auto holds) {
    return std::any_of(shown.begin(), shown.end(), [&](const Candidate* c) { return holds(*c); });
  };
  for (const Candidate& c : all) {
    const bool known = any([&](const Candidate& other) {
      return other.accelerator == c.accelerator && other.spot == c.spot;
    });
    const bool new_method =
        c.why_not.empty() && !any([&](const Candidate& other) { return other.method == c.method; });
    if (!known || new_method) {
      shown.push_back(&c);
    }
  }
  const auto neuron = std::find_if(shown.begin(), shown.end(), [](const Candidate* c) {
    return c->kind == AcceleratorKind::neuron;
  });
  if (shown.size() > k_most) {
    const std::size_t at = static_cast<std::size_t>(neuron - shown.begin());
    if (at >= k_most && neuron != shown.end()) {
      shown[k_most - 1] = *neuron;
    }
    shown.resize(k_most);
  }
  return shown;
}

/// A table without any figure says nothing.
bool has_table(const TrainingAdvice& training) {
  const auto& all = training.candidates;
  return training.refusal || (!all.empty() && training.trained_tokens);
}

/// What the marks and the columns mean.
std::string legend(bool unmeasured) {
  std::string text = "GiB are needed of usable memory, per accelerator.";
  if (unmeasured) {
    text +=
        " ? No published measurement of the method on that hardware is near: the range is wide.";
  }
  return text;
}

bool any_unmeasured(const std::vector<const Candidate*>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Candidate* c) {
    return c->hours && c->time && !c->time->measured_nearby && !c->chosen;
  });
}

} // namespace

Point training_point(const TrainingAdvice& training) {
  Point point{Mark::none, "Training", "", "", {}};
  point.text = fmt::format("{} of {}", method_title(training.method),
                           training.model.empty() ? "a model that is not named" : training.model);
  if (training.trained_tokens) {
    point.text += fmt::format(", {} trained tokens a run",
                              words::number(Decimal::of(*training.trained_tokens)));
  }
  if (training.corpus_tokens && training.epochs) {
    point.text +=
        fmt::format(" ({} x epochs: {}, {})", words::number(Decimal::of(*training.corpus_tokens)),
                    grouped(*training.epochs), training.epochs_basis);
  }
  point.text += ".";
  point.notes.push_back(machine_text(training));
  if (!training.instance.empty() && training.fits != Truth::yes) {
    point.notes.push_back(training.fits == Truth::no ? "It does not fit the memory."
                                                     : "Whether it fits the memory is not known.");
  }
  if (predicted(training)) {
    point.notes.push_back(fmt::format("Hours: {}.", training.hours_basis));
  }
  if (!has_table(training)) {
    point.notes.insert(point.notes.end(), training.notes.begin(), training.notes.end());
  }
  return point;
}

Table candidates_table(const std::vector<const Candidate*>& candidates) {
  Table table{{{"", Align::left},
               {"", Align::left},
               {"batch", Align::right},
               {"GiB", Align::right},
               {"hours", Align::right},
               {"USD a run", Align::right}},
              {}};
  for (const Candidate* candidate : candidates) {
    table.rows.push_back(candidate_row(*candidate));
  }
  return table;
}

namespace section {

void training(Document& out, const Advice& advice) {
  if (!advice.training || !has_table(*advice.training)) {
    return;
  }
  const TrainingAdvice& training = *advice.training;
  std::vector<const Candidate*> rows = worth_showing(training.candidates);
  const std::size_t more = training.candidates.size() - rows.size();
  out.push_back(Heading{"Where it would train, one run"});
  if (training.refusal) {
    out.push_back(Paragraph{words::sentence(training.refusal->text)});
    if (training.fits == Truth::no) {
      rows.clear();
    }
    for (const TrainingRefusal::Remedy& remedy : training.refusal->remedies) {
      rows.push_back(&remedy.candidate);
    }
  }
  if (!rows.empty()) {
    out.push_back(candidates_table(rows));
  }
  if (!rows.empty()) {
    out.push_back(Paragraph{legend(any_unmeasured(rows))});
  }
  for (const std::string& note : training.notes) {
    out.push_back(Paragraph{note});
  }
  if (more > 0) {
    out.push_back(Paragraph{fmt::format(
        "{} more {} tried. All of them, and what fills the memory: tunepath explain PROFILE "
        "training.",
        grouped(static_cast<std::int64_t>(more)), more == 1 ? "was" : "were")});
  }
}

} // namespace section

} // namespace tunepath
