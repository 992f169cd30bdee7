#include "report/describe_training.hpp"
#include "report/evidence.hpp"
#include "report/sections.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace tunepath::section {
namespace {

using Effect = Reason::Effect;

struct VerdictWords {
  OptionVerdict verdict;
  Mark mark;
  Effect effect;          ///< of the reasons that decide
  std::string_view opens; ///< the text
};

/// In the order in which options are shown: what is to be done comes first.
constexpr std::array<VerdictWords, 5> k_verdicts{{
    {OptionVerdict::recommended, Mark::supports, Effect::supports, ""},
    {OptionVerdict::undecided, Mark::unknown, Effect::open, "Open."},
    {OptionVerdict::done, Mark::assumed, Effect::supports, ""},
    {OptionVerdict::blocked, Mark::opposes, Effect::opposes, "Not yet."},
    {OptionVerdict::not_needed, Mark::opposes, Effect::opposes, "Not needed."},
}};

void add_reason(const Advice& advice, Point& point, const Reason& reason) {
  const std::string text = words::sentence(reason.text);
  if (point.text.empty() || point.notes.empty()) {
    point.text += (point.text.empty() ? "" : " ") + text;
  } else {
    point.notes.push_back(text);
  }
  if (std::string facts = evidence::brackets(advice, reason); !facts.empty()) {
    point.notes.push_back(std::move(facts));
  }
  if (!reason.unblock.empty() && reason.effect == Effect::opposes) {
    point.notes.push_back("To lift it: " + words::ended(reason.unblock));
  }
}

/// The reason that decided; of several that stand in the way, two. Without any of `effect`, the
/// first reason at all.
void add_reasons(const Advice& advice, Point& point, const std::vector<Reason>& reasons,
                 Effect effect, int most = 1) {
  int said = 0;
  for (const Reason& reason : reasons) {
    if (!reason.caution && reason.effect == effect && said < most) {
      add_reason(advice, point, reason);
      ++said;
    }
  }
  const Reason* any = said == 0 ? evidence::first(reasons, effect) : nullptr;
  if (any != nullptr) {
    add_reason(advice, point, *any);
  }
}

void add_cautions(const Advice& advice, Points& block, const std::vector<Reason>& reasons) {
  for (const Reason& reason : reasons) {
    if (reason.caution && reason.effect != Effect::supports) {
      Point point{Mark::unknown, "But check", "", "", {}};
      add_reason(advice, point, reason);
      block.rows.push_back(std::move(point));
    }
  }
}

std::string region_note(const Advice& advice, const PathAdvice& path) {
  return path.region.empty() || path.region == advice.region ? ""
                                                             : fmt::format("In {}.", path.region);
}

Point path_row(const Advice& advice, const PathAdvice& path) {
  Point point{Mark::none, std::string{words::title(path.id)}, "", "", {}};
  switch (path.verdict) {
  case PathVerdict::chosen:
    point.mark = Mark::chosen;
    point.verdict = "yes";
    point.text = "The most managed path that nothing rules out.";
    break;
  case PathVerdict::possible:
    point.verdict = "could";
    point.text = "Nothing rules it out.";
    break;
  case PathVerdict::ruled_out:
    point.verdict = "no";
    add_reasons(advice, point, path.reasons, Effect::opposes);
    break;
  case PathVerdict::undecided:
    point.mark = Mark::unknown;
    point.verdict = "open";
    add_reasons(advice, point, path.reasons, Effect::open);
    break;
  }
  if (std::string region = region_note(advice, path); !region.empty()) {
    point.notes.push_back(std::move(region));
  }
  if (path.verdict != PathVerdict::ruled_out) {
    for (const Reason& reason : path.reasons) {
      if (reason.caution) {
        point.notes.push_back(words::sentence(reason.text));
      }
    }
  }
  return point;
}

std::string technique_title(std::string_view technique) {
  return technique == "sft"   ? "Supervised fine-tuning"
         : technique == "dpo" ? "Direct preference optimisation"
         : technique == "rft" ? "Reinforcement tuning"
                              : words::capital(technique);
}

bool paths_matter(const Decision& decision) {
  const OptionVerdict tuning = decision.option(Approach::fine_tuning).verdict;
  const bool refused = tuning == OptionVerdict::not_needed || tuning == OptionVerdict::blocked;
  const bool said =
      std::any_of(decision.paths.begin(), decision.paths.end(), [](const PathAdvice& p) {
        return p.verdict != PathVerdict::undecided || !p.reasons.empty();
      });
  return decision.path.has_value() || (said && !refused);
}

} // namespace

void options(Document& out, const Advice& advice) {
  Points block;
  for (const VerdictWords& words : k_verdicts) {
    for (const OptionAdvice& option : advice.decision.options) {
      if (option.verdict == words.verdict) {
        Point point{
            words.mark, std::string{words::title(option.id)}, "", std::string{words.opens}, {}};
        add_reasons(advice, point, option.reasons, words.effect,
                    option.verdict == OptionVerdict::blocked ? 2 : 1);
        block.rows.push_back(std::move(point));
        if (option.verdict != OptionVerdict::not_needed) {
          add_cautions(advice, block, option.reasons);
        }
      }
    }
  }
  out.push_back(Heading{"What, and why"});
  out.push_back(std::move(block));
}

void paths(Document& out, const Advice& advice) {
  if (!paths_matter(advice.decision)) {
    return;
  }
  Points block;
  for (const PathAdvice& path : advice.decision.paths) {
    block.rows.push_back(path_row(advice, path));
  }
  if (!advice.decision.technique.empty()) {
    Point point{Mark::none, "Technique", "", technique_title(advice.decision.technique) + ".", {}};
    for (const Reason& reason : advice.decision.technique_reasons) {
      point.notes.push_back(words::sentence(reason.text));
    }
    block.rows.push_back(std::move(point));
  }
  if (advice.training) {
    block.rows.push_back(training_point(*advice.training));
  }
  out.push_back(Heading{"Path"});
  out.push_back(std::move(block));
}

} // namespace tunepath::section
