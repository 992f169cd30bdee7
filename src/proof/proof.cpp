#include "proof/prover.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace proof {
namespace {

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

Truth any_holds(std::span<const Rule* const> rules, const Reading& reading) {
  Truth any = Truth::no;
  for (const Rule* rule : rules) {
    any = either(any, reading.truth(*rule));
  }
  return any;
}

} // namespace

Prover::Prover(const Knowledge& knowledge, const Facts& blank, std::span<const Topic> topics)
    : knowledge_(knowledge),
      topics_(topics),
      space_(knowledge, blank, Trial::LookUps::for_all_rules),
      trial_(knowledge, without_answers(blank), Trial::LookUps::for_all_rules),
      walk_(knowledge, space_, trial_),
      free_space_(knowledge, blank, Trial::LookUps::none),
      free_trial_(knowledge, without_answers(blank), Trial::LookUps::none),
      free_walk_(knowledge, free_space_, free_trial_) {}

bool Prover::covers(Topic topic) const {
  return topics_.empty() || std::find(topics_.begin(), topics_.end(), topic) != topics_.end();
}

RuleProof Prover::run() {
  for (const Subject& subject : subjects_of(knowledge_.rules)) {
    if (!subject.rules.empty() && covers(subject.topic)) {
      cover(subject);
      find_contradictions(subject);
      find_overlaps(subject);
      find_shadowed(subject);
    }
  }
  if (covers(Topic::path)) {
    find_choices_of_path();
  }
  find_idle_rules();
  proof_.models = space_.models();
  proof_.models_in_all = knowledge_.catalog.models.size();
  proof_.regions = space_.regions();
  return std::move(proof_);
}

void Prover::cover(const Subject& subject) {
  RuleCoverage coverage{
      text_of(subject), subject.topic, subject.rules.size(), 0, 0, 0, {}, 0, false};
  coverage.facts = answers_of(subject.rules).size();
  const bool stopped = walk_.run(subject.rules, [&](const Reading& reading) {
    const auto outcome = outcome_of(subject, reading);
    if (outcome == "none" && !may_be_left_open(subject, reading)) {
      return Step::stop;
    }
    if (outcome || reading.complete()) {
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

bool Prover::may_be_left_open(const Subject& subject, const Reading& reading) const {
  if (subject.topic != Topic::technique) {
    return false;
  }
  const std::string_view tuning = name_of(Approach::fine_tuning);
  return verdict_from(Approach::fine_tuning, [&](Effect effect) {
           return any_holds(knowledge_.rules.about(Topic::approach, tuning, effect), reading);
         }) != OptionVerdict::recommended;
}

void Prover::find_unreachable(const Subject& subject, const RuleCoverage& coverage) {
  for (const std::string_view outcome : intended_outcomes(subject)) {
    if (!coverage.outcomes.contains(std::string{outcome})) {
      note(RuleFindingKind::unreachable, *subject.rules.front(),
           fmt::format("{}: no answers lead to '{}'", coverage.subject, outcome),
           "look for a condition that is too strict, or rules that exclude each other", {});
    }
  }
}

bool Prover::is_reported(std::string_view path) const {
  return std::any_of(proof_.coverage.begin(), proof_.coverage.end(), [&](const RuleCoverage& each) {
    return each.topic == Topic::path && each.subject.ends_with(path) &&
           !each.outcomes.contains("possible");
  });
}

Truth Prover::ruled_out(std::string_view path, const Reading& reading) const {
  return any_holds(knowledge_.rules.about(Topic::path, path, Effect::ruled_out), reading);
}

void Prover::find_choices_of_path() {
  std::vector<const Rule*> rules;
  const auto paths = Names<Path>::k_all;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto own = knowledge_.rules.about(Topic::path, paths[i].second, Effect::ruled_out);
    rules.insert(rules.end(), own.begin(), own.end());
    const bool taken =
        own.empty() || is_reported(paths[i].second) ||
        walk_.run(rules, [&](const Reading& reading) {
          Truth here = opposite(ruled_out(paths[i].second, reading));
          for (std::size_t before = 0; before < i; ++before) {
            here = both(here, ruled_out(paths[before].second, reading));
          }
          return here == Truth::yes ? Step::stop : here == Truth::no ? Step::settled : Step::split;
        });
    if (!taken && !walk_.exhausted()) {
      note(RuleFindingKind::unreachable, *own.front(),
           fmt::format("path {}: no answers lead to it", paths[i].second),
           "the paths before it take everything that it could, or its own rules exclude it", {});
    }
  }
}

std::set<FactIndex> Prover::answers_of(const std::vector<const Rule*>& rules) const {
  std::set<FactIndex> answers;
  for (const Rule* rule : rules) {
    for (const FactIndex fact : rule->when.facts()) {
      const auto behind = space_.answers_behind(fact);
      answers.insert(behind.begin(), behind.end());
    }
  }
  return answers;
}

Witness Prover::witness() const {
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

void Prover::note(RuleFindingKind kind, const Rule& rule, std::string message, std::string hint,
                  Witness witness) {
  const auto level =
      kind == RuleFindingKind::shadowed ? Diagnostic::Level::warning : Diagnostic::Level::error;
  proof_.findings.push_back(
      {kind, {level, position_of(rule), std::move(message), std::move(hint)}, std::move(witness)});
}

} // namespace proof

RuleProof prove(const Knowledge& knowledge, const Facts& blank, std::span<const Topic> topics) {
  return proof::Prover{knowledge, blank, topics}.run();
}

} // namespace tunepath
