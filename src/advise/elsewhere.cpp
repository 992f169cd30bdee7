#include "advise/elsewhere.hpp"

#include "advise/derive.hpp"
#include "advise/economics.hpp"
#include "advise/fact_values.hpp"
#include "advise/tuning.hpp"
#include "tunepath/advise/brief.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace tunepath {
namespace {

struct Elsewhere {
  std::string_view model;
  std::string_view region;
  bool allowed = false; ///< the region is among those that the profile allows
  Alternative way;
};

/// Whether any rule that would show it holds.
Truth is_shown(const Facts& facts, const Knowledge& knowledge) {
  Truth result = Truth::no;
  for (const Rule* rule : knowledge.rules.about(Topic::warning, "cheaper-elsewhere")) {
    result = either(result, rule->when.evaluate(facts));
  }
  return result;
}

/// The scenario with another base model, there.
Facts moved(const Situation& s, std::string_view model, std::string_view region) {
  Facts facts = s.facts;
  set_word(facts, "model.base", model);
  set_word(facts, "region", region);
  set_word(facts, "hosting.mode", name_of(HostingMode::bedrock_on_demand));
  facts.set("requirements.regions_allowed", Words{std::string{region}}, derived_from("region"));
  for (const std::string_view stated_of_the_base :
       {"model.on_bedrock_list", "model.on_jumpstart_list", "model.tuned_on"}) {
    facts.set(stated_of_the_base, Unknown{}, {});
  }
  facts.set("model.already_tuned", false, derived_from("model.base"));
  return facts;
}

/// The way there; empty where Bedrock or its serving on demand is ruled out, open, or not priced.
std::optional<Alternative> priced_there(const Situation& s, const Play& play,
                                        std::string_view model, std::string_view region) {
  const Facts stated = moved(s, model, region);
  const Decision decision = decide_briefly(stated, s.knowledge);
  const PathVerdict verdict = decision.paths[static_cast<std::size_t>(Path::bedrock)].verdict;
  if (verdict == PathVerdict::ruled_out) {
    return std::nullopt;
  }
  const Facts facts = derive(stated, s.knowledge.catalog);
  const Situation there{facts, s.knowledge};
  Play moved_play = play;
  moved_play.path = Path::bedrock;
  moved_play.region = region;
  const Tuning tuning{there, moved_play, decision.technique};
  const auto& modes = tuning.modes();
  const auto mode = std::find_if(modes.begin(), modes.end(), [](const HostingOption& option) {
    return option.id == HostingMode::bedrock_on_demand;
  });
  if (mode == modes.end() || mode->eligible != Truth::yes) {
    return std::nullopt;
  }
  Alternative way = tuning.ways()[static_cast<std::size_t>(mode - modes.begin())];
  return lacks_decisive_price(way.estimate) ? std::nullopt : std::optional{std::move(way)};
}

/// The same; empty, too, where its sums cannot be held exactly: a suggestion must not make the
/// answer impossible.
std::optional<Alternative> if_countable(const Situation& s, const Play& play,
                                        std::string_view model, std::string_view region) {
  try {
    return priced_there(s, play, model, region);
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

/// Every other model that Bedrock tunes and serves on demand somewhere, cheapest first.
std::vector<Elsewhere> candidates(const Situation& s, const Play& play) {
  std::vector<Elsewhere> found;
  const Words* allowed = s.facts.words("requirements.regions_allowed");
  for (const BedrockModel& row : s.knowledge.catalog.bedrock_models) {
    const std::string_view region = row.region == "*" ? std::string_view{s.region} : row.region;
    const bool same = s.base != nullptr && row.model == s.base->id && region == play.region;
    const bool offered = row.fine_tunable == Truth::yes && row.custom_on_demand == Truth::yes &&
                         s.knowledge.catalog.bedrock_model(row.model, region) == &row;
    if (same || !offered) {
      continue;
    }
    if (auto way = if_countable(s, play, row.model, region)) {
      const bool is_allowed = allowed != nullptr &&
                              std::find(allowed->begin(), allowed->end(), region) != allowed->end();
      found.push_back({row.model, region, is_allowed, std::move(*way)});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Elsewhere& a, const Elsewhere& b) {
    return a.way.horizon < b.way.horizon;
  });
  return found;
}

void set_facts(Facts& facts, const Elsewhere& found) {
  set_word(facts, "elsewhere.model", found.model);
  set_word(facts, "elsewhere.region", found.region);
  set_truth(facts, "elsewhere.region_allowed", truth(found.allowed));
  set_money(facts, "elsewhere.standing_usd", found.way.standing());
  set_money(facts, "elsewhere.monthly_usd", found.way.monthly());
  set_money(facts, "elsewhere.training_usd",
            found.way.estimate.total(LineKind::one_time, "training."));
}

Alternative named(Elsewhere found, const Situation& s) {
  Alternative way = std::move(found.way);
  way.id += fmt::format("@{}", found.model);
  way.label = fmt::format("tuned {}, on demand, {}", found.model, found.region);
  way.note = "The same job on another base model; whether it does it as well is not known.";
  if (found.region != s.region) {
    way.note += fmt::format(" It moves training data and prompts to {}.", found.region);
  }
  const Words* allowed = s.facts.words("requirements.regions_allowed");
  if (!found.allowed) {
    way.note += fmt::format(
        " [requirements.regions_allowed: {}]",
        allowed == nullptr ? std::string{"unknown"} : fmt::format("{}", fmt::join(*allowed, ", ")));
  }
  return way;
}

} // namespace

void add_elsewhere(Advice& advice, const Situation& s, const Play& play) {
  if (!play.tuning || !advice.hosting || *advice.hosting == HostingMode::bedrock_on_demand) {
    return;
  }
  set_money(advice.facts, "path.monthly_usd", advice.cost.monthly());
  if (is_shown(advice.facts, s.knowledge) == Truth::no) {
    return;
  }
  std::vector<Elsewhere> found = candidates(s, play);
  if (found.empty()) {
    return;
  }
  set_facts(advice.facts, found.front());
  if (is_shown(advice.facts, s.knowledge) != Truth::yes) {
    return;
  }
  const auto allowed = std::find_if(found.begin(), found.end(),
                                    [](const Elsewhere& place) { return place.allowed; });
  auto& ways = advice.cost.alternatives;
  if (allowed != found.end() && allowed != found.begin() &&
      allowed->way.horizon < advice.cost.horizon) {
    ways.push_back(named(std::move(*allowed), s));
  }
  ways.push_back(named(std::move(found.front()), s));
}

} // namespace tunepath
