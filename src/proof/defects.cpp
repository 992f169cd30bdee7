#include "proof/prover.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::proof {
namespace {

using Step = Walk::Step;

/// What the rule by itself leads to; empty where it only takes part.
std::optional<std::string_view> outcome_wanted(const Subject& subject, const Rule& rule) {
  const Effect effect = rule.decl->effect;
  return subject.topic != Topic::approach ? rule.decl->subject
         : effect == Effect::reason_for || effect == Effect::blocked
             ? std::nullopt
             : std::optional{name_of(effect)};
}

std::vector<const Rule*> last(const Subject& subject, const Rule& rule) {
  std::vector<const Rule*> rules = subject.rules;
  rules.erase(std::find(rules.begin(), rules.end(), &rule));
  rules.push_back(&rule);
  return rules;
}

/// The rules of the subject, those first: what they wait for is split before all else.
std::vector<const Rule*> first_those(const Subject& subject, std::vector<const Rule*> rules) {
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
Truth idle_truth(const Subject& subject) {
  return needs_all(subject.topic) ? Truth::yes : Truth::no;
}

bool holds_somewhere(Walk& walk, const Rule& rule) {
  const bool holds = walk.run({&rule}, [&](const Reading& reading) {
    const Truth here = reading.truth(rule);
    return here == Truth::yes ? Step::stop : here == Truth::no ? Step::settled : Step::split;
  });
  return holds || walk.exhausted();
}

} // namespace

void Prover::find_contradictions(const Subject& subject) {
  for (std::size_t i = 0; i < subject.rules.size(); ++i) {
    for (std::size_t j = i + 1; j < subject.rules.size(); ++j) {
      const Rule& a = *subject.rules[i];
      const Rule& b = *subject.rules[j];
      if (contradict(subject, a, b) && hold_together(subject, a, b)) {
        note(RuleFindingKind::contradiction, b,
             fmt::format("{}: rules {} ({}) and {} ({}) hold together", text_of(subject),
                         a.decl->id, name_of(a.decl->effect), b.decl->id, name_of(b.decl->effect)),
             "narrow one of them; the answers below are an example", witness());
      }
    }
  }
}

bool Prover::hold_together(const Subject& subject, const Rule& a, const Rule& b) {
  return walk_.run({&a, &b}, [&](const Reading& reading) {
    const Truth joint = both(reading.truth(a), reading.truth(b));
    const auto outcome = outcome_of(subject, reading);
    if (joint == Truth::no || outcome == name_of(OptionVerdict::done)) {
      return Step::settled;
    }
    return joint == Truth::yes ? Step::stop : Step::split;
  });
}

void Prover::find_overlaps(const Subject& subject) {
  if (subject.topic == Topic::path || needs_all(subject.topic)) {
    return; // Their rules are meant to hold together.
  }
  for (std::size_t i = 0; i < subject.rules.size(); ++i) {
    for (std::size_t j = 0; j < subject.rules.size(); ++j) {
      const Rule& a = *subject.rules[i];
      const Rule& b = *subject.rules[j];
      // Effects are declared in the order in which an option takes them.
      const bool in_order =
          subject.topic == Topic::approach ? a.decl->effect < b.decl->effect : i < j;
      const auto wanted = outcome_wanted(subject, a);
      const auto instead = outcome_wanted(subject, b);
      if (in_order && wanted && instead && wanted != instead && decides_over(subject, a, b)) {
        proof_.overlaps.push_back({text_of(subject), std::string{a.decl->id},
                                   std::string{b.decl->id}, std::string{*instead}, witness()});
      }
    }
  }
}

bool Prover::decides_over(const Subject& subject, const Rule& a, const Rule& b) {
  const auto wanted = outcome_wanted(subject, a);
  const auto instead = outcome_wanted(subject, b);
  return walk_.run(first_those(subject, {&a, &b}), [&](const Reading& reading) {
    const Truth joint = both(reading.truth(a), reading.truth(b));
    const auto outcome = outcome_of(subject, reading);
    const auto without = outcome_of(subject, reading, &a);
    if (joint == Truth::no || (outcome && outcome != wanted) || (without && without != instead)) {
      return Step::settled;
    }
    return joint == Truth::yes && outcome && without ? Step::stop : Step::split;
  });
}

void Prover::find_shadowed(const Subject& subject) {
  for (const Rule* rule : subject.rules) {
    if (!matters(walk_, subject, *rule)) {
      (matters(free_walk_, subject, *rule) ? idle_ : shadowed_).push_back(rule);
    }
  }
}

bool Prover::matters(Walk& walk, const Subject& subject, const Rule& rule) {
  // What keeps a mode open shows only where all else is settled.
  const std::vector<const Rule*> rules =
      needs_all(subject.topic) ? last(subject, rule) : first_those(subject, {&rule});
  const bool differs = walk.run(rules, [&](const Reading& reading) {
    if (reading.truth(rule) == idle_truth(subject)) {
      return Step::settled;
    }
    const auto with = outcome_of(subject, reading);
    const auto without = outcome_of(subject, reading, &rule);
    if (with && without) {
      return with == without ? Step::settled : Step::stop;
    }
    const bool keeps_open = needs_all(subject.topic) && !with && without;
    return keeps_open ? Step::stop : Step::split;
  });
  return differs || walk.exhausted();
}

void Prover::find_idle_rules() {
  for (const Rule& rule : knowledge_.rules.all()) {
    if (!covers(rule.decl->topic)) {
      continue;
    }
    const bool is_idle = std::find(idle_.begin(), idle_.end(), &rule) != idle_.end();
    if (!holds_somewhere(free_walk_, rule)) {
      note(RuleFindingKind::never_holds, rule, fmt::format("rule {} can never hold", rule.decl->id),
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

} // namespace tunepath::proof
