// What was said does not depend on the order in which rules and facts stand in their files, and an
// explanation leads to the verdict that it explains.

#include "advise/derive.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/random_facts.hpp"
#include "tunepath/advise/trial.hpp"
#include "tunepath/data/shipped.hpp"

#include <algorithm>
#include <map>

using namespace tunepath;
using namespace tunepath::test;

namespace {

constexpr std::array<Topic, 4> k_unordered{Topic::approach, Topic::path, Topic::hosting,
                                           Topic::warning};

/// In another order: those of topics in which the first that holds is taken stay where they are.
std::vector<RuleDecl> shuffled_rules(std::mt19937_64& random) {
  std::vector<RuleDecl> rules{shipped().rules.begin(), shipped().rules.end()};
  std::vector<std::size_t> movable;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (std::find(k_unordered.begin(), k_unordered.end(), rules[i].topic) != k_unordered.end()) {
      movable.push_back(i);
    }
  }
  for (std::size_t i = movable.size(); i-- > 1;) {
    std::swap(rules[movable[i]], rules[movable[random() % (i + 1)]]);
  }
  return rules;
}

std::vector<FactDecl> shuffled_facts(std::mt19937_64& random) {
  std::vector<FactDecl> facts{shipped().facts.begin(), shipped().facts.end()};
  for (std::size_t i = facts.size(); i-- > 1;) {
    std::swap(facts[i], facts[random() % (i + 1)]);
  }
  return facts;
}

/// The same facts where they are declared in another order.
Facts moved(const Facts& facts, const FactSchema& schema) {
  Facts other{schema};
  for (FactIndex i = 0; i < schema.size(); ++i) {
    const Fact& fact = facts.at(schema[i].id);
    other.set(i, fact.value, fact.origin);
  }
  return other;
}

bool any(const std::map<std::string_view, Truth>& truths, std::string_view subject, Effect effect,
         Truth wanted) {
  const auto& rules = knowledge().rules;
  return std::any_of(truths.begin(), truths.end(), [&](const auto& entry) {
    const RuleDecl& decl = *rules.find(entry.first)->decl;
    return decl.subject == subject && decl.effect == effect && entry.second == wanted;
  });
}

/// Whether the option's verdict follows from how its rules were met, by what RULES of the approach
/// say: done, recommended, not needed; blocked only with a reason.
bool follows(OptionVerdict verdict, std::string_view option,
             const std::map<std::string_view, Truth>& met) {
  const auto holds = [&](Effect effect) { return any(met, option, effect, Truth::yes); };
  const auto open = [&](Effect effect) { return any(met, option, effect, Truth::unknown); };
  switch (verdict) {
  case OptionVerdict::done:
    return holds(Effect::done);
  case OptionVerdict::recommended:
    return option == "fine-tuning"
               ? holds(Effect::reason_for) && !holds(Effect::blocked) && !open(Effect::blocked)
               : holds(Effect::recommended) && !holds(Effect::done) && !open(Effect::done);
  case OptionVerdict::not_needed:
    return holds(Effect::not_needed) && !holds(Effect::done) && !holds(Effect::recommended);
  case OptionVerdict::blocked:
    return holds(Effect::blocked) && !holds(Effect::not_needed);
  case OptionVerdict::undecided:
    return std::any_of(met.begin(), met.end(), [&](const auto& entry) {
      return knowledge().rules.find(entry.first)->decl->subject == option &&
             entry.second == Truth::unknown;
    });
  }
  return false;
}

} // namespace

TEST_CASE("the order of rules and facts in their files makes no difference", "[advise][property]") {
  RandomFacts random{facts_of("region: us-west-2"), 77};
  std::mt19937_64 order{78};
  for (int i = 0; i < 8; ++i) {
    const std::vector<FactDecl> facts = shuffled_facts(order);
    const FactSchema schema{facts};
    const std::vector<RuleDecl> decls = shuffled_rules(order);
    const RuleSet rules = RuleSet::make(decls, shipped().parameters, schema).value();
    const Knowledge other{schema, knowledge().catalog, knowledge().rates, rules};
    for (int j = 0; j < 60; ++j) {
      const Facts part = random.blanked(random.complete());
      INFO(random.text_of(part));
      Trial here{knowledge(), part};
      Trial there{other, moved(part, schema)};
      REQUIRE(here.outcome().options == there.outcome().options);
      REQUIRE(here.outcome().paths == there.outcome().paths);
      REQUIRE(here.outcome().path == there.outcome().path);
      for (const auto& [mode, name] : Names<HostingMode>::k_all) {
        REQUIRE(here.eligible(mode) == there.eligible(mode));
      }
    }
  }
}

TEST_CASE("an explanation, evaluated again, gives the verdict that it explains",
          "[advise][property]") {
  RandomFacts random{facts_of("region: us-west-2"), 79};
  Explanation explanation;
  for (int i = 0; i < 1'000; ++i) {
    const Facts part = random.blanked(random.complete());
    INFO(random.text_of(part));
    Trial trial{knowledge(), part};
    trial.explain(explanation);
    std::map<std::string_view, Truth> met;
    for (const Explanation::Met& each : explanation.rules) {
      CAPTURE(each.rule->decl->id);
      REQUIRE(each.holds == each.rule->when.evaluate(trial.facts()));
      const auto conditions = each.rule->when.conditions(trial.facts());
      REQUIRE(conditions.size() == each.rule->when.comparisons());
      for (std::size_t c = 0; c < conditions.size(); ++c) {
        REQUIRE(conditions[c].truth == explanation.found[each.first + c]);
      }
      met[each.rule->decl->id] = each.holds;
    }
    for (const auto& [id, name] : Names<Approach>::k_all) {
      CAPTURE(name);
      REQUIRE(follows(trial.outcome().option(id), name, met));
    }
    for (const auto& [id, name] : Names<Path>::k_all) {
      const bool out = any(met, name, Effect::ruled_out, Truth::yes);
      CAPTURE(name);
      REQUIRE((trial.outcome().paths[static_cast<std::size_t>(id)] == PathVerdict::ruled_out) ==
              out);
    }
  }
}
