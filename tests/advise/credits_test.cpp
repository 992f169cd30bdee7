// Who pays, until when, and what the bill is on the day after; credits never change an answer.

#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/files.hpp"
#include "support/random_facts.hpp"
#include "tunepath/advise/brief.hpp"

#include <algorithm>

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// The text of a shipped profile, without its grants, with `more` after it.
std::string case_with(const std::string& more) {
  std::string text = read_text(source_directory() / "data/profiles/code-review-assistant.yaml");
  text.resize(text.find("credits:"));
  return text + "start_month: 2026-12\n" + more;
}

Advice with_credits(const std::string& grants, const std::string& more = "") {
  return advise_on(case_with(fmt::format("credits: [{}]\n{}", grants, more)));
}

const Warning* warning(const Advice& advice, const std::string& id) {
  const auto found = std::find_if(advice.warnings.begin(), advice.warnings.end(),
                                  [&](const Warning& each) { return each.id == id; });
  return found == advice.warnings.end() ? nullptr : &*found;
}

std::string pools(const Advice& advice) {
  std::string names;
  for (const CreditPoolAdvice& pool : advice.cost.credit_pools) {
    names += fmt::format("{}{}{}", names.empty() ? "" : ", ", pool.pool,
                         pool.eligible == Truth::yes ? "" : "?");
  }
  return names;
}

bool any_has(const std::vector<std::string>& texts, const std::string& part) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

constexpr auto k_poc =
    "{pool: bedrock-poc, usd: 10k, from: 2026-12-01, expires: 2027-05-31, covers: [bedrock, "
    "sagemaker, s3]}";
constexpr auto k_activate =
    "{pool: activate-portfolio, usd: 25k, from: 2026-12-01, expires: 2027-08-31}";

} // namespace

TEST_CASE("the article's case: nothing to pay to AWS during the build, and the bill afterwards",
          "[advise][credits]") {
  const Advice advice = with_credits(fmt::format("{}, {}", k_poc, k_activate));
  REQUIRE(advice.decision.path == Path::sagemaker);
  REQUIRE(advice.cost.credits.has_value());
  const CreditAdvice& credits = *advice.cost.credits;
  CHECK(credits.months_funded == 9);
  for (const MonthCost& month : std::span{advice.cost.timeline}.first(9)) {
    CAPTURE(month.month);
    CHECK(month.out_of_pocket() == Money{});
    CHECK(month.credits > Money{});
  }
  CHECK(credits.people > Money{}); // Your people are paid by nobody else.
  CHECK(to_string(credits.after.value()) == "2027-09");
  CHECK(credits.monthly_after == advice.cost.timeline[9].aws());
  CHECK(credits.monthly_after > Money::dollars(1'000));
  const Warning* masked = warning(advice, "credits-mask-standing-cost");
  REQUIRE(masked != nullptr);
  CHECK_THAT(masked->text, Catch::Matchers::ContainsSubstring("2027-09"));
  CHECK_THAT(masked->text, Catch::Matchers::ContainsSubstring(to_string(credits.monthly_after)));
}

TEST_CASE("a grant of a pool whose coverage nobody has verified pays only for what it states",
          "[advise][credits]") {
  struct Case {
    const char* name;
    const char* grant;
    bool pays;
    const char* unverified;
  };
  const Case c = GENERATE(values<Case>({
      {"unverified, nothing stated", "{pool: bedrock-poc, usd: 90k}", false, "pays for nothing"},
      {"unverified, stated", "{pool: bedrock-poc, usd: 90k, covers: [sagemaker]}", true,
       "no terms of it were found"},
      {"unverified, of another service", "{pool: bedrock-poc, usd: 90k, covers: [ec2]}", false,
       "no terms of it were found"},
      {"verified, nothing stated", "{pool: activate-portfolio, usd: 90k}", true, ""},
      {"verified, less stated", "{pool: activate-portfolio, usd: 90k, covers: [ec2]}", false, ""},
      {"no pool, stated", "{usd: 90k, covers: [sagemaker]}", true, ""},
      {"more than the pool gives", "{pool: activate-founders, usd: 90k}", true, "goes up to"},
  }));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = with_credits(c.grant);
    const CreditAdvice& credits = advice.cost.credits.value();
    CHECK((credits.used > Money{}) == c.pays);
    const auto& unverified = credits.grants.front().unverified;
    CHECK((*c.unverified == '\0' ? unverified.empty() : any_has(unverified, c.unverified)));
  }
}

TEST_CASE("third-party models on Bedrock are paid for unless the grant or its pool says no",
          "[advise][credits]") {
  struct Case {
    const char* name;
    const char* grant;
    bool pays;
  };
  const Case c = GENERATE(values<Case>({
      {"Activate pays for them", "{pool: activate-portfolio, usd: 90k}", true},
      {"the grant leaves them out", "{usd: 90k, covers: [bedrock], excludes: [third-party-models]}",
       false},
      {"the grant states Bedrock", "{pool: event-code, usd: 90k, covers: [bedrock]}", true},
  }));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-east-1
problem: {{missing_facts: no, weak_prompt: yes, behaviour_gap: no, reduce_latency_or_cost: no}}
model: {{baseline: claude-haiku-4.5}}
requirements: {{regions_allowed: [us-east-1]}}
traffic: {{requests_per_month: 60k, input_tokens: 1800, output_tokens: 350}}
credits: [{}]
)",
                                                c.grant));
    const CreditAdvice& credits = advice.cost.credits.value();
    CHECK((credits.used > Money{}) == c.pays);
    CHECK(any_has(credits.grants.front().notes, "third-party") == !c.pays);
  }
}

TEST_CASE("of a grant that may be more or less the likely amount counts", "[advise][credits]") {
  const Advice advice =
      with_credits("{usd: {low: 1000, likely: 2000, high: 9000}, covers: [sagemaker]}");
  CHECK(advice.cost.credits->granted == Money::dollars(2'000));
  CHECK(with_credits("{usd: 1k..2k..9k, covers: [sagemaker]}").cost.credits->granted ==
        Money::dollars(2'000));
}

TEST_CASE("months in which a grant starts or ends are named", "[advise][credits]") {
  const Advice advice =
      with_credits("{usd: 90k, from: 2026-12-15, expires: 2027-03-30, covers: [sagemaker]}");
  const GrantUse& use = advice.cost.credits->grants.front();
  CHECK(any_has(use.notes, "none of 2026-12"));
  CHECK(any_has(use.notes, "none of 2027-03"));
  CHECK(advice.cost.timeline[0].credits == Money{});
  CHECK(advice.cost.timeline[1].credits > Money{});
  CHECK(to_string(advice.cost.credits->after.value()) == "2027-03");
}

TEST_CASE("what is owed of a term after the horizon is paid by no grant, and said",
          "[advise][credits]") {
  const std::string profile = R"(format: tunepath-profile/1
region: us-west-2
problem: {missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}
data: {labelled_examples: 3200, tokens_per_example: 900, longest_example_tokens: 2000}
model: {base: llama-3.1-8b}
requirements: {weights: none, regions_allowed: [us-west-2]}
training: {epochs: 3}
traffic: {requests_per_month: 60k, input_tokens: 1800, output_tokens: 350}
hosting: {mode: provisioned-throughput, model_units: 1, commitment: 6-month}
credits: [{pool: activate-portfolio, usd: 200k}]
)";
  const Advice split = advise_on(profile + "horizon_months: 8\n");
  REQUIRE(split.hosting == HostingMode::provisioned_throughput);
  const MonthCost& last = split.cost.timeline.back();
  CHECK(last.out_of_pocket() > Money{});
  CHECK(last.credits > Money{}); // The hours of the month itself are billed, and paid.
  CHECK(split.cost.credits->months_funded == 7);
  CHECK(split.facts.yes_no("cost.any_upfront") == Truth::yes);
  CHECK(warning(split, "upfront-not-covered-by-credits") != nullptr);

  const Advice whole = advise_on(profile + "horizon_months: 6\n");
  CHECK(whole.cost.credits->months_funded == 6);
  CHECK(whole.facts.yes_no("cost.any_upfront") == Truth::no);
  CHECK(warning(whole, "upfront-not-covered-by-credits") == nullptr);
}

TEST_CASE("pools are listed only where they can matter", "[advise][credits]") {
  CHECK(pools(advise_on(case_with(""))).empty());
  CHECK(pools(with_credits("{usd: 900k, covers: [bedrock, sagemaker, s3]}")).empty());
  CHECK(pools(with_credits(k_poc)) ==
        "activate-founders?, activate-portfolio?, ai-startups?, event-code?, genai-accelerator?");
  CHECK(pools(advise_on(case_with("organisation: {funding_stage: self-funded, age_years: 3, "
                                  "paid_tier: yes, poc_on_bedrock: no, event_code: no}\n"))) ==
        "activate-founders, activate-portfolio?, ai-startups?, genai-accelerator?");
  CHECK(pools(advise_on(case_with("organisation: {funding_stage: pre-series-b, age_years: 9.9, "
                                  "paid_tier: yes, activate_provider: yes, invited: no, "
                                  "poc_on_bedrock: yes, event_code: no, ai_first: no}\n"))) ==
        "activate-portfolio, bedrock-poc");
  CHECK(pools(advise_on(case_with("organisation: {funding_stage: no-startup, invited: no, "
                                  "poc_on_bedrock: no, event_code: no}\n")))
            .empty());
}

TEST_CASE("every pool but that of your own entry has rules, and every rule a pool",
          "[advise][credits][data]") {
  const auto& services = knowledge().schema[knowledge().schema.at("credits")].choices;
  for (const CreditPool& pool : knowledge().catalog.credit_pools) {
    CAPTURE(pool.pool);
    CHECK(knowledge().rules.about(Topic::credits, pool.pool).empty() == (pool.pool == "custom"));
    CHECK((pool.verified == Truth::yes) == !pool.covers_services.empty());
    for (const std::string_view service : pool.covers_services) {
      CHECK(std::find(services.begin(), services.end(), service) != services.end());
    }
  }
  for (const Rule* rule : knowledge().rules.about(Topic::credits)) {
    CAPTURE(rule->decl->id);
    CHECK(knowledge().catalog.credit_pool(rule->decl->subject) != nullptr);
  }
}

TEST_CASE("no rule that decides reads what is said of credits or of the organisation",
          "[advise][credits][data]") {
  int read = 0;
  for (const Rule& rule : knowledge().rules.all()) {
    CAPTURE(rule.decl->id);
    for (const FactIndex fact : rule.when.facts()) {
      const std::string_view section = knowledge().schema[fact].section();
      const bool about_credits = section == "credits" || section == "organisation";
      CHECK((!about_credits || rule.decl->topic == Topic::warning ||
             rule.decl->topic == Topic::credits));
      read += about_credits ? 1 : 0;
    }
  }
  CHECK(read > 10);
}

TEST_CASE("credits never change a decision, a verdict, a mode or a total",
          "[advise][credits][property]") {
  RandomFacts random{facts_of("region: us-west-2\ntraffic: {requests_per_month: 60k, "
                              "input_tokens: 1800, output_tokens: 350, shape: business-hours}\n"
                              "people: {hourly_usd: 90, data_preparation_hours: 40}\n"
                              "data: {tokens_per_example: 900}\ntraining: {epochs: 3}\n"
                              "model: {baseline: llama-3.3-70b}"),
                     808};
  int paid = 0;
  for (int i = 0; i < 60; ++i) {
    const Facts facts = random.complete();
    Scenario scenario{"", "", "", i % 3 == 0 ? random.blanked(facts) : facts};
    INFO(random.text_of(scenario.facts));
    const Advice without = advise_briefly(scenario, knowledge());
    const Facts granted =
        facts_of(i % 2 == 0 ? "credits: [{pool: activate-portfolio, usd: 200k}]"
                            : "credits: [{usd: 3k, covers: [bedrock, sagemaker]}]\n"
                              "organisation: {funding_stage: self-funded}");
    for (const char* id : {"credits", "organisation.funding_stage"}) {
      scenario.facts.set(id, granted.at(id).value, granted.at(id).origin);
    }
    const Advice with = advise_briefly(scenario, knowledge());
    CHECK(with.decision.decided == without.decision.decided);
    CHECK(with.decision.approach == without.decision.approach);
    CHECK(with.decision.path == without.decision.path);
    CHECK(with.decision.verdict == without.decision.verdict);
    CHECK(with.hosting == without.hosting);
    CHECK(with.cost.way == without.cost.way);
    CHECK(with.cost.horizon == without.cost.horizon);
    CHECK(with.cost.monthly() == without.cost.monthly());
    REQUIRE(with.cost.timeline.size() == without.cost.timeline.size());
    for (std::size_t month = 0; month < with.cost.timeline.size(); ++month) {
      CHECK(with.cost.timeline[month].total() == without.cost.timeline[month].total());
      CHECK(without.cost.timeline[month].credits == Money{});
    }
    CHECK_FALSE(without.cost.credits.has_value());
    paid += with.cost.credits && with.cost.credits->used > Money{} ? 1 : 0;
  }
  CHECK(paid > 20);
}
