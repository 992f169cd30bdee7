#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "tunepath/advise/advise.hpp"
#include "tunepath/advise/brief.hpp"
#include "tunepath/facts/complete.hpp"
#include "tunepath/facts/parse_value.hpp"

#include <cmath>
#include <random>
#include <string>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// A tuned open model on an endpoint against a dearer one by the token.
std::string endpoint_profile(const std::string& more = "") {
  return "problem: {missing_facts: no, behaviour_gap: yes, weak_prompt: no, "
         "prompt_effort: exhausted}\n"
         "data: {labelled_examples: 3200, tokens_per_example: 900}\n"
         "model: {base: llama-3.1-8b, baseline: claude-sonnet-4.5}\n"
         "requirements: {weights: full, latency_p95_ms: 30000, cold_start_ok: no}\n"
         "hosting: {mode: endpoint, instance: ml.g5.2xlarge}\n"
         "training: {instance: ml.g5.2xlarge, hours: 2}\n"
         "traffic: {requests_per_month: 60k, input_tokens: 900, output_tokens: 350, "
         "shape: steady}\n" +
         more;
}

/// A model that Bedrock tunes and serves by the token.
Facts by_token(const std::string& requests, const std::string& more = "",
               const std::string& baseline = "nova-micro") {
  return facts_of(
      "problem: {missing_facts: no, behaviour_gap: yes, weak_prompt: no, "
      "prompt_effort: exhausted}\n"
      "data: {labelled_examples: 2000, tokens_per_example: 800}\n"
      "model: {base: nova-micro, baseline: " +
      baseline + "}\ntraffic: {requests_per_month: " + requests +
      ", input_tokens: 800, output_tokens: 60, shape: steady}\n" + more);
}

std::string without_commas(std::string text) {
  std::erase(text, ',');
  return text;
}

/// Whether it pays at a volume, from the advice on a scenario of its own.
bool pays_at(const Facts& facts, std::int64_t volume, bool with_gain) {
  Scenario scenario{"", "", "", facts};
  scenario.facts.set("traffic.requests_per_month", NumberRange::point(Decimal::of(volume)),
                     {Origin::Kind::command_line, {}, "a test"});
  if (const auto peak = facts.likely("traffic.peak_requests_per_second")) {
    const double stated = facts.likely("traffic.requests_per_month")->to_double();
    const double scaled = peak->to_double() / stated * static_cast<double>(volume);
    scenario.facts.set("traffic.peak_requests_per_second",
                       NumberRange::point(Decimal::scaled(std::llround(scaled * 1e6), 6)),
                       {Origin::Kind::command_line, {}, "a test"});
  }
  complete(scenario.facts, scenario.facts.date("as_of").value());
  const Advice advice = advise_briefly(scenario, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  const Money gain = with_gain && even.gain_per_month ? even.gain_per_month.value() : Money{};
  return even.extra_usd_per_month.value() <= gain;
}

/// The volumes that pay, as pays_at() tells them, hold at and around every end.
void check_ends(const Facts& facts, const std::vector<PayingVolumes>& pays, bool with_gain) {
  std::int64_t last = 0;
  for (const PayingVolumes& each : pays) {
    CAPTURE(each.from, each.to.value_or(0));
    CHECK(each.from > last);
    CHECK(pays_at(facts, each.from, with_gain));
    if (each.from > 1) {
      CHECK_FALSE(pays_at(facts, each.from - 1, with_gain));
    }
    if (each.to) {
      CHECK(pays_at(facts, *each.to, with_gain));
      CHECK_FALSE(pays_at(facts, *each.to + 1, with_gain));
    }
    last = each.to.value_or(INT64_MAX);
  }
}

bool told(const std::vector<PayingVolumes>& pays, std::int64_t volume) {
  for (const PayingVolumes& each : pays) {
    if (volume >= each.from && volume <= each.to.value_or(INT64_MAX)) {
      return true;
    }
  }
  return false;
}

} // namespace

TEST_CASE("volumes that pay are exact to the request", "[advise][break-even]") {
  const Facts facts = facts_of(endpoint_profile(
      "value: {per_request_usd: 0.02, accuracy_base: 0.71, accuracy_tuned: 0.93}\n"
      "people: {hourly_usd: 90, data_preparation_hours: 40, evaluation_hours: 16}\n"));
  const Advice advice = advise({"", "", "", facts}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  REQUIRE_FALSE(even.pays.empty());
  REQUIRE_FALSE(even.pays_on_cost.empty());
  CHECK(even.requests_per_month == even.pays.front().from);
  CHECK(even.pays.front().from < even.pays_on_cost.front().from);
  check_ends(facts, even.pays, true);
  check_ends(facts, even.pays_on_cost, false);
  std::mt19937_64 random{3}; // and between the ends it is as they say
  std::uniform_real_distribution<double> exponent{0, 8};
  for (int i = 0; i < 200; ++i) {
    const auto volume = static_cast<std::int64_t>(std::pow(10, exponent(random)));
    CAPTURE(volume);
    CHECK(told(even.pays, volume) == pays_at(facts, volume, true));
    CHECK(told(even.pays_on_cost, volume) == pays_at(facts, volume, false));
  }
}

TEST_CASE("a further instance can end what pays, and more requests begin it again",
          "[advise][break-even]") {
  std::string profile = endpoint_profile();
  profile.replace(profile.find("shape: steady"), 13,
                  "shape: steady, peak_requests_per_second: 0.1");
  const Facts facts = facts_of(profile);
  const Advice advice = advise({"", "", "", facts}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  CHECK(even.pays.size() == 4);
  CHECK(even.pays.size() == even.pays_on_cost.size()); // no gain is stated
  check_ends(facts, even.pays, true);
}

TEST_CASE("where every request costs as much and hosting comes on top, it never pays",
          "[advise][break-even]") {
  const Facts facts = by_token("22k");
  const Advice advice = advise({"", "", "", facts}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  CHECK(even.never == true);
  CHECK(even.requests_per_month == std::nullopt);
  CHECK(even.never_because ==
        "each further request costs as much or more than on the untuned model");
  CHECK(even.month == std::nullopt);
}

TEST_CASE("where the cheapest instance changes with the volume, ends are exact, too",
          "[advise][break-even]") {
  std::string profile = endpoint_profile();
  profile.replace(profile.find("hosting:"), profile.find("training:") - profile.find("hosting:"),
                  "hosting: {mode: batch-transform}\n");
  profile.replace(profile.find("llama-3.1-8b"), 12, "llama-3.1-70b");
  profile.replace(profile.find("latency_p95_ms: 30000, cold_start_ok: no"), 40,
                  "cold_start_ok: yes");
  profile.replace(profile.find("shape: steady"), 13, "shape: batch");
  const Facts facts = facts_of(profile);
  const Advice advice = advise({"", "", "", facts}, knowledge());
  REQUIRE(advice.hosting == HostingMode::batch_transform);
  const BreakEven& even = advice.cost.break_even.value();
  REQUIRE_FALSE(even.pays_on_cost.empty());
  check_ends(facts, even.pays_on_cost, false);
  std::mt19937_64 random{5};
  std::uniform_real_distribution<double> exponent{2, 9};
  for (int i = 0; i < 100; ++i) {
    const auto volume = static_cast<std::int64_t>(std::pow(10, exponent(random)));
    CAPTURE(volume);
    CHECK(told(even.pays_on_cost, volume) == pays_at(facts, volume, false));
  }
}

TEST_CASE("volumes end where the mode cannot be used, and it is said why", "[advise][break-even]") {
  const Facts facts = facts_of(
      "region: us-west-2\n"
      "problem: {missing_facts: no, behaviour_gap: yes, weak_prompt: no, "
      "prompt_effort: exhausted, gap_kinds: [style], task_stability: stable}\n"
      "data: {labelled_examples: 3000, tokens_per_example: 300, sensitive: none, "
      "mirrors_production: yes}\n"
      "model: {base: llama-3.3-70b, baseline: claude-sonnet-4.5}\n"
      "requirements: {managed_only: yes}\n"
      "hosting: {mode: bedrock-on-demand}\n"
      "traffic: {requests_per_month: 20k, input_tokens: 1800, output_tokens: 350, "
      "shape: steady}\n");
  const Advice advice = advise({"", "", "", facts}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  REQUIRE(even.looked_to > 20'000);
  const auto eligible = [&](std::int64_t volume) {
    Scenario scenario{"", "", "", facts};
    scenario.facts.set("traffic.requests_per_month", NumberRange::point(Decimal::of(volume)),
                       {Origin::Kind::command_line, {}, "a test"});
    for (const HostingOption& mode : advise_briefly(scenario, knowledge()).modes) {
      if (mode.id == HostingMode::bedrock_on_demand) {
        return mode.eligible;
      }
    }
    return Truth::unknown;
  };
  CHECK(eligible(even.looked_to) == Truth::yes);
  CHECK(eligible(even.looked_to + 1) == Truth::no);
  CHECK(even.looked_to_because.find("which could not be raised") != std::string::npos);
}

TEST_CASE("what one model unit carries is not made up", "[advise][break-even]") {
  const auto profile = [](const std::string& units) {
    return facts_of(
        "region: us-west-2\n"
        "problem: {missing_facts: no, behaviour_gap: yes, weak_prompt: no, "
        "prompt_effort: exhausted}\n"
        "data: {labelled_examples: 1800, tokens_per_example: 700}\n"
        "model: {base: llama-3.1-8b}\n"
        "requirements: {managed_only: yes}\n"
        "hosting: {mode: provisioned-throughput" +
        units +
        "}\n"
        "traffic: {requests_per_month: 1.2M, input_tokens: 900, output_tokens: 250, "
        "shape: steady}\n");
  };
  const Advice assumed = advise({"", "", "", profile("")}, knowledge());
  const BreakEven& even = assumed.cost.break_even.value();
  CHECK(even.never == true);
  CHECK(even.looked_to < 2'000'000);
  CHECK(even.looked_to_because.find("hosting.model_units") != std::string::npos);
  const std::string words = " requests a month, and what a model unit carries is not published";
  const std::string& why = even.never_because;
  REQUIRE(why.ends_with(words));
  constexpr std::string_view k_before = "it would take ";
  const Decimal taken =
      parse_number(
          without_commas(why.substr(k_before.size(), why.size() - k_before.size() - words.size())))
          .value();
  const std::int64_t needed = taken.mantissa();
  CHECK(needed > 10'000'000);
  // A number of units that is stated carries the stated volume, and nobody knows what more.
  const Advice stated = advise({"", "", "", profile(", model_units: 1")}, knowledge());
  CHECK(stated.cost.break_even->never == true);
  CHECK(stated.cost.break_even->looked_to == 1'200'000);
  CHECK(stated.cost.break_even->never_because == why);
  // Nor does it help to say that the number is not known.
  const Advice unknown = advise({"", "", "", profile(", model_units: unknown")}, knowledge());
  CHECK(unknown.cost.break_even->looked_to == even.looked_to);
  Scenario busy{"", "", "", profile("")};
  busy.facts.set("traffic.requests_per_month", NumberRange::point(Decimal::of(needed)),
                 {Origin::Kind::command_line, {}, "a test"});
  const Advice advice = advise(busy, knowledge());
  CHECK_FALSE(advice.cost.estimate.complete());
  CHECK(advice.decision.verdict != Verdict::prove_first);
}

TEST_CASE("growth reaches quotas and what is not known, too", "[advise][break-even]") {
  const auto advice = [](const std::string& hosting, const std::string& growth) {
    return advise({"", "", "",
                   facts_of("region: us-west-2\n"
                            "problem: {missing_facts: no, behaviour_gap: yes, weak_prompt: no, "
                            "prompt_effort: exhausted}\n"
                            "data: {labelled_examples: 3000, tokens_per_example: 300}\n"
                            "model: {base: llama-3.3-70b, baseline: claude-sonnet-4.5}\n"
                            "requirements: {managed_only: yes}\n"
                            "hosting: {mode: " +
                            hosting +
                            "}\n"
                            "traffic: {requests_per_month: 60k, input_tokens: 1800, "
                            "output_tokens: 350, shape: steady, growth_per_month: " +
                            growth + "}\n")},
                  knowledge());
  };
  const auto eligible = [&](const std::string& growth) {
    const Advice a = advice("auto", growth);
    const auto mode = std::find_if(a.modes.begin(), a.modes.end(), [](const HostingOption& each) {
      return each.id == HostingMode::bedrock_on_demand;
    });
    return mode->eligible;
  };
  CHECK(eligible("0") == Truth::yes);
  CHECK(eligible("0.3") == Truth::no); // 60,000 x 1.3^11 are beyond 4 a minute
  const auto open_from = [&](const std::string& growth) {
    for (const Gap& gap : advice("provisioned-throughput", growth).cost.estimate.gaps) {
      if (gap.id == "hosting.model-units") {
        return gap.needs;
      }
    }
    return std::string{};
  };
  CHECK(open_from("0").empty());
  CHECK(open_from("0.5").ends_with(", from month 10 on"));
}

TEST_CASE("nothing is said of volumes while a price that decides is missing",
          "[advise][break-even]") {
  const Advice advice =
      advise({"", "", "", facts_of(endpoint_profile("region: eu-west-3\n"))}, knowledge());
  REQUIRE(advice.cost.break_even.has_value());
  CHECK(advice.cost.break_even->never == std::nullopt);
  CHECK(advice.cost.break_even->pays.empty());
}

TEST_CASE("it is paid back in the month in which the gains have caught up",
          "[advise][break-even]") {
  const Facts facts = facts_of(endpoint_profile(
      "value: {per_request_usd: 0.2, accuracy_base: 0.71, accuracy_tuned: 0.93}\n"
      "people: {hourly_usd: 90, data_preparation_hours: 80, evaluation_hours: 16}\n"));
  const Advice advice = advise({"", "", "", facts}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  Money gains;
  for (const MonthCost& month : advice.cost.timeline) {
    gains += even.gain_per_month.value();
    const bool paid = month.cumulative <= month.reference_cumulative + gains;
    CAPTURE(month.month);
    CHECK(paid == (month.month >= even.month.value_or(100)));
  }
  CHECK(even.month.has_value());
}

TEST_CASE("what falls behind again is not paid back", "[advise][break-even]") {
  std::string profile = endpoint_profile(
      "value: {per_request_usd: 0.03, accuracy_base: 0.71, accuracy_tuned: 0.93}\n");
  profile.replace(profile.find("60k"), 3, "300k");
  Scenario scenario{"", "", "", facts_of(profile)};
  scenario.facts.set("traffic.growth_per_month", NumberRange::point(Decimal::parse("-0.5").value()),
                     {Origin::Kind::command_line, {}, "a test"});
  const Advice advice = advise(scenario, knowledge());
  const std::vector<MonthCost>& months = advice.cost.timeline;
  Money gains; // 0.03 x 0.22 a request
  std::vector<bool> ahead;
  for (const MonthCost& month : months) {
    gains += Money::micros(6'600 * month.requests.value());
    ahead.push_back(month.cumulative <= month.reference_cumulative + gains);
  }
  REQUIRE(ahead.front());
  REQUIRE_FALSE(ahead.back());
  CHECK(advice.cost.break_even->month == std::nullopt);
}

TEST_CASE("a model that costs less has to be as good, no more", "[advise][break-even]") {
  const Facts facts =
      by_token("5M",
               "hosting: {mode: bedrock-on-demand}\n"
               "value: {per_request_usd: 0.001, accuracy_base: 0.7, accuracy_tuned: 0.8}\n",
               "claude-haiku-4.5");
  const Advice advice = advise({"", "", "", facts}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  REQUIRE(even.extra_usd_per_month.value() < Money{});
  CHECK(even.accuracy_needed.value() >= Rational{});
  CHECK(advice.cost.proof->stop_rule ==
        "Stop unless its answers to at least 400 held-out requests are as good as today's.");
}

TEST_CASE("of a part of a price that is below the reference nothing follows",
          "[advise][break-even]") {
  std::string profile = endpoint_profile("region: eu-west-3\n");
  profile.replace(profile.find("60k"), 3, "60M");
  const Advice advice = advise({"", "", "", facts_of(profile)}, knowledge());
  const BreakEven& even = advice.cost.break_even.value();
  REQUIRE_FALSE(advice.cost.estimate.complete());
  CHECK(even.extra_usd_per_month == std::nullopt);
  CHECK(even.gain_needed_per_month == std::nullopt);
  CHECK(even.accuracy_needed == std::nullopt);
}

TEST_CASE("without requests nothing is gained, and the volumes that pay stay the same",
          "[advise][break-even]") {
  const std::string value =
      "value: {per_request_usd: 0.02, accuracy_base: 0.71, accuracy_tuned: 0.93}\n";
  std::string none = endpoint_profile(value);
  none.replace(none.find("60k"), 3, "0");
  std::string one = endpoint_profile(value);
  one.replace(one.find("60k"), 3, "1");
  const Advice without = advise({"", "", "", facts_of(none)}, knowledge());
  const Advice with = advise({"", "", "", facts_of(one)}, knowledge());
  CHECK(without.cost.break_even->gain_per_month == Money{});
  CHECK(without.cost.break_even->requests_per_month == with.cost.break_even->requests_per_month);
  CHECK(without.cost.break_even->requests_per_month.has_value());
}

TEST_CASE("finding out uses the cheapest mode that can be used, without commitment",
          "[advise][break-even]") {
  const Facts facts = by_token("22k", "hosting: {mode: provisioned-throughput}\n");
  const Advice advice = advise({"", "", "", facts}, knowledge());
  REQUIRE(advice.hosting == HostingMode::provisioned_throughput);
  CHECK(advice.cost.proof->total() < Money::dollars(5)); // tokens of 400 requests, not units
}

TEST_CASE("nobody is told to reach more than every answer right", "[advise][break-even]") {
  const Facts facts = facts_of(endpoint_profile(
      "value: {per_request_usd: 0.001, accuracy_base: 0.9, accuracy_tuned: 0.95}\n"));
  const Advice advice = advise({"", "", "", facts}, knowledge());
  REQUIRE(advice.cost.break_even->accuracy_needed.value() > Rational::of(1));
  CHECK(advice.cost.proof->stop_rule ==
        "Do not begin at these volumes and prices: a model that is always right would not pay.");
}
