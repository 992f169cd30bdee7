#include "proof/subject.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath::proof {
namespace {

bool decides(Effect effect) {
  return effect != Effect::caution && effect != Effect::offer && effect != Effect::warn &&
         effect != Effect::cap;
}

Subject subject_of(const RuleSet& rules, Topic topic, std::string_view name, bool of_all) {
  Subject subject{topic, name, {}};
  for (const Rule* rule : of_all ? rules.about(topic) : rules.about(topic, name)) {
    if (decides(rule->decl->effect)) {
      subject.rules.push_back(rule);
    }
  }
  return subject;
}

/// What the rules of the topic are about, in order.
std::vector<std::string_view> subjects_within(const RuleSet& rules, Topic topic) {
  std::vector<std::string_view> names;
  for (const Rule* rule : rules.about(topic)) {
    if (std::find(names.begin(), names.end(), rule->decl->subject) == names.end()) {
      names.push_back(rule->decl->subject);
    }
  }
  return names;
}

std::optional<std::string_view> option_outcome(const Subject& subject, const Reading& reading,
                                               const Rule* without) {
  bool open = false;
  const OptionVerdict verdict =
      verdict_from(named<Approach>(subject.name).value(), [&](Effect effect) {
        Truth any = Truth::no;
        for (const Rule* rule : subject.rules) {
          if (rule != without && rule->decl->effect == effect) {
            any = either(any, reading.truth(*rule));
          }
        }
        open = open || any == Truth::unknown;
        return any;
      });
  if (verdict != OptionVerdict::undecided) {
    return name_of(verdict);
  }
  return open ? std::nullopt : std::optional<std::string_view>{"none"};
}

/// Any: one rule that holds settles it. All: one that does not.
std::optional<std::string_view> joint_outcome(const Subject& subject, const Reading& reading,
                                              const Rule* without, bool any) {
  Truth result = truth(!any);
  for (const Rule* rule : subject.rules) {
    if (rule != without) {
      const Truth holds = reading.truth(*rule);
      result = any ? either(result, holds) : both(result, holds);
    }
  }
  if (result == Truth::unknown) {
    return std::nullopt;
  }
  const bool yes = result == Truth::yes;
  return any ? (yes ? "ruled-out" : "possible") : (yes ? "eligible" : "not-eligible");
}

std::optional<std::string_view> first_outcome(const Subject& subject, const Reading& reading,
                                              bool pass_over_open, const Rule* without) {
  for (const Rule* rule : subject.rules) {
    if (rule != without) {
      const Truth holds = reading.truth(*rule);
      if (holds == Truth::yes) {
        return rule->decl->subject;
      }
      if (holds == Truth::unknown && !pass_over_open) {
        return std::nullopt;
      }
    }
  }
  return "none";
}

} // namespace

std::string text_of(const Subject& subject) {
  switch (subject.topic) {
  case Topic::path:
    return fmt::format("path {}", subject.name);
  case Topic::hosting:
    return fmt::format("hosting mode {}", subject.name);
  case Topic::credits:
    return fmt::format("credit pool {}", subject.name);
  default:
    return std::string{subject.name};
  }
}

std::vector<Subject> subjects_of(const RuleSet& rules) {
  std::vector<Subject> subjects;
  for (const auto& [id, name] : Names<Approach>::k_all) {
    subjects.push_back(subject_of(rules, Topic::approach, name, false));
  }
  for (const auto& [id, name] : Names<Path>::k_all) {
    subjects.push_back(subject_of(rules, Topic::path, name, false));
  }
  subjects.push_back(subject_of(rules, Topic::technique, "technique", true));
  for (const auto& [id, name] : Names<HostingMode>::k_all) {
    subjects.push_back(subject_of(rules, Topic::hosting, name, false));
  }
  subjects.push_back(subject_of(rules, Topic::verdict, "verdict", true));
  for (const std::string_view pool : subjects_within(rules, Topic::credits)) {
    subjects.push_back(subject_of(rules, Topic::credits, pool, false));
  }
  return subjects;
}

std::optional<std::string_view> outcome_of(const Subject& subject, const Reading& reading,
                                           const Rule* without) {
  switch (subject.topic) {
  case Topic::approach:
    return option_outcome(subject, reading, without);
  case Topic::path:
    return joint_outcome(subject, reading, without, true);
  case Topic::hosting:
  case Topic::credits:
    return joint_outcome(subject, reading, without, false);
  default:
    return first_outcome(subject, reading, reading.complete() && subject.topic == Topic::verdict,
                         without);
  }
}

std::vector<std::string_view> intended_outcomes(const Subject& subject) {
  std::vector<std::string_view> intended;
  const auto add = [&](std::string_view outcome) {
    if (std::find(intended.begin(), intended.end(), outcome) == intended.end()) {
      intended.push_back(outcome);
    }
  };
  if (subject.topic == Topic::path) {
    add("possible");
  } else if (needs_all(subject.topic)) {
    add("eligible");
  }
  for (const Rule* rule : subject.rules) {
    const Effect effect = rule->decl->effect;
    if (subject.topic == Topic::technique || subject.topic == Topic::verdict) {
      add(rule->decl->subject);
    } else if (subject.topic == Topic::approach) {
      add(effect == Effect::reason_for ? "recommended" : name_of(effect));
    }
  }
  return intended;
}

bool contradict(const Subject& subject, const Rule& a, const Rule& b) {
  if (subject.topic != Topic::approach) {
    return false; // All others take the first, or all together.
  }
  const auto wants = [](const Rule& rule) {
    return rule.decl->effect == Effect::recommended || rule.decl->effect == Effect::reason_for;
  };
  const auto rejects = [](const Rule& rule) { return rule.decl->effect == Effect::not_needed; };
  return (wants(a) && rejects(b)) || (rejects(a) && wants(b));
}

} // namespace tunepath::proof
