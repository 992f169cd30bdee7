#include "advise/later_path.hpp"

#include "advise/economics.hpp"
#include "advise/fact_values.hpp"
#include "advise/tuning.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {

std::optional<LaterPath> cheapest_later_path(const Situation& s, const Play& play,
                                             const Decision& decision) {
  if (!play.path || named_mode(s.facts)) {
    return std::nullopt;
  }
  std::optional<LaterPath> best;
  for (const PathAdvice& path : decision.paths) {
    if (path.id <= *play.path || path.verdict != PathVerdict::possible) {
      continue;
    }
    Play there = play;
    there.path = path.id;
    there.region = path.region.empty() ? play.region : path.region;
    const Tuning tuning{s, there, decision.technique};
    const auto choice = tuning.choice();
    if (!choice || tuning.modes()[*choice].eligible != Truth::yes ||
        lacks_decisive_price(tuning.modes()[*choice].estimate)) {
      continue;
    }
    Alternative way = tuning.ways()[*choice];
    if (!best || way.monthly() < best->way.monthly()) {
      best = LaterPath{path.id, tuning.modes()[*choice].id, std::move(way)};
    }
  }
  return best;
}

void add_later_path(Advice& advice, LaterPath later) {
  set_word(advice.facts, "path.later", name_of(later.path));
  set_word(advice.facts, "path.later_mode", name_of(later.mode));
  set_money(advice.facts, "path.later_monthly_usd", later.way.monthly());
  set_money(advice.facts, "path.monthly_usd", advice.cost.monthly());
  const auto& ways = advice.cost.alternatives;
  const bool known = std::any_of(ways.begin(), ways.end(),
                                 [&](const Alternative& way) { return way.id == later.way.id; });
  if (!known && later.way.monthly() < advice.cost.monthly()) {
    later.way.label += fmt::format(" ({})", name_of(later.path));
    later.way.note = "Trained further down the ladder; nothing rules that out.";
    advice.cost.alternatives.push_back(std::move(later.way));
  }
}

} // namespace tunepath
