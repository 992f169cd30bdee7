#include "report/evidence.hpp"
#include "report/explain.hpp"
#include "report/totals.hpp"
#include "report/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::explain {
namespace {

Mark mark_of(const Reason& reason) {
  return reason.effect == Reason::Effect::open       ? Mark::unknown
         : reason.caution                            ? Mark::warning
         : reason.effect == Reason::Effect::supports ? Mark::supports
                                                     : Mark::opposes;
}

Point point_of(const Reason& reason) {
  Point point{mark_of(reason), reason.rule, "", words::sentence(reason.text), {}};
  if (reason.caution) {
    point.text += " (A caution: it excludes nothing.)";
  }
  for (const Condition& condition : reason.facts) {
    point.notes.push_back(evidence::in_full(condition));
  }
  if (!reason.unblock.empty() && reason.effect != Reason::Effect::supports) {
    point.notes.push_back("To lift it: " + words::ended(reason.unblock));
  }
  if (!reason.source.empty()) {
    point.notes.push_back(fmt::format("Source: {} ({})", reason.source, to_string(reason.date)));
  }
  return point;
}

void add_reasons(Document& out, const std::vector<Reason>& because) {
  if (because.empty()) {
    out.push_back(Paragraph{"No rule has anything to say about it here."});
  } else {
    out.push_back(reasons(because));
  }
}

std::string_view words_of(OptionVerdict verdict) {
  switch (verdict) {
  case OptionVerdict::recommended:
    return "recommended";
  case OptionVerdict::done:
    return "done, and part of the solution";
  case OptionVerdict::not_needed:
    return "not needed";
  case OptionVerdict::blocked:
    return "not yet: something stands in the way";
  case OptionVerdict::undecided:
    break;
  }
  return "open: what is known does not settle it";
}

std::string_view words_of(PathVerdict verdict) {
  switch (verdict) {
  case PathVerdict::chosen:
    return "chosen, the most managed path that nothing rules out";
  case PathVerdict::possible:
    return "possible";
  case PathVerdict::ruled_out:
    return "ruled out";
  case PathVerdict::undecided:
    break;
  }
  return "open: what is known does not settle it";
}

std::string_view words_of(Truth eligible) {
  return eligible == Truth::yes  ? "can be used"
         : eligible == Truth::no ? "cannot be used"
                                 : "open: what is known does not settle it";
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

Points reasons(std::span<const Reason> reasons) {
  Points points;
  for (const Reason& reason : reasons) {
    points.rows.push_back(point_of(reason));
  }
  return points;
}

bool option(Document& out, const Advice& advice, std::string_view target) {
  const auto id = named<Approach>(target);
  if (!id) {
    return false;
  }
  const OptionAdvice& option = advice.decision.option(*id);
  out.push_back(Heading{fmt::format("{}: {}", words::title(*id), words_of(option.verdict))});
  add_reasons(out, option.reasons);
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
      if (!path.region.empty()) {
        out.push_back(Paragraph{fmt::format("It would run in {}.", path.region)});
      }
      add_reasons(out, path.reasons);
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
  add_reasons(out, advice.decision.technique_reasons);
  return true;
}

bool verdict(Document& out, const Advice& advice, std::string_view target) {
  if (target != "verdict") {
    return false;
  }
  out.push_back(Heading{fmt::format("Is it worth it: {}", name_of(advice.decision.verdict))});
  add_reasons(out, advice.decision.verdict_reasons);
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
  add_reasons(out, found->reasons);
  if (!found->note.empty()) {
    out.push_back(Paragraph{words::sentence(found->note)});
  }
  add_mode(out, *found);
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
