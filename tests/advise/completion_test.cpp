// What is said while facts are missing holds whatever the missing facts turn out to be.

#include "advise/decide.hpp"
#include "advise/derive.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/random_facts.hpp"
#include "tunepath/advise/outcome.hpp"
#include "tunepath/advise/trial.hpp"

using namespace tunepath;
using namespace tunepath::test;

namespace {

RandomFacts random_facts(std::uint64_t seed) {
  return {facts_of("region: us-west-2"), seed};
}

Outcome outcome_of(const Facts& facts) {
  Facts derived = derive(facts, knowledge().catalog);
  return resolve(derived, {knowledge().rules, knowledge().schema});
}

} // namespace

TEST_CASE("an answer that is firm while facts are missing is the final one", "[advise][property]") {
  RandomFacts random = random_facts(20'261'122);
  int firm_options = 0;
  int firm_paths = 0;
  for (int i = 0; i < 4'000; ++i) {
    const Facts whole = random.complete();
    const Facts part = random.blanked(whole);
    const Outcome final = outcome_of(whole);
    const Outcome early = outcome_of(part);
    INFO("whole:\n" << random.text_of(whole) << "part:\n" << random.text_of(part));
    for (std::size_t id = 0; id < early.options.size(); ++id) {
      if (early.options[id] != OptionVerdict::undecided) {
        ++firm_options;
        CAPTURE(name_of(Approach{static_cast<int>(id)}));
        REQUIRE(name_of(early.options[id]) == name_of(final.options[id]));
      }
    }
    const bool tunes = early.option(Approach::fine_tuning) == OptionVerdict::recommended ||
                       early.option(Approach::fine_tuning) == OptionVerdict::done;
    if (early.firm && tunes) {
      ++firm_paths;
      REQUIRE(early.path == final.path);
    }
    if (early.decided()) {
      REQUIRE(final.decided());
    }
  }
  CHECK(firm_options > 1'000);
  CHECK(firm_paths > 50);
}

TEST_CASE("a path that is ruled out while facts are missing stays ruled out",
          "[advise][property]") {
  RandomFacts random = random_facts(42);
  for (int i = 0; i < 4'000; ++i) {
    const Facts whole = random.complete();
    const Facts part = random.blanked(whole);
    const Outcome final = outcome_of(whole);
    const Outcome early = outcome_of(part);
    INFO("whole:\n" << random.text_of(whole) << "part:\n" << random.text_of(part));
    for (std::size_t id = 0; id < early.paths.size(); ++id) {
      CAPTURE(name_of(Path{static_cast<int>(id)}));
      if (early.paths[id] == PathVerdict::ruled_out) {
        REQUIRE(final.paths[id] == PathVerdict::ruled_out);
      } else if (early.paths[id] != PathVerdict::undecided) {
        REQUIRE(final.paths[id] != PathVerdict::ruled_out);
      }
    }
  }
}

TEST_CASE("with every fact known only what the catalog lacks stays open, and it is asked for",
          "[advise][property]") {
  RandomFacts random = random_facts(7);
  for (int i = 0; i < 1'000; ++i) {
    const Facts whole = random.complete();
    const Decision decision = decide(whole, knowledge());
    INFO(random.text_of(whole));
    REQUIRE((decision.decided || !decision.open_questions.empty()));
  }
}

TEST_CASE("every reason's conditions are what its rule was met with", "[advise][property]") {
  RandomFacts random = random_facts(99);
  for (int i = 0; i < 300; ++i) {
    const Facts part = random.blanked(random.complete());
    const Decision decision = decide(part, knowledge());
    for (const OptionAdvice& option : decision.options) {
      for (const Reason& each : option.reasons) {
        bool unknown = false;
        for (const Condition& condition : each.facts) {
          unknown = unknown || condition.truth == Truth::unknown;
        }
        CAPTURE(each.rule);
        REQUIRE((each.caution || each.effect != Reason::Effect::open || unknown));
      }
    }
  }
}

TEST_CASE("answers that are tried out decide as if they had been stated", "[advise][property]") {
  RandomFacts random = random_facts(5);
  Trial trial{knowledge(), random.complete()};
  for (int i = 0; i < 4'000; ++i) {
    const Facts part = random.blanked(random.complete());
    for (const Domain& domain : random.domains()) {
      trial.set(domain.fact, part[domain.fact].value);
    }
    INFO(random.text_of(part));
    const Outcome stated = outcome_of(part);
    REQUIRE(trial.outcome().options == stated.options);
    REQUIRE(trial.outcome().paths == stated.paths);
    REQUIRE(trial.outcome().path == stated.path);
    REQUIRE(trial.outcome().firm == stated.firm);
  }
}
