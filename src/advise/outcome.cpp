#include "advise/outcome.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// Whether any rule of that effect holds.
Truth any_holds(const Facts& facts, const RuleSet& rules, Topic topic, std::string_view subject,
                Effect effect) {
  Truth result = Truth::no;
  for (const Rule& rule : rules.all()) {
    if (rule.decl->topic == topic && rule.decl->effect == effect && rule.decl->subject == subject) {
      result = either(result, rule.when.evaluate(facts));
    }
  }
  return result;
}

/// Prompt work and retrieval: the first of done, recommended, not needed that applies. One that is
/// unknown leaves the option open, whatever comes after it.
OptionVerdict first_that_applies(const Facts& facts, const RuleSet& rules, Approach id) {
  constexpr std::array<std::pair<Effect, OptionVerdict>, 3> k_order{
      {{Effect::done, OptionVerdict::done},
       {Effect::recommended, OptionVerdict::recommended},
       {Effect::not_needed, OptionVerdict::not_needed}}};
  for (const auto& [effect, verdict] : k_order) {
    const Truth holds = any_holds(facts, rules, Topic::approach, name_of(id), effect);
    if (holds != Truth::no) {
      return holds == Truth::yes ? verdict : OptionVerdict::undecided;
    }
  }
  return OptionVerdict::undecided;
}

OptionVerdict fine_tuning(const Facts& facts, const RuleSet& rules) {
  const auto holds = [&](Effect effect) {
    return any_holds(facts, rules, Topic::approach, name_of(Approach::fine_tuning), effect);
  };
  const Truth done = holds(Effect::done);
  if (done != Truth::no) {
    return done == Truth::yes ? OptionVerdict::done : OptionVerdict::undecided;
  }
  const Truth not_needed = holds(Effect::not_needed);
  if (not_needed != Truth::no) {
    return not_needed == Truth::yes ? OptionVerdict::not_needed : OptionVerdict::undecided;
  }
  const Truth reason = holds(Effect::reason_for);
  const Truth blocked = holds(Effect::blocked);
  if (reason != Truth::unknown && blocked == Truth::yes) {
    return OptionVerdict::blocked;
  }
  return reason == Truth::yes && blocked == Truth::no ? OptionVerdict::recommended
                                                      : OptionVerdict::undecided;
}

/// True when a rule about the path is unknown for want of the model.
bool lacks_the_model(Path path, const Facts& facts, const RuleSet& rules) {
  return std::any_of(rules.all().begin(), rules.all().end(), [&](const Rule& rule) {
    return rule.decl->topic == Topic::path && rule.decl->effect == Effect::ruled_out &&
           rule.decl->subject == name_of(path) && tunepath::lacks_the_model(rule, facts);
  });
}

void climb(Outcome& outcome, const Facts& facts, const RuleSet& rules) {
  outcome.all_ruled_out = Truth::yes;
  for (std::size_t i = 0; i < outcome.paths.size(); ++i) {
    const Truth out =
        any_holds(facts, rules, Topic::path, name_of(Path{static_cast<int>(i)}), Effect::ruled_out);
    outcome.paths[i] = out == Truth::yes  ? PathVerdict::ruled_out
                       : out == Truth::no ? PathVerdict::possible
                                          : PathVerdict::undecided;
    outcome.all_ruled_out = both(outcome.all_ruled_out, out);
  }
  const auto first =
      std::find_if(outcome.paths.begin(), outcome.paths.end(),
                   [](PathVerdict verdict) { return verdict != PathVerdict::ruled_out; });
  outcome.firm = first == outcome.paths.end() || *first == PathVerdict::possible;
  if (first == outcome.paths.end()) {
    return;
  }
  const Path path{static_cast<int>(first - outcome.paths.begin())};
  // The last rung trains any open model, so it is named even while the model is open.
  if (outcome.firm || path == Path::sagemaker || !lacks_the_model(path, facts, rules)) {
    outcome.path = path;
  }
}

} // namespace

bool lacks_the_model(const Rule& rule, const Facts& facts) {
  constexpr std::array<std::string_view, 5> k_offers{
      "bedrock.fine_tunable", "bedrock.technique_offered", "jumpstart.recipe",
      "sagemaker.trainable", "model.nova"};
  if (rule.when.evaluate(facts) != Truth::unknown) {
    return false;
  }
  const auto mentioned = rule.when.facts();
  return std::any_of(mentioned.begin(), mentioned.end(), [&](FactIndex index) {
    const std::string_view id = facts.schema()[index].id;
    return !facts[index].known() &&
           std::find(k_offers.begin(), k_offers.end(), id) != k_offers.end();
  });
}

bool Outcome::may_tune() const {
  const OptionVerdict verdict = option(Approach::fine_tuning);
  return verdict != OptionVerdict::blocked && verdict != OptionVerdict::not_needed;
}

std::vector<Approach> Outcome::approach() const {
  std::vector<Approach> contained;
  for (const auto& [id, name] : Names<Approach>::k_all) {
    if (option(id) == OptionVerdict::recommended || option(id) == OptionVerdict::done) {
      contained.push_back(id);
    }
  }
  return contained;
}

bool Outcome::decided() const {
  const bool open =
      std::find(options.begin(), options.end(), OptionVerdict::undecided) != options.end();
  return !open && (!may_tune() || firm);
}

bool same_answer(const Outcome& a, const Outcome& b) {
  return a.options == b.options && a.path == b.path && a.decided() == b.decided();
}

Outcome resolve(Facts& facts, const RuleSet& rules) {
  Outcome outcome;
  climb(outcome, facts, rules);
  const bool known = outcome.all_ruled_out != Truth::unknown;
  facts.set("path.all_ruled_out",
            known ? Value{outcome.all_ruled_out == Truth::yes} : Value{Unknown{}},
            known ? Origin{Origin::Kind::derived, {}, "the path rules"} : Origin{});
  outcome.options = {first_that_applies(facts, rules, Approach::prompt),
                     first_that_applies(facts, rules, Approach::rag), fine_tuning(facts, rules)};
  if (!outcome.may_tune()) {
    outcome.path.reset();
  } else if (outcome.path && outcome.firm) {
    outcome.paths[static_cast<std::size_t>(*outcome.path)] = PathVerdict::chosen;
  }
  return outcome;
}

} // namespace tunepath
