#include "report/capacity_words.hpp"
#include "report/explain.hpp"
#include "report/sections.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::explain {
namespace {

std::string_view words_of(OptionVerdict verdict) {
  switch (verdict) {
  case OptionVerdict::recommended:
    return "recommended";
  case OptionVerdict::done:
    return "done";
  case OptionVerdict::not_needed:
    return "not needed";
  case OptionVerdict::blocked:
    return "blocked";
  case OptionVerdict::undecided:
    break;
  }
  return "open";
}

std::string_view words_of(PathVerdict verdict) {
  switch (verdict) {
  case PathVerdict::chosen:
    return "chosen";
  case PathVerdict::possible:
    return "possible";
  case PathVerdict::ruled_out:
    return "ruled out";
  case PathVerdict::undecided:
    break;
  }
  return "open";
}

std::string_view words_of(Truth eligible) {
  return eligible == Truth::yes ? "can be used" : eligible == Truth::no ? "cannot be used" : "open";
}

/// The answer in a sentence.
std::string answer_of(Approach id, OptionVerdict verdict) {
  const std::string_view name = words::title(id);
  switch (verdict) {
  case OptionVerdict::recommended:
    return fmt::format("{} belongs into the solution.", name);
  case OptionVerdict::done:
    return fmt::format("{} stays part of the solution.", name);
  case OptionVerdict::not_needed:
    return fmt::format("{} is not needed.", name);
  case OptionVerdict::blocked:
    return fmt::format("{} is not for now: something stands in the way.", name);
  case OptionVerdict::undecided:
    break;
  }
  const std::array<Approach, 1> alone{id};
  return fmt::format("Whether {} belongs into the solution is open.", words::approach(alone));
}

std::string_view sentence_of(PathVerdict verdict) {
  switch (verdict) {
  case PathVerdict::chosen:
    return "is the path to take: the most managed one that nothing rules out";
  case PathVerdict::possible:
    return "is possible, and less managed than the path to take";
  case PathVerdict::ruled_out:
    return "is ruled out";
  case PathVerdict::undecided:
    break;
  }
  return "is open: what is known does not settle it";
}

Reason::Effect effect_of(OptionVerdict verdict) {
  using enum OptionVerdict;
  return verdict == undecided                        ? Reason::Effect::open
         : verdict == recommended || verdict == done ? Reason::Effect::supports
                                                     : Reason::Effect::opposes;
}

Reason::Effect effect_of(PathVerdict verdict) {
  return verdict == PathVerdict::undecided   ? Reason::Effect::open
         : verdict == PathVerdict::ruled_out ? Reason::Effect::opposes
                                             : Reason::Effect::supports;
}

/// " As things stand, the answer leans to prompt + RAG."
std::string leaning_text(const Decision& decision) {
  if (!decision.leaning || decision.leaning->approach.empty()) {
    return "";
  }
  return fmt::format(" As things stand, the answer leans to {}.",
                     words::answer(decision.leaning->approach, decision.leaning->path));
}

/// The changes after which the answer to what is explained would be another.
template <class Fits>
void add_flips(Document& out, const Advice& advice, Fits fits) {
  Advice changed;
  changed.decision.approach = advice.decision.approach;
  changed.decision.leaning = advice.decision.leaning;
  for (const Flip& flip : advice.decision.flips) {
    if (fits(flip)) {
      changed.decision.flips.push_back(flip);
    }
  }
  if (!changed.decision.flips.empty()) {
    section::flips(out, changed);
    std::get<Heading>(*(out.end() - 2)).text = "What would change this answer";
  }
}

void add_mode(Document& out, const HostingOption& mode) {
  Amounts amounts;
  for (const Line& line : mode.estimate.lines) {
    amounts.rows.push_back({line.label, to_string(line.amount), line.formula, false});
  }
  for (const Gap& gap : mode.estimate.gaps) {
    amounts.rows.push_back(
        {gap.label, gap.no_rate ? "no rate" : "not priced", words::ended(gap.needs), false});
  }
  if (amounts.rows.empty()) {
    return;
  }
  amounts.rows.push_back({"a month", to_string(monthly(mode)), "", true});
  amounts.rows.push_back({"a month without any request", to_string(idle_monthly(mode)), "", false});
  out.push_back(std::move(amounts));
}

} // namespace

bool option(Document& out, const Advice& advice, std::string_view target) {
  const auto id = named<Approach>(target);
  if (!id) {
    return false;
  }
  const OptionAdvice& option = advice.decision.option(*id);
  const bool open = option.verdict == OptionVerdict::undecided;
  out.push_back(Heading{fmt::format("{}: {}", words::title(*id), words_of(option.verdict))});
  std::string answer = answer_of(*id, option.verdict);
  answer += decisive_text(option.reasons, effect_of(option.verdict), Kind::those_that_hold,
                          option.verdict == OptionVerdict::blocked ? 2 : 1);
  out.push_back(Paragraph{answer + (open ? leaning_text(advice.decision) : "")});
  weigh(out, option.reasons, Kind::those_that_hold, advice.facts.schema());
  add_flips(out, advice, [&](const Flip& flip) {
    return (std::find(flip.approach.begin(), flip.approach.end(), *id) != flip.approach.end()) !=
           advice.decision.includes(*id);
  });
  return true;
}

bool path(Document& out, const Advice& advice, std::string_view target) {
  const auto id = named<Path>(target);
  if (!id) {
    return false;
  }
  for (const PathAdvice& path : advice.decision.paths) {
    if (path.id == *id) {
      out.push_back(Heading{fmt::format("{}: {}", words::title(*id), words_of(path.verdict))});
      std::string answer = fmt::format("{} {}.", words::title(*id), sentence_of(path.verdict));
      answer += decisive_text(path.reasons, effect_of(path.verdict), Kind::those_that_hold,
                              path.verdict == PathVerdict::ruled_out ? 2 : 1);
      answer += path.region.empty() ? "" : fmt::format(" It would run in {}.", path.region);
      out.push_back(Paragraph{std::move(answer)});
      weigh(out, path.reasons, Kind::those_that_hold, advice.facts.schema());
      add_flips(out, advice, [&](const Flip& flip) {
        return (flip.path == *id) != (advice.decision.path == *id);
      });
    }
  }
  return true;
}

bool technique(Document& out, const Advice& advice, std::string_view target) {
  if (target != "technique") {
    return false;
  }
  const std::string& chosen = advice.decision.technique;
  out.push_back(Heading{fmt::format("Technique: {}", chosen.empty() ? "none" : chosen)});
  if (!advice.decision.technique_reasons.empty()) {
    out.push_back(Paragraph{words::sentence(advice.decision.technique_reasons.front().text)});
  }
  weigh(out, advice.decision.technique_reasons, Kind::those_that_hold, advice.facts.schema());
  return true;
}

bool verdict(Document& out, const Advice& advice, std::string_view target) {
  if (target != "verdict") {
    return false;
  }
  out.push_back(Heading{fmt::format("Is it worth it: {}", name_of(advice.decision.verdict))});
  if (!advice.decision.verdict_reasons.empty()) {
    out.push_back(Paragraph{words::sentence(advice.decision.verdict_reasons.front().text)});
  }
  weigh(out, advice.decision.verdict_reasons, Kind::those_that_hold, advice.facts.schema());
  return true;
}

bool hosting_mode(Document& out, const Advice& advice, std::string_view target) {
  const auto id = named<HostingMode>(target);
  const auto found = std::find_if(advice.modes.begin(), advice.modes.end(),
                                  [&](const HostingOption& mode) { return mode.id == id; });
  if (!id || found == advice.modes.end()) {
    return false;
  }
  const bool chosen = advice.hosting == *id;
  out.push_back(Heading{fmt::format("{}: {}{}", words::title(*id), words_of(found->eligible),
                                    chosen ? ", and chosen" : "")});
  const bool usable = found->eligible == Truth::yes;
  const auto effect = found->eligible == Truth::no ? Reason::Effect::opposes : Reason::Effect::open;
  out.push_back(Paragraph{
      fmt::format("{} {}.{}", words::capital(words::title(*id)),
                  usable                         ? "can be used: all that it requires holds"
                  : found->eligible == Truth::no ? "cannot be used"
                                                 : "is open: what is known does not settle it",
                  usable ? "" : decisive_text(found->reasons, effect, Kind::all_required, 2))});
  weigh(out, found->reasons, Kind::all_required, advice.facts.schema());
  if (!found->note.empty()) {
    out.push_back(Paragraph{words::sentence(found->note)});
  }
  if (Points points = words::capacity_points(*found); !points.rows.empty()) {
    out.push_back(std::move(points));
  }
  add_mode(out, *found);
  if (Table tried = words::candidates(advice.hosting_candidates);
      found->unit == UnitKind::instance && !tried.rows.empty()) {
    out.push_back(Heading{"The cheapest instances for the peak that hold it"});
    out.push_back(std::move(tried));
  }
  return true;
}

bool warning(Document& out, const Advice& advice, std::string_view target) {
  Points points;
  for (const Warning& warning : advice.warnings) {
    if (warning.id == target) {
      Point point{Mark::warning, "", "", words::sentence(warning.text), {}};
      if (warning.monthly_at_risk) {
        point.notes.push_back(
            fmt::format("At risk: {} a month.", to_string(*warning.monthly_at_risk)));
      }
      points.rows.push_back(std::move(point));
    }
  }
  if (points.rows.empty()) {
    return false;
  }
  out.push_back(Heading{fmt::format("Warning: {}", target)});
  out.push_back(std::move(points));
  return true;
}

} // namespace tunepath::explain
