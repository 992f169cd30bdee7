#include "advise/decide.hpp"

#include "advise/derive.hpp"
#include "advise/leaning.hpp"
#include "advise/questions.hpp"
#include "advise/reasons.hpp"
#include "tunepath/advise/brief.hpp"
#include "tunepath/advise/outcome.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

std::vector<Effect> deciding_effects(OptionVerdict verdict) {
  switch (verdict) {
  case OptionVerdict::recommended:
    return {Effect::recommended, Effect::reason_for};
  case OptionVerdict::done:
    return {Effect::done};
  case OptionVerdict::not_needed:
    return {Effect::not_needed};
  case OptionVerdict::blocked:
    return {Effect::blocked};
  case OptionVerdict::undecided:
    break;
  }
  return {};
}

/// What would have to be given up for one path: of all paths the one with the fewest obstacles,
/// the most managed first.
std::string way_out(const Facts& facts, const RuleSet& rules) {
  std::string best;
  std::size_t fewest = SIZE_MAX;
  for (const auto& [path, name] : Names<Path>::k_all) {
    std::size_t count = 0;
    std::string text;
    for (const Rule* rule : rules.about(Topic::path, name)) {
      if (rule->decl->effect == Effect::ruled_out && rule->when.evaluate(facts) == Truth::yes) {
        ++count;
        text += " " + fill_in(rule->decl->unblock, facts, rules.parameters());
      }
    }
    if (count < fewest) {
      fewest = count;
      best = fmt::format("For {}:{}", name, text);
    }
  }
  return best;
}

OptionAdvice option_advice(Approach id, const Outcome& outcome, const Facts& facts,
                           const RuleSet& rules) {
  const OptionVerdict verdict = outcome.option(id);
  OptionAdvice advice{id, verdict, {}};
  advice.reasons = reasons_about(Topic::approach, name_of(id), deciding_effects(verdict),
                                 verdict == OptionVerdict::undecided, facts, rules);
  if (outcome.all_ruled_out == Truth::yes) {
    const auto dead_end =
        std::find_if(advice.reasons.begin(), advice.reasons.end(), [](const Reason& reason) {
          return !reason.facts.empty() && reason.facts.front().fact == "path.all_ruled_out";
        });
    if (dead_end != advice.reasons.end()) {
      dead_end->unblock = way_out(facts, rules);
    }
  }
  return advice;
}

std::string region_of(Path id, PathVerdict verdict, const Facts& facts) {
  return verdict == PathVerdict::ruled_out
             ? std::string{}
             : std::string{facts.word(id == Path::bedrock ? "bedrock.region" : "sagemaker.region")};
}

PathAdvice path_advice(Path id, const Outcome& outcome, const Facts& facts, const RuleSet& rules) {
  const PathVerdict verdict = outcome.paths[static_cast<std::size_t>(id)];
  PathAdvice advice{id, verdict, region_of(id, verdict, facts), {}};
  advice.reasons = reasons_about(Topic::path, name_of(id), {Effect::ruled_out},
                                 verdict == PathVerdict::undecided, facts, rules);
  return advice;
}

/// The first technique that is chosen while nothing before it is open, and what is said beside it.
void choose_technique(Decision& decision, const Facts& facts, const RuleSet& rules) {
  for (const Rule* rule : rules.about(Topic::technique)) {
    const Truth holds = rule->when.evaluate(facts);
    if (rule->decl->effect == Effect::choose && decision.technique.empty()) {
      if (holds == Truth::unknown) {
        return;
      }
      if (holds == Truth::yes) {
        decision.technique = rule->decl->subject;
        decision.technique_reasons.push_back(reason_of(*rule, facts, rules));
      }
    } else if (rule->decl->effect != Effect::choose && holds == Truth::yes) {
      decision.technique_reasons.push_back(reason_of(*rule, facts, rules));
    }
  }
}

/// What is decided, without the options and paths one by one.
Decision outline(const Outcome& outcome, const Facts& stated, const Facts& derived,
                 const Knowledge& knowledge) {
  Decision decision;
  decision.decided = outcome.decided();
  decision.approach = outcome.approach();
  decision.path = outcome.path;
  if (outcome.may_tune()) {
    choose_technique(decision, derived, knowledge.rules);
  }
  decision.leaning = lean(outcome, stated, derived, knowledge);
  return decision;
}

Value known_if(bool known, Value value) {
  return known ? std::move(value) : Value{Unknown{}};
}

} // namespace

std::string_view technique_of(const Facts& facts, const RuleSet& rules) {
  for (const Rule* rule : rules.about(Topic::technique)) {
    if (rule->decl->effect == Effect::choose) {
      const Truth holds = rule->when.evaluate(facts);
      if (holds != Truth::no) {
        return holds == Truth::yes ? rule->decl->subject : std::string_view{};
      }
    }
  }
  return {};
}

Decision decide(const Facts& facts, const Knowledge& knowledge) {
  Facts derived = derive(facts, knowledge.catalog);
  const Outcome outcome = resolve(derived, {knowledge.rules, knowledge.schema});
  Decision decision = outline(outcome, facts, derived, knowledge);
  for (const auto& [id, name] : Names<Approach>::k_all) {
    decision.options.push_back(option_advice(id, outcome, derived, knowledge.rules));
  }
  for (const auto& [id, name] : Names<Path>::k_all) {
    decision.paths.push_back(path_advice(id, outcome, derived, knowledge.rules));
  }
  decision.open_questions = open_questions(outcome, derived, knowledge.rules);
  return decision;
}

Decision decide_briefly(const Facts& facts, const Knowledge& knowledge) {
  Facts derived = derive(facts, knowledge.catalog);
  const Outcome outcome = resolve(derived, {knowledge.rules, knowledge.schema});
  Decision decision = outline(outcome, facts, derived, knowledge);
  for (const auto& [id, name] : Names<Approach>::k_all) {
    decision.options.push_back({id, outcome.option(id), {}});
  }
  for (const auto& [id, name] : Names<Path>::k_all) {
    const PathVerdict verdict = outcome.paths[static_cast<std::size_t>(id)];
    decision.paths.push_back({id, verdict, region_of(id, verdict, derived), {}});
  }
  return decision;
}

void note_decision(Facts& facts, const Decision& decision) {
  const auto note = [&](std::string_view id, Value value) {
    const bool known = !std::holds_alternative<Unknown>(value);
    facts.set(id, std::move(value),
              known ? Origin{Origin::Kind::derived, {}, "the decision"} : Origin{});
  };
  const auto contains = [](const std::vector<Approach>& approach, Approach id) {
    return std::find(approach.begin(), approach.end(), id) != approach.end();
  };
  const auto in_play = [&](Approach id) {
    return contains(decision.approach, id) ||
           (decision.leaning && contains(decision.leaning->approach, id));
  };
  std::optional<Path> path = decision.path;
  if (!path && decision.leaning) {
    path = decision.leaning->path;
  }
  note("decision.path", known_if(path.has_value(), Word{name_of(path.value_or(Path::bedrock))}));
  note("decision.technique", known_if(!decision.technique.empty(), decision.technique));
  note("approach.fine_tuning_in_play", in_play(Approach::fine_tuning));
  note("approach.fine_tuning_recommended",
       decision.option(Approach::fine_tuning).verdict == OptionVerdict::recommended);
  note("approach.rag_in_play", in_play(Approach::rag));
}

bool Decision::includes(Approach id) const {
  return std::find(approach.begin(), approach.end(), id) != approach.end();
}

} // namespace tunepath
