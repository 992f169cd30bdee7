#include "report/headline.hpp"

#include "report/evidence.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

OptionVerdict verdict(const Advice& advice, Approach id) {
  return advice.decision.option(id).verdict;
}

/// The reason that decided about an option, as a sentence; "" when it has none.
std::string because(const Advice& advice, Approach id, Reason::Effect effect) {
  const Reason* reason = evidence::first(advice.decision.option(id).reasons, effect);
  return reason == nullptr ? "" : words::sentence(reason->text);
}

/// Why the verdict on the economics is what it is, as a sentence; "" when it has no reason.
std::string because_of_verdict(const Advice& advice, Reason::Effect effect) {
  const Reason* reason = evidence::first(advice.decision.verdict_reasons, effect);
  return reason == nullptr ? "" : words::sentence(reason->text);
}

std::string with(std::string sentence, const std::string& more) {
  return more.empty() ? sentence : std::move(sentence) + " " + more;
}

std::string on_path(const std::optional<Path>& path) {
  return path ? fmt::format(" on {}", words::title(*path)) : "";
}

/// "Fine-tune llama on SageMaker, add RAG for your own content"
std::string what_to_do(const Advice& advice) {
  std::string out = "Fine-tune";
  if (advice.training && !advice.training->model.empty()) {
    out += " " + advice.training->model;
  }
  out += on_path(advice.decision.path);
  if (verdict(advice, Approach::prompt) == OptionVerdict::recommended) {
    out += ", improve the prompt";
  }
  if (verdict(advice, Approach::rag) == OptionVerdict::recommended) {
    out += ", add RAG for your own content";
  } else if (verdict(advice, Approach::rag) == OptionVerdict::done) {
    out += ", keep your RAG";
  }
  return out;
}

const HostingOption* chosen_mode(const Advice& advice) {
  const auto found =
      std::find_if(advice.modes.begin(), advice.modes.end(),
                   [&](const HostingOption& mode) { return mode.id == advice.hosting; });
  return found == advice.modes.end() ? nullptr : &*found;
}

/// Whether the tuned way is known to cost less than what it is compared with.
bool costs_less(const Advice& advice) {
  const auto& even = advice.cost.break_even;
  return even && even->extra_usd_per_month && *even->extra_usd_per_month < Money{};
}

/// What must not be left running before the gain is measured.
std::string_view before_what(const Advice& advice) {
  const HostingOption* mode = chosen_mode(advice);
  if (mode != nullptr && mode->unit == UnitKind::instance) {
    return "before you leave an endpoint running";
  }
  if (mode != nullptr && mode->unit == UnitKind::model_unit) {
    return "before you leave a model unit running";
  }
  return "before you rely on it";
}

Answer when_recommended(const Advice& advice) {
  const std::string why = because_of_verdict(advice, Reason::Effect::supports);
  switch (advice.decision.verdict) {
  case Verdict::justified:
    return {"Fine-tune", with(what_to_do(advice) + ".", why)};
  case Verdict::prove_first:
    return {"Prove it first", with(fmt::format("{}, and measure the gain {}.", what_to_do(advice),
                                               before_what(advice)),
                                   why)};
  case Verdict::not_justified: {
    const std::string how = advice.hosting ? fmt::format("Not this model, hosted this way ({}). ",
                                                         words::title(*advice.hosting))
                                           : "";
    return {"Do not fine-tune yet",
            with(how + (costs_less(advice) ? "Its price would do; its answers do not."
                                           : "The job is right for fine-tuning; its price is not."),
                 why)};
  }
  case Verdict::unknown:
  case Verdict::not_applicable:
    break;
  }
  return {"Not enough is known",
          with("Fine-tuning fits the problem; whether it pays cannot be said yet.", why)};
}

Answer when_tuned(const Advice& advice) {
  const std::string only = "The model is tuned already: only its hosting is in question.";
  const std::string why = because_of_verdict(advice, Reason::Effect::supports);
  const bool idle = std::any_of(advice.warnings.begin(), advice.warnings.end(),
                                [](const Warning& w) { return w.id == "idle-hosting"; });
  if (idle) {
    return {"Delete it when idle", only + " It bills every hour, used or not."};
  }
  if (advice.decision.verdict == Verdict::not_justified) {
    return {"Stop hosting it", with(only, why)};
  }
  if (advice.decision.verdict == Verdict::prove_first) {
    return {"Prove it first", with(only + " Measure its gain before you keep it running.", why)};
  }
  if (!advice.hosting) {
    return {"Not enough is known", with(only, why)};
  }
  return {fmt::format("Host it: {}", words::title(*advice.hosting)), with(only, why)};
}

Answer when_open(const Advice& advice) {
  const Decision& decision = advice.decision;
  if (!decision.leaning || decision.leaning->approach.empty()) {
    return {"Not enough is known",
            decision.open_questions.empty()
                ? "Nothing points to an answer yet."
                : "Nothing points to an answer yet. Begin with this question."};
  }
  const auto open = static_cast<std::int64_t>(decision.open_questions.size());
  return {"Not enough is known",
          fmt::format("So far it points to {}{}. {} can still change that.",
                      words::approach(decision.leaning->approach), on_path(decision.leaning->path),
                      open == 0 ? "Open conditions" : words::count(open, "open question"))};
}

/// Not needed, or not yet.
Answer when_refused(const Advice& advice) {
  const bool blocked = verdict(advice, Approach::fine_tuning) == OptionVerdict::blocked;
  const bool prompt = verdict(advice, Approach::prompt) == OptionVerdict::recommended;
  const bool rag = verdict(advice, Approach::rag) == OptionVerdict::recommended;
  const std::string refusal = blocked ? "Do not fine-tune yet" : "Do not fine-tune";
  const std::string reason = because(advice, Approach::fine_tuning, Reason::Effect::opposes);
  if (!prompt && !rag) {
    return {refusal, reason};
  }
  std::string instruction = prompt ? "Fix the prompt" : "Build retrieval";
  instruction += prompt && rag ? ", build retrieval" : "";
  return {instruction, fmt::format("{}. {}", refusal, reason)};
}

} // namespace

Answer answer_of(const Advice& advice) {
  switch (verdict(advice, Approach::fine_tuning)) {
  case OptionVerdict::recommended:
    return when_recommended(advice);
  case OptionVerdict::done:
    return when_tuned(advice);
  case OptionVerdict::undecided:
    return when_open(advice);
  case OptionVerdict::not_needed:
  case OptionVerdict::blocked:
    break;
  }
  return when_refused(advice);
}

const Warning* top_warning(const Advice& advice) {
  const bool bill_unknown =
      std::any_of(advice.modes.begin(), advice.modes.end(), [&](const HostingOption& mode) {
        const auto bills = [](const Line& line) { return line.id.starts_with("hosting."); };
        const auto& lines = mode.idle.lines;
        return advice.hosting == mode.id && std::none_of(lines.begin(), lines.end(), bills);
      });
  const auto found =
      std::find_if(advice.warnings.begin(), advice.warnings.end(), [&](const Warning& warning) {
        return warning.monthly_at_risk || (bill_unknown && warning.id == "idle-hosting");
      });
  return found == advice.warnings.end() ? nullptr : &*found;
}

} // namespace tunepath
