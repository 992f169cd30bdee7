#include "tunepath/advise/outcome.hpp"

#include <algorithm>

namespace tunepath {
namespace {

using Rules = DecisionRules::Rules;

Truth any_holds(const Facts& facts, Rules rules) {
  Truth result = Truth::no;
  for (const Rule* rule : rules) {
    result = either(result, rule->when.evaluate(facts));
    if (result == Truth::yes) {
      break;
    }
  }
  return result;
}

/// Prompt work and retrieval: the first of done, recommended, not needed that applies. One that is
/// unknown leaves the option open, whatever comes after it.
template <class Holds>
OptionVerdict first_that_applies(const Holds& holds) {
  for (const auto& [effect, verdict] : {std::pair{Effect::done, OptionVerdict::done},
                                        std::pair{Effect::recommended, OptionVerdict::recommended},
                                        std::pair{Effect::not_needed, OptionVerdict::not_needed}}) {
    const Truth found = holds(effect);
    if (found != Truth::no) {
      return found == Truth::yes ? verdict : OptionVerdict::undecided;
    }
  }
  return OptionVerdict::undecided;
}

template <class Holds>
OptionVerdict fine_tuning(const Holds& holds) {
  for (const auto& [effect, verdict] : {std::pair{Effect::done, OptionVerdict::done},
                                        std::pair{Effect::not_needed, OptionVerdict::not_needed}}) {
    const Truth found = holds(effect);
    if (found != Truth::no) {
      return found == Truth::yes ? verdict : OptionVerdict::undecided;
    }
  }
  const Truth blocked = holds(Effect::blocked);
  if (blocked == Truth::yes) { // With or without a reason.
    return OptionVerdict::blocked;
  }
  const Truth reason = holds(Effect::reason_for);
  return reason == Truth::yes && blocked == Truth::no ? OptionVerdict::recommended
                                                      : OptionVerdict::undecided;
}

template <class Holds>
OptionVerdict verdict_by(Approach id, const Holds& holds) {
  return id == Approach::fine_tuning ? fine_tuning(holds) : first_that_applies(holds);
}

/// The verdict on one option, from its rules alone.
OptionVerdict verdict_on(Approach id, const Facts& facts, const DecisionRules::Option& rules) {
  return verdict_by(id, [&](Effect effect) {
    switch (effect) {
    case Effect::done:
      return any_holds(facts, rules.done);
    case Effect::recommended:
      return any_holds(facts, rules.recommended);
    case Effect::reason_for:
      return any_holds(facts, rules.reason_for);
    case Effect::not_needed:
      return any_holds(facts, rules.not_needed);
    default:
      return any_holds(facts, rules.blocked);
    }
  });
}

Truth ruled_out(Path path, const Facts& facts, const DecisionRules& rules) {
  return any_holds(facts, rules.ruled_out[static_cast<std::size_t>(path)]);
}

/// True when the rule is unknown for want of the model, or of what is offered for it.
bool lacks_the_model(const Rule& rule, const Facts& facts, const DecisionRules& rules) {
  const auto mentioned = rule.when.facts();
  return std::any_of(mentioned.begin(), mentioned.end(),
                     [&](FactIndex index) {
                       return rules.about_the_model[index] && !facts[index].known();
                     }) &&
         rule.when.evaluate(facts) == Truth::unknown;
}

void climb(Outcome& outcome, const Facts& facts, const DecisionRules& rules) {
  outcome.all_ruled_out = Truth::yes;
  for (std::size_t i = 0; i < outcome.paths.size(); ++i) {
    const Truth out = ruled_out(Path{static_cast<int>(i)}, facts, rules);
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
  const auto rung = static_cast<std::size_t>(first - outcome.paths.begin());
  const Path path{static_cast<int>(rung)};
  // The last rung trains any open model, so it is named even while the model is open.
  if (outcome.firm || path == Path::sagemaker ||
      std::none_of(rules.ruled_out[rung].begin(), rules.ruled_out[rung].end(),
                   [&](const Rule* rule) { return lacks_the_model(*rule, facts, rules); })) {
    outcome.path = path;
  }
}

/// Sets the fact unless it stands so already.
void note_all_ruled_out(Truth all, Facts& facts, FactIndex fact) {
  const auto* now = std::get_if<bool>(&facts[fact].value);
  const Truth before = now == nullptr ? Truth::unknown : truth(*now);
  if (before != all) {
    const bool known = all != Truth::unknown;
    facts.set(fact, known ? Value{all == Truth::yes} : Value{Unknown{}},
              known ? Origin{Origin::Kind::derived, {}, "the path rules"} : Origin{});
  }
}

} // namespace

DecisionRules::DecisionRules(const RuleSet& rules, const FactSchema& schema)
    : about_the_model(schema.size()), all_ruled_out(schema.at("path.all_ruled_out")) {
  for (const auto& [id, name] : Names<Approach>::k_all) {
    const auto of = [&, subject = name](Effect effect) {
      return rules.about(Topic::approach, subject, effect);
    };
    options[static_cast<std::size_t>(id)] = {of(Effect::done), of(Effect::recommended),
                                             of(Effect::reason_for), of(Effect::not_needed),
                                             of(Effect::blocked)};
  }
  for (const auto& [id, name] : Names<Path>::k_all) {
    ruled_out[static_cast<std::size_t>(id)] = rules.about(Topic::path, name, Effect::ruled_out);
  }
  for (const auto& [id, name] : Names<HostingMode>::k_all) {
    required[static_cast<std::size_t>(id)] = rules.about(Topic::hosting, name, Effect::required);
  }
  for (const std::string_view id : {"bedrock.fine_tunable", "bedrock.technique_offered",
                                    "jumpstart.recipe", "sagemaker.trainable", "model.nova"}) {
    about_the_model[schema.at(id)] = true;
  }
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

Outcome resolve(Facts& facts, const DecisionRules& rules) {
  Outcome outcome;
  climb(outcome, facts, rules);
  note_all_ruled_out(outcome.all_ruled_out, facts, rules.all_ruled_out);
  for (std::size_t i = 0; i < outcome.options.size(); ++i) {
    outcome.options[i] = verdict_on(Approach{static_cast<int>(i)}, facts, rules.options[i]);
  }
  if (!outcome.may_tune()) {
    outcome.path.reset();
  } else if (outcome.path && outcome.firm) {
    outcome.paths[static_cast<std::size_t>(*outcome.path)] = PathVerdict::chosen;
  }
  return outcome;
}

OptionVerdict verdict_from(Approach id, const std::function<Truth(Effect)>& holds) {
  return verdict_by(id, holds);
}

Truth eligible(HostingMode mode, const Facts& facts, const DecisionRules& rules) {
  Truth result = Truth::yes;
  for (const Rule* rule : rules.required[static_cast<std::size_t>(mode)]) {
    result = both(result, rule->when.evaluate(facts));
    if (result == Truth::no) {
      break;
    }
  }
  return result;
}

} // namespace tunepath
