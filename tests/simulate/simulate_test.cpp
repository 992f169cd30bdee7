#include "tunepath/simulate/simulate.hpp"

#include "cli/parallel.hpp"
#include "support/catch.hpp"
#include "support/scenario.hpp"
#include "support/uncertain_profile.hpp"
#include "tunepath/advise/judge_draws.hpp"

#include <algorithm>
#include <cmath>
#include <set>

using namespace tunepath;

namespace {

Uncertainty simulated(const std::string& profile, const SimulationOptions& options) {
  return simulate(test::scenario_of(profile), test::knowledge(), options);
}

std::vector<Money> sums(const Uncertainty& u) {
  std::vector<Money> all;
  for (const Percentile& p : u.percentiles) {
    all.insert(all.end(), {p.one_time, p.standing, p.per_use, p.monthly(), p.horizon});
  }
  return all;
}

UncertainInput input(NumberRange range, bool whole, int decimals) {
  return {FactIndex{0}, Prediction{}, range, whole, decimals};
}

/// Advice with draws made on it, and the share of them in which the gain pays set by hand.
Advice judged(const std::string& profile, double gain_pays) {
  const Scenario scenario = test::scenario_of(profile);
  Advice advice = advise(scenario, test::knowledge());
  Uncertainty u;
  u.inputs = 1;
  u.gain_pays = gain_pays;
  judge_with_draws(advice, scenario, u, test::knowledge());
  return advice;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  REQUIRE(text.find(what) != std::string::npos);
  return text.replace(text.find(what), what.size(), by);
}

} // namespace

TEST_CASE("a profile of plain numbers has equal percentiles: the headline's", "[simulate]") {
  const Advice advice = test::advise_on(test::certain_profile());
  const Uncertainty u = simulated(test::certain_profile(), {.draws = 100, .seed = 3});
  REQUIRE(u.priced);
  CHECK(u.inputs == 0);
  CHECK(u.draws == 100);
  CHECK(u.priced_draws == 100);
  CHECK(u.tornado.empty());
  for (const Percentile& p : u.percentiles) {
    CHECK(p.one_time == advice.cost.one_time());
    CHECK(p.standing == advice.cost.standing());
    CHECK(p.per_use == advice.cost.per_use());
    CHECK(p.monthly() == advice.cost.monthly());
    CHECK(p.horizon == advice.cost.horizon);
    CHECK(p.gaps.any() == !advice.cost.estimate.complete());
  }
  CHECK(u.same_recommendation == 1);
}

TEST_CASE("what is stated as a range is drawn, and nothing else", "[simulate]") {
  const Uncertainty u = simulated(test::uncertain_profile(), {.draws = 50});
  std::set<std::string> inputs;
  for (const Swing& swing : u.tornado) {
    if (!swing.planner) {
      inputs.insert(swing.input);
    }
  }
  CHECK(inputs == std::set<std::string>{"training.epochs", "traffic.requests_per_month",
                                        "traffic.output_tokens", "value.accuracy_tuned"});
}

TEST_CASE("draws are the same on one thread and on two, in chunks of any size", "[simulate]") {
  const std::string profile = test::uncertain_profile();
  const Uncertainty one = simulated(profile, {.draws = 150, .seed = 5});
  for (const std::size_t chunk : {std::size_t{7}, std::size_t{1000}}) {
    for (const std::size_t threads : {1U, 2U, 3U}) {
      CAPTURE(chunk, threads);
      const Uncertainty other = simulated(
          profile, {.draws = 150, .seed = 5, .workers = cli::threads(threads), .chunk = chunk});
      CHECK(other.percentiles == one.percentiles);
      CHECK(other.same_recommendation == one.same_recommendation);
      CHECK(other.gain_pays == one.gain_pays);
    }
  }
}

TEST_CASE("another seed gives other percentiles that are close", "[simulate]") {
  const auto a = sums(simulated(test::uncertain_profile(), {.draws = 400, .seed = 1}));
  const auto b = sums(simulated(test::uncertain_profile(), {.draws = 400, .seed = 2}));
  CHECK(a != b);
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto x = static_cast<double>(a[i].micros());
    CHECK(std::abs(static_cast<double>(b[i].micros()) - x) <= 0.08 * x);
  }
}

TEST_CASE("percentiles rise, and lie within the ends of what was stated", "[simulate]") {
  const Uncertainty u = simulated(test::uncertain_profile(), {.draws = 200});
  const auto& [p10, p50, p90] = u.percentiles;
  CHECK(p10.horizon < p50.horizon);
  CHECK(p50.horizon < p90.horizon);
  CHECK(p10.one_time < p90.one_time);
}

TEST_CASE("the percentiles of one uncertain cost are those of its triangle", "[simulate]") {
  // Training is billed by the token, so that its cost is proportional to the epochs.
  const std::string profile =
      replaced(test::certain_profile(), "epochs: 5", "epochs: {low: 2, likely: 5, high: 9}");
  const Money per_epoch = [&] {
    const auto cost = test::advise_on(test::certain_profile()).cost;
    return Money::micros(test::line_of(cost.estimate, "training.run").amount.micros() / 5);
  }();
  const Money rest = test::advise_on(test::certain_profile()).cost.one_time() -
                     Money::micros(per_epoch.micros() * 5);
  const Uncertainty u = simulated(profile, {.draws = 400});
  const double exact[] = {2 + std::sqrt(0.1 * 7 * 3), 9 - std::sqrt(0.5 * 7 * 4),
                          9 - std::sqrt(0.1 * 7 * 4)};
  for (std::size_t i = 0; i < 3; ++i) {
    const Money cost = u.percentiles[i].one_time - rest;
    const double epochs =
        static_cast<double>(cost.micros()) / static_cast<double>(per_epoch.micros());
    CHECK(std::abs(epochs - exact[i]) < 0.05);
  }
}

TEST_CASE("the tornado has every input at both ends, the widest first", "[simulate]") {
  const Uncertainty u = simulated(test::uncertain_profile(), {.draws = 1});
  REQUIRE(u.tornado.size() >= 4);
  const Swing& widest = u.tornado.front();
  CHECK(widest.input == "traffic.requests_per_month");
  CHECK(widest.low.value == "200000");
  CHECK(widest.high.value == "3000000");
  const auto at = [](const char* requests) {
    const std::string profile =
        replaced(test::certain_profile(), "requests_per_month: 600k", requests);
    return test::advise_on(profile).cost.horizon;
  };
  CHECK(widest.low.horizon == at("requests_per_month: 200k"));
  CHECK(widest.high.horizon == at("requests_per_month: 3M"));
  const auto width = [](const Swing& swing) {
    const auto [low, high] = std::minmax(*swing.low.horizon, *swing.high.horizon);
    return high - low;
  };
  CHECK(std::is_sorted(u.tornado.begin(), u.tornado.end(),
                       [&](const Swing& a, const Swing& b) { return width(a) > width(b); }));
}

TEST_CASE("the ends of an input know what has no price there", "[simulate]") {
  const std::string profile =
      replaced(test::uncertain_profile(), "mode: bedrock-on-demand", "mode: endpoint");
  const Uncertainty u = simulated(profile, {.draws = 20});
  REQUIRE(u.priced);
  REQUIRE(u.percentiles[0].gaps.has(LineKind::standing)); // A model without weights to host.
  REQUIRE_FALSE(u.tornado.empty());
  for (const Swing& swing : u.tornado) {
    CAPTURE(swing.input);
    for (const SwingEnd& end : {swing.low, swing.high}) {
      CHECK(end.gaps.has(LineKind::standing));
      CHECK_FALSE(end.complete());
    }
  }
  for (const Swing& swing : simulated(test::uncertain_profile(), {.draws = 20}).tornado) {
    CAPTURE(swing.input);
    CHECK(swing.low.complete());
    CHECK(swing.high.complete());
  }
}

TEST_CASE("percentiles say on how many draws they rest", "[simulate]") {
  CHECK(simulated(test::uncertain_profile(), {.draws = 60}).priced_draws == 60);
  const Uncertainty nothing = simulated("format: tunepath-profile/1\n", {.draws = 60});
  CHECK_FALSE(nothing.priced);
  CHECK(nothing.priced_draws == 0);
}

TEST_CASE("an end that leads elsewhere says where to", "[simulate]") {
  const std::string profile = replaced(test::certain_profile(), "labelled_examples: 2000",
                                       "labelled_examples: {low: 10, likely: 2000, high: 3000}");
  const Uncertainty u = simulated(profile, {.draws = 60});
  const auto swing = std::find_if(u.tornado.begin(), u.tornado.end(), [](const Swing& s) {
    return s.input == "data.labelled_examples";
  });
  REQUIRE(swing != u.tornado.end());
  REQUIRE(swing->low.instead);
  CHECK_FALSE(swing->low.instead->approach[static_cast<std::size_t>(Approach::fine_tuning)]);
  CHECK_FALSE(swing->high.instead);
  CHECK(u.likely.approach[static_cast<std::size_t>(Approach::fine_tuning)]);
}

TEST_CASE("a draw of a fact keeps to its bounds and to what it may be", "[simulate]") {
  const UncertainInput whole = input({Decimal::of(1), Decimal::of(2), Decimal::of(4)}, true, 0);
  const NumberRange shares{Decimal::scaled(85, 2), Decimal::scaled(85, 2), Decimal::scaled(93, 2)};
  const UncertainInput share = input(shares, false, 5);
  for (int i = 0; i <= 1000; ++i) {
    const double u = i / 1000.0;
    CHECK(whole.at(u).is_whole());
    CHECK(whole.at(u) >= Decimal::of(1));
    CHECK(whole.at(u) <= Decimal::of(4));
    CHECK(share.at(u) >= shares.low);
    CHECK(share.at(u) <= shares.high);
    CHECK(share.at(u).scale() <= 5);
  }
  CHECK(share.at(0) == shares.low);
  CHECK(share.at(1) == shares.high);
}

TEST_CASE("the verdict follows the share of draws in which the gain pays", "[simulate]") {
  struct Case {
    const char* name;
    double share;
    Verdict verdict;
    const char* rule;
  };
  const Case cases[] = {
      {"in all", 1, Verdict::justified, "E03"},
      {"in just enough", 0.8, Verdict::justified, "E03"},
      {"in too few to rely on", 0.79, Verdict::prove_first, "E04g"},
      {"in too many to give up", 0.21, Verdict::prove_first, "E04g"},
      {"in so few that it does not", 0.2, Verdict::not_justified, "E05c"},
      {"in none", 0, Verdict::not_justified, "E05c"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const Advice advice = judged(test::uncertain_profile(), one.share);
    CHECK(advice.decision.verdict == one.verdict);
    REQUIRE_FALSE(advice.decision.verdict_reasons.empty());
    CHECK(advice.decision.verdict_reasons.front().rule == one.rule);
  }
}

TEST_CASE("too small an evaluation leaves open what draws would settle", "[simulate]") {
  const std::string profile = replaced(test::uncertain_profile(), "measured: yes",
                                       "measured: yes, evaluation_examples: 100");
  const Advice advice = judged(profile, 1);
  CHECK(advice.decision.verdict == Verdict::prove_first);
  CHECK(advice.facts.yes_no("value.gain_straddles") == Truth::yes);
}

TEST_CASE("without an uncertain input, or a known gain, draws change no verdict", "[simulate]") {
  const Scenario scenario = test::scenario_of(test::certain_profile());
  Advice advice = advise(scenario, test::knowledge());
  const Verdict before = advice.decision.verdict;
  Uncertainty u;
  u.gain_pays = 0;
  judge_with_draws(advice, scenario, u, test::knowledge());
  CHECK(advice.decision.verdict == before);
  u.inputs = 1;
  u.gain_pays = std::nullopt;
  judge_with_draws(advice, scenario, u, test::knowledge());
  CHECK(advice.decision.verdict == before);
}

TEST_CASE("where a range leaves the answer open, draws still say what it is at the likely values",
          "[simulate]") {
  const auto profile = [](const std::string& examples) {
    return "format: tunepath-profile/1\nname: open\nregion: us-east-1\n"
           "problem: {missing_facts: no, weak_prompt: no, prompt_effort: exhausted, "
           "behaviour_gap: yes, gap_kinds: [skill], task_stability: stable}\n"
           "data: {tokens_per_example: 800, mirrors_production: yes, sensitive: scrubbed, "
           "labelled_examples: " +
           examples +
           "}\nmodel: {base: llama-3.1-8b, baseline: claude-sonnet-4.5}\n"
           "requirements: {weights: full, cold_start_ok: yes, latency_p95_ms: 30000}\n"
           "traffic: {requests_per_month: 60k, input_tokens: 900, output_tokens: 300, "
           "shape: business-hours}\n"
           "people: {hourly_usd: 90, data_preparation_hours: 0, evaluation_hours: 8}\n"
           "value: {per_request_usd: 0.5, accuracy_base: 0.7, accuracy_tuned: 0.9, measured: "
           "yes}\n";
  };
  REQUIRE_FALSE(test::advise_on(profile("{low: 30, likely: 3000, high: 4000}")).decision.decided);
  const Uncertainty u =
      simulated(profile("{low: 30, likely: 3000, high: 4000}"), {.draws = 50, .seed = 1});
  const Advice point = test::advise_on(profile("3000"));
  CHECK(u.likely.mode == point.hosting);
  CHECK(u.likely.path == point.decision.path);
  CHECK(u.likely.verdict == point.decision.verdict);
}
