#include "tunepath/proof/proof.hpp"

#include "proof/subject.hpp"
#include "proof/walk.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace tunepath {
namespace {

using proof::Space;
using proof::Subject;
using proof::Walk;
using Step = Walk::Step;

Position position_of(const Rule& rule) {
  const Place& place = rule.decl->place;
  return {std::string{place.file}, place.line, place.column};
}

/// Nothing is known but the day and the region of work: defaults are answers, too.
Facts without_answers(const Facts& blank) {
  Facts facts = blank;
  const FactSchema& schema = facts.schema();
  for (FactIndex i = 0; i < schema.size(); ++i) {
    if (!schema[i].section().empty() || schema[i].derived) {
      facts.set(i, Unknown{}, {});
    }
  }
  return facts;
}

std::string text_of(const Subject& subject) {
  switch (subject.topic) {
  case Topic::path:
    return fmt::format("path {}", subject.name);
  case Topic::hosting:
    return fmt::format("hosting mode {}", subject.name);
  default:
    return std::string{subject.name};
  }
}

/// All proofs over one set of rules.
class Prover {
public:
  Prover(const Knowledge& knowledge, const Facts& blank)
      : knowledge_(knowledge),
        space_(knowledge, blank, Trial::LookUps::for_all_rules),
        trial_(knowledge, without_answers(blank), Trial::LookUps::for_all_rules),
        walk_(knowledge, space_, trial_),
        free_space_(knowledge, blank, Trial::LookUps::none),
        free_trial_(knowledge, without_answers(blank), Trial::LookUps::none),
        free_walk_(knowledge, free_space_, free_trial_) {}

  RuleProof run() {
    for (const Subject& subject : proof::subjects_of(knowledge_.rules)) {
      if (!subject.rules.empty()) {
        cover(subject);
        find_contradictions(subject);
        find_overlaps(subject);
        find_shadowed(subject);
      }
    }
    find_choices_of_path();
    find_idle_rules();
    proof_.models = space_.models();
    proof_.models_in_all = knowledge_.catalog.models.size();
    proof_.regions = space_.regions();
    return std::move(proof_);
  }

private:
  /// Every region: which outcome, and is there one?
  void cover(const Subject& subject) {
    RuleCoverage coverage{
        text_of(subject), subject.topic, subject.rules.size(), 0, 0, 0, {}, 0, false};
    coverage.facts = answers_of(subject.rules).size();
    const bool stopped = walk_.run(subject.rules, [&](const Facts& facts, bool complete) {
      const auto outcome = proof::outcome_of(subject, facts, complete);
      if (outcome == "none" && !may_be_left_open(subject, facts)) {
        return Step::stop;
      }
      if (outcome || complete) {
        ++(outcome ? coverage.outcomes[std::string{*outcome}] : coverage.open);
        return Step::settled;
      }
      return Step::split;
    });
    coverage.regions = walk_.regions();
    coverage.evaluations = walk_.evaluations();
    coverage.exhausted = walk_.exhausted();
    if (stopped) {
      note(RuleFindingKind::hole, *subject.rules.front(),
           fmt::format("{}: some answers lead to no outcome", coverage.subject),
           "add a rule that holds for them, or widen one; the answers below are an example",
           witness());
    } else if (!coverage.exhausted) {
      find_unreachable(subject, coverage);
    }
    proof_.coverage.push_back(std::move(coverage));
  }

  /// No technique is needed where there is nothing to tune.
  bool may_be_left_open(const Subject& subject, const Facts& facts) const {
    if (subject.topic != Topic::technique) {
      return false;
    }
    const DecisionRules rules{knowledge_.rules, knowledge_.schema};
    const OptionVerdict tuning =
        verdict_on(Approach::fine_tuning, facts,
                   rules.options[static_cast<std::size_t>(Approach::fine_tuning)]);
    return tuning != OptionVerdict::recommended;
  }

  void find_unreachable(const Subject& subject, const RuleCoverage& coverage) {
    for (const std::string_view outcome : proof::intended_outcomes(subject)) {
      if (!coverage.outcomes.contains(std::string{outcome})) {
        note(RuleFindingKind::unreachable, *subject.rules.front(),
             fmt::format("{}: no answers lead to '{}'", coverage.subject, outcome),
             "look for a condition that is too strict, or rules that exclude each other", {});
      }
    }
  }

  void find_contradictions(const Subject& subject) {
    for (std::size_t i = 0; i < subject.rules.size(); ++i) {
      for (std::size_t j = i + 1; j < subject.rules.size(); ++j) {
        const Rule& a = *subject.rules[i];
        const Rule& b = *subject.rules[j];
        if (proof::contradict(subject, a, b) && hold_together(subject, a, b)) {
          note(
              RuleFindingKind::contradiction, b,
              fmt::format("{}: rules {} ({}) and {} ({}) hold together", text_of(subject),
                          a.decl->id, name_of(a.decl->effect), b.decl->id, name_of(b.decl->effect)),
              "narrow one of them; the answers below are an example", witness());
        }
      }
    }
  }

  /// Both hold while nothing that is done already makes them idle.
  bool hold_together(const Subject& subject, const Rule& a, const Rule& b) {
    return walk_.run({&a, &b}, [&](const Facts& facts, bool complete) {
      const Truth joint = both(a.when.evaluate(facts), b.when.evaluate(facts));
      const auto outcome = proof::outcome_of(subject, facts, complete);
      if (joint == Truth::no || outcome == name_of(OptionVerdict::done)) {
        return Step::settled;
      }
      return joint == Truth::yes ? Step::stop : Step::split;
    });
  }

  void find_overlaps(const Subject& subject) {
    if (subject.topic == Topic::path || subject.topic == Topic::hosting) {
      return; // Their rules are meant to hold together.
    }
    for (std::size_t i = 0; i < subject.rules.size(); ++i) {
      for (std::size_t j = 0; j < subject.rules.size(); ++j) {
        const Rule& a = *subject.rules[i];
        const Rule& b = *subject.rules[j];
        const auto instead = i == j ? std::nullopt : outcome_wanted(subject, b);
        const auto wanted = outcome_wanted(subject, a);
        if (wanted && instead && wanted != instead && decides_over(subject, a, b)) {
          proof_.overlaps.push_back({text_of(subject), std::string{a.decl->id},
                                     std::string{b.decl->id}, std::string{*instead}, witness()});
        }
      }
    }
  }

  /// What the rule by itself leads to; empty where it only takes part.
  static std::optional<std::string_view> outcome_wanted(const Subject& subject, const Rule& rule) {
    const Effect effect = rule.decl->effect;
    return subject.topic != Topic::approach ? rule.decl->subject
           : effect == Effect::reason_for || effect == Effect::blocked
               ? std::nullopt
               : std::optional{name_of(effect)};
  }

  /// Whether the first decides somewhere where the second holds as well and would have decided
  /// without it.
  bool decides_over(const Subject& subject, const Rule& a, const Rule& b) {
    const auto wanted = outcome_wanted(subject, a);
    const auto instead = outcome_wanted(subject, b);
    return walk_.run(first_those(subject, {&a, &b}), [&](const Facts& facts, bool complete) {
      const Truth joint = both(a.when.evaluate(facts), b.when.evaluate(facts));
      const auto outcome = proof::outcome_of(subject, facts, complete);
      const auto without = proof::outcome_of(subject, facts, complete, &a);
      if (joint == Truth::no || (outcome && outcome != wanted) || (without && without != instead)) {
        return Step::settled;
      }
      return joint == Truth::yes && outcome && without ? Step::stop : Step::split;
    });
  }

  void find_shadowed(const Subject& subject) {
    for (const Rule* rule : subject.rules) {
      if (!matters(walk_, subject, *rule)) {
        (matters(free_walk_, subject, *rule) ? idle_ : shadowed_).push_back(rule);
      }
    }
  }

  /// Whether some outcome is another without it. For a hosting mode, to keep it open is one, too.
  bool matters(Walk& walk, const Subject& subject, const Rule& rule) {
    // What keeps a mode open shows only where all else is settled.
    const std::vector<const Rule*> rules =
        subject.topic == Topic::hosting ? last(subject, rule) : first_those(subject, {&rule});
    const bool differs = walk.run(rules, [&](const Facts& facts, bool complete) {
      if (rule.when.evaluate(facts) == idle_truth(subject)) {
        return Step::settled;
      }
      const auto with = proof::outcome_of(subject, facts, complete);
      const auto without = proof::outcome_of(subject, facts, complete, &rule);
      if (with && without) {
        return with == without ? Step::settled : Step::stop;
      }
      const bool keeps_open = subject.topic == Topic::hosting && !with && without;
      return keeps_open ? Step::stop : Step::split;
    });
    return differs || walk.exhausted();
  }

  static std::vector<const Rule*> last(const Subject& subject, const Rule& rule) {
    std::vector<const Rule*> rules = subject.rules;
    rules.erase(std::find(rules.begin(), rules.end(), &rule));
    rules.push_back(&rule);
    return rules;
  }

  /// The rules of the subject, those first: what they wait for is split before all else.
  static std::vector<const Rule*> first_those(const Subject& subject,
                                              std::vector<const Rule*> rules) {
    const std::size_t those = rules.size();
    for (const Rule* rule : subject.rules) {
      const auto end = rules.begin() + static_cast<std::ptrdiff_t>(those);
      if (std::find(rules.begin(), end, rule) == end) {
        rules.push_back(rule);
      }
    }
    return rules;
  }

  /// What a rule is where it takes no part: a required one where it holds.
  static Truth idle_truth(const Subject& subject) {
    return subject.topic == Topic::hosting ? Truth::yes : Truth::no;
  }

  /// Whether it is said already that the path is never possible.
  bool is_reported(std::string_view path) const {
    return std::any_of(proof_.coverage.begin(), proof_.coverage.end(),
                       [&](const RuleCoverage& each) {
                         return each.topic == Topic::path && each.subject.ends_with(path) &&
                                !each.outcomes.contains("possible");
                       });
  }

  /// Each path has to be the one that is taken somewhere.
  void find_choices_of_path() {
    std::vector<const Rule*> rules;
    const auto paths = Names<Path>::k_all;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const auto own = knowledge_.rules.about(Topic::path, paths[i].second, Effect::ruled_out);
      rules.insert(rules.end(), own.begin(), own.end());
      const DecisionRules decision{knowledge_.rules, knowledge_.schema};
      const bool taken =
          own.empty() || is_reported(paths[i].second) ||
          walk_.run(rules, [&](const Facts& facts, bool) {
            Truth here = opposite(ruled_out(Path{static_cast<int>(i)}, facts, decision));
            for (std::size_t before = 0; before < i; ++before) {
              here = both(here, ruled_out(Path{static_cast<int>(before)}, facts, decision));
            }
            return here == Truth::yes  ? Step::stop
                   : here == Truth::no ? Step::settled
                                       : Step::split;
          });
      if (!taken && !walk_.exhausted()) {
        note(RuleFindingKind::unreachable, *own.front(),
             fmt::format("path {}: no answers lead to it", paths[i].second),
             "the paths before it take everything that it could, or its own rules exclude it", {});
      }
    }
  }

  /// Rules that nothing meets, and those without which all would be the same.
  void find_idle_rules() {
    for (const Rule& rule : knowledge_.rules.all()) {
      const bool is_idle = std::find(idle_.begin(), idle_.end(), &rule) != idle_.end();
      if (!holds_somewhere(free_walk_, rule)) {
        note(RuleFindingKind::never_holds, rule,
             fmt::format("rule {} can never hold", rule.decl->id),
             "correct its condition, or remove it", {});
      } else if (is_idle || !holds_somewhere(walk_, rule)) {
        proof_.idle.emplace_back(rule.decl->id);
      } else if (std::find(shadowed_.begin(), shadowed_.end(), &rule) != shadowed_.end()) {
        note(RuleFindingKind::shadowed, rule,
             fmt::format("rule {} changes nothing: every outcome is the same without it",
                         rule.decl->id),
             "remove it, or narrow the rule that covers it; the answers below are an example where "
             "it holds",
             witness());
      }
    }
  }

  static bool holds_somewhere(Walk& walk, const Rule& rule) {
    const bool holds = walk.run({&rule}, [&](const Facts& facts, bool) {
      const Truth here = rule.when.evaluate(facts);
      return here == Truth::yes ? Step::stop : here == Truth::no ? Step::settled : Step::split;
    });
    return holds || walk.exhausted();
  }

  std::set<FactIndex> answers_of(const std::vector<const Rule*>& rules) const {
    std::set<FactIndex> answers;
    for (const Rule* rule : rules) {
      for (const FactIndex fact : rule->when.facts()) {
        const auto behind = space_.answers_behind(fact);
        answers.insert(behind.begin(), behind.end());
      }
    }
    return answers;
  }

  Witness witness() const {
    Witness witness;
    for (auto [fact, value] : walk_.assigned()) {
      if (const auto* range = std::get_if<NumberRange>(&value)) {
        value = NumberRange::point(std::max(range->low, std::min(Decimal{}, range->high)));
      }
      if (!std::holds_alternative<Unknown>(value)) {
        const FactDecl& decl = knowledge_.schema[fact];
        (decl.derived ? witness.computed : witness.answers)
            .push_back({std::string{decl.id}, to_string(value)});
      }
    }
    return witness;
  }

  void note(RuleFindingKind kind, const Rule& rule, std::string message, std::string hint,
            Witness witness) {
    const auto level =
        kind == RuleFindingKind::shadowed ? Diagnostic::Level::warning : Diagnostic::Level::error;
    proof_.findings.push_back({kind,
                               {level, position_of(rule), std::move(message), std::move(hint)},
                               std::move(witness)});
  }

  const Knowledge& knowledge_;
  Space space_;
  Trial trial_;
  Walk walk_;
  // The same where the catalog may say anything: what is idle only there is idle by itself.
  Space free_space_;
  Trial free_trial_;
  Walk free_walk_;
  std::vector<const Rule*> shadowed_; ///< whatever the catalog says
  std::vector<const Rule*> idle_;     ///< with what it says
  RuleProof proof_;
};

} // namespace

RuleProof prove(const Knowledge& knowledge, const Facts& blank) {
  return Prover{knowledge, blank}.run();
}

} // namespace tunepath
