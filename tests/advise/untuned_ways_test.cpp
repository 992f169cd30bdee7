// The ways that are not the tuned model: what each bills, and where each is shown at all.
#include "advise/untuned_ways.hpp"

#include "advise/prompt_cache.hpp"
#include "support/catch.hpp"
#include "support/scenario.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string profile(const std::string& more) {
  return "format: tunepath-profile/1\nregion: us-east-1\n" + more;
}

/// 60,000 requests of 1,800 and 350 tokens; `more` completes the section.
std::string traffic(const std::string& more = "shape: steady") {
  return fmt::format(
      "traffic: {{requests_per_month: 60k, input_tokens: 1800, output_tokens: 350, {}}}\n", more);
}

const Alternative* find(const Advice& advice, const std::string& id) {
  const auto& ways = advice.cost.alternatives;
  const auto at =
      std::find_if(ways.begin(), ways.end(), [&](const Alternative& way) { return way.id == id; });
  return at == ways.end() ? nullptr : &*at;
}

const Alternative& way(const Advice& advice, const std::string& id) {
  const Alternative* found = find(advice, id);
  if (found == nullptr) {
    FAIL("no way " << id);
    throw std::logic_error("not reached");
  }
  return *found;
}

std::string ids(const Advice& advice) {
  std::string text;
  for (const Alternative& each : advice.cost.alternatives) {
    text += (text.empty() ? "" : " ") + each.id;
  }
  return text;
}

std::string usd(Money amount) {
  return plain(amount);
}

const std::string k_facts_missing =
    "problem: {missing_facts: yes, weak_prompt: no, prompt_effort: some, behaviour_gap: no,\n"
    "  reduce_latency_or_cost: no}\n";
const std::string k_tuning =
    "problem: {missing_facts: yes, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,\n"
    "  gap_kinds: [style], reduce_latency_or_cost: no, task_stability: stable}\n"
    "data: {labelled_examples: 2000, tokens_per_example: 500}\n"
    "requirements: {weights: full}\n";

} // namespace

TEST_CASE("the ways come in one order, and none but the recommended one is chosen", "[untuned]") {
  const Advice advice = advise_on(
      profile(k_tuning + "model: {base: llama-3.1-8b, baseline: nova-micro}\n" +
              traffic("shape: batch, repeated_input_tokens: 1500") +
              "rag: {corpus_tokens: 40M, corpus_gb: 0.2, retrieved_tokens_per_request: 2000}\n"));
  CHECK_THAT(ids(advice),
             Catch::Matchers::StartsWith(
                 "prompt prompt-batch prompt-cached rag larger-base base-on-endpoint fine-tuned:"));
  for (const Alternative& each : advice.cost.alternatives) {
    CAPTURE(each.id);
    CHECK(each.reference == (each.id == "rag"));
    CHECK(each.chosen == (each.id == advice.cost.way));
    const bool lacks_content = each.id != "rag" && !each.id.starts_with("fine-tuned:");
    const bool says_so = each.note.find("Does not answer from your content.") != std::string::npos;
    CHECK(says_so == lacks_content);
  }
}

TEST_CASE("batch inference is half the price, and only for those who can wait", "[untuned]") {
  const std::string model = "model: {base: any, baseline: claude-haiku-4.5}\n";
  const Advice batch = advise_on(profile(model + traffic("shape: batch")));
  const Alternative& prompt = way(batch, "prompt");
  const Alternative& batched = way(batch, "prompt-batch");
  CHECK(usd(prompt.monthly()) == "234.30");
  CHECK(usd(batched.monthly()) == "117.15");
  CHECK(line_of(batched.estimate, "tokens.input").rate.term == Term::batch);
  CHECK(batched.note == "Answers come within 24 hours, not at once.");

  SECTION("who has said nothing is told what it takes") {
    CHECK_THAT(way(advise_on(profile(model + traffic())), "prompt-batch").note,
               ContainsSubstring("Only where nobody waits for them. "
                                 "[requirements.latency_p95_ms: unknown]"));
  }
  SECTION("an answer that is wanted in seconds rules it out") {
    CHECK(find(advise_on(profile(model + traffic() + "requirements: {latency_p95_ms: 4000}\n")),
               "prompt-batch") == nullptr);
  }
  SECTION("a model without batch rates has no such way") {
    CHECK(find(advise_on(profile("model: {base: any, baseline: titan-text-express}\n" +
                                 traffic("shape: batch"))),
               "prompt-batch") == nullptr);
  }
}

TEST_CASE("a cached prompt bills writes, reads and the rest", "[untuned]") {
  const std::string model = "model: {base: any, baseline: claude-3.5-haiku}\n";
  // Per million tokens: input has no rate there; 0.08 read, 1.00 written.
  const Advice advice = advise_on(
      profile(model + traffic("active_hours_per_month: 730, repeated_input_tokens: 1800")));
  SECTION("fewer than the model caches: everything is input, and it is said") {
    const Alternative& cached = way(advice, "prompt-cached");
    CHECK_THAT(cached.note, ContainsSubstring("needs at least 2048 tokens that repeat") ||
                                ContainsSubstring("needs at least 2,048 tokens that repeat"));
    CHECK(usd(cached.monthly()) == usd(way(advice, "prompt").monthly()));
  }
  SECTION("without the share that repeats there is no such way: none is made up") {
    CHECK(find(advise_on(profile(model + traffic())), "prompt-cached") == nullptr);
  }
  SECTION("a model that nobody prices a cache for has no such way") {
    CHECK(find(advise_on(profile("model: {base: any, baseline: llama-3.1-8b}\n" +
                                 traffic("repeated_input_tokens: 1500"))),
               "prompt-cached") == nullptr);
  }
  SECTION("rates that name no region are a gap, not a price") {
    const Advice haiku = advise_on(
        profile("model: {base: any, baseline: claude-haiku-4.5}\n"
                "traffic: {requests_per_month: 60k, input_tokens: 9000, output_tokens: 350,\n"
                "  shape: steady, repeated_input_tokens: 8000}\n"));
    const Estimate& estimate = way(haiku, "prompt-cached").estimate;
    REQUIRE(estimate.gaps.size() == 2);
    CHECK(estimate.gaps[0].id == "tokens.cache-write");
    CHECK_THAT(estimate.gaps[1].needs, ContainsSubstring("a source that states no region"));
  }
}

TEST_CASE("a model without a write price writes its cache at the price of input", "[untuned]") {
  const Advice advice =
      advise_on(profile("model: {base: any, baseline: nova-micro}\n" +
                        traffic("active_hours_per_month: 730, repeated_input_tokens: 1200")));
  const Estimate& estimate = way(advice, "prompt-cached").estimate;
  REQUIRE(estimate.complete());
  // 60,000 requests in 730 hours: the next one comes after more than five minutes with the chance
  // exp(-60,000 / 8,760), so 60,000 x 0.00106 find the cache gone.
  const std::int64_t writes = cache_writes(60'000, 730, 300);
  CHECK(writes == 64);
  CHECK(line_of(estimate, "tokens.cache-write").quantity == Rational::of(64 * 1200));
  CHECK(line_of(estimate, "tokens.cache-write").usd == line_of(estimate, "tokens.input").usd);
  CHECK(line_of(estimate, "tokens.cache-read").quantity == Rational::of((60'000 - 64) * 1200));
  CHECK(line_of(estimate, "tokens.input").quantity == Rational::of(60'000 * 600));
  CHECK(line_of(estimate, "tokens.output").quantity == Rational::of(60'000 * 350));
}

TEST_CASE("what is above the most that a model caches bills as input", "[untuned]") {
  const Advice advice = advise_on(
      profile("model: {base: any, baseline: nova-lite}\n"
              "traffic: {requests_per_month: 60k, input_tokens: 100000, output_tokens: 350,\n"
              "  shape: steady, active_hours_per_month: 730, repeated_input_tokens: 90000}\n"));
  const Estimate& estimate = way(advice, "prompt-cached").estimate;
  CHECK(line_of(estimate, "tokens.cache-read").quantity ==
        Rational::of((60'000 - 64) * std::int64_t{32'000}));
  CHECK(line_of(estimate, "tokens.input").quantity == Rational::of(60'000 * std::int64_t{68'000}));
}

TEST_CASE("cache writes are those of a simulation of Poisson arrivals", "[untuned][property]") {
  std::mt19937_64 random{20'261'129};
  std::exponential_distribution<double> gap{1};
  for (const std::int64_t requests : {100, 1'000, 8'760, 20'000}) {
    const double mean_gap = 730.0 * 3600 / static_cast<double>(requests);
    constexpr int k_months = 40;
    std::int64_t writes = 0;
    for (std::int64_t i = 0; i < requests * k_months; ++i) {
      writes += gap(random) * mean_gap > 300 ? 1 : 0;
    }
    const double simulated = static_cast<double>(writes) / k_months;
    CAPTURE(requests, simulated);
    CHECK(static_cast<double>(cache_writes(requests, 730, 300)) ==
          Catch::Approx(simulated).epsilon(0.02).margin(2));
  }
}

TEST_CASE("cache writes stay within what is asked", "[untuned]") {
  CHECK(cache_writes(0, 730, 300) == 0);
  CHECK(cache_writes(1, 730, 300) == 1);
  CHECK(cache_writes(7, 0, 300) == 7);
  CHECK(cache_writes(1'000'000'000, 730, 300) == 1);
}

TEST_CASE("the larger model is the named one, else the teacher, else the next of its line",
          "[untuned]") {
  struct Case {
    const char* name;
    const char* model;
    const char* label; // "": no such way
    const char* why;
  };
  const Case c = GENERATE(values<Case>({
      {"named", "base: any, baseline: nova-micro, larger: claude-haiku-4.5, teacher: nova-premier",
       "prompt only, claude-haiku-4.5", "that you name"},
      {"the teacher", "base: any, baseline: nova-micro, teacher: nova-premier",
       "prompt only, nova-premier", "teacher"},
      {"the next of its line", "base: any, baseline: nova-micro", "prompt only, nova-lite",
       "next larger"},
      {"the next that has a price: 405b has none in us-east-1", "base: any, baseline: llama-3.2-3b",
       "prompt only, llama-3.1-8b", "next larger"},
      {"none is larger", "base: any, baseline: nova-premier", "", ""},
      {"none has a price here", "base: any, baseline: llama-3.3-70b", "", ""},
      {"nobody said what it is larger than", "base: any", "", ""},
  }));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(profile(fmt::format("model: {{{}}}\n", c.model) + traffic()));
    const Alternative* larger = find(advice, "larger-base");
    REQUIRE((larger != nullptr) == (*c.label != '\0'));
    if (larger != nullptr) {
      CHECK(larger->label == c.label);
      CHECK_THAT(larger->note, ContainsSubstring(c.why));
      CHECK(larger->per_use() > way(advice, "prompt").per_use());
    }
  }
}

TEST_CASE("every model that is called larger is one, and no line of them is a circle",
          "[untuned][data]") {
  const Catalog& catalog = knowledge().catalog;
  for (const Model& model : catalog.models) {
    const Model* at = &model;
    std::size_t steps = 0;
    for (; at != nullptr && !at->larger.empty(); at = catalog.model(at->larger), ++steps) {
      CAPTURE(at->id, at->larger);
      const Model* larger = catalog.model(at->larger);
      REQUIRE(larger != nullptr);
      REQUIRE(steps < catalog.models.size());
      CHECK((!at->params_b || !larger->params_b || *at->params_b < *larger->params_b));
    }
  }
}

TEST_CASE("the untuned base on an endpoint bills hours, with the prompts of today", "[untuned]") {
  const std::string open = "model: {base: llama-3.1-8b, baseline: claude-haiku-4.5}\n";
  const std::string short_prompts = traffic("shape: business-hours, tuned_input_tokens: 100");
  const Advice advice = advise_on(profile(k_tuning + open + short_prompts));
  const Alternative& untuned = way(advice, "base-on-endpoint");
  REQUIRE(untuned.estimate.complete());
  CHECK(untuned.estimate.lines.size() == 1);
  CHECK(untuned.per_use() == Money{});
  CHECK(untuned.one_time() == Money{});
  CHECK_THAT(untuned.note, ContainsSubstring("bills every hour, used or not"));
  CHECK(untuned.standing() >=
        mode_of(advice, HostingMode::endpoint).estimate.total(LineKind::standing, "hosting."));
  SECTION("closed weights cannot be put on an endpoint") {
    CHECK(find(advise_on(profile("model: {base: nova-micro}\n" + traffic())), "base-on-endpoint") ==
          nullptr);
  }
  SECTION("looking after it is people's time, as with a tuned model") {
    const Advice people = advise_on(profile(
        k_tuning + open + short_prompts + "people: {hourly_usd: 90, upkeep_hours_per_month: 4}\n"));
    CHECK(usd(line_of(way(people, "base-on-endpoint").estimate, "upkeep.labour").amount) ==
          "360.00");
  }
}

TEST_CASE("each vector store has lines of its own", "[untuned][rag]") {
  const std::string base =
      k_facts_missing + "model: {base: any, baseline: claude-haiku-4.5}\n" +
      "people: {evaluation_hours: 0}\n"
      "traffic: {requests_per_month: 200k, input_tokens: 600, output_tokens: 250, shape: steady}\n";
  const auto on = [&](const std::string& more) {
    return advise_on(profile(
        base +
        fmt::format("rag: {{corpus_tokens: 40M, corpus_gb: 0.2, updates_tokens_per_month: 1M, "
                    "retrieved_tokens_per_request: 2000, {}}}\n",
                    more)));
  };
  SECTION("the managed one includes files, embedding and reranking") {
    const Estimate estimate = way(on("rerank_model: amazon-rerank-1"), "rag").estimate;
    CHECK(estimate.complete());
    CHECK(usd(line_of(estimate, "rag.storage").amount) == "1.00");
    CHECK(usd(line_of(estimate, "rag.retrieve").amount) == "200.00");
    CHECK(usd(estimate.total(LineKind::standing)) == "1.00");
    CHECK(usd(estimate.total(LineKind::per_use)) == "1047.00"); // 200 + 572 + 275
  }
  SECTION("OpenSearch bills its minimum; files, embedding and the questions come on top") {
    const Estimate estimate = way(on("vector_store: opensearch-serverless"), "rag").estimate;
    CHECK(estimate.complete());
    CHECK(usd(line_of(estimate, "rag.storage").amount) == "350.40");
    CHECK_THAT(line_of(estimate, "rag.storage").formula, ContainsSubstring("some sources say 4"));
    CHECK(usd(line_of(estimate, "rag.corpus").amount) == "0.0046");
    CHECK(usd(line_of(estimate, "rag.embedding").amount) == "0.80");
    CHECK(usd(line_of(estimate, "rag.embedding-updates").amount) == "0.02");
    CHECK(usd(line_of(estimate, "rag.embedding-queries").amount) == "2.40");
  }
  SECTION("units that are stated replace the minimum") {
    const Estimate estimate =
        way(on("vector_store: opensearch-serverless, opensearch_units: 4"), "rag").estimate;
    CHECK(usd(line_of(estimate, "rag.storage").amount) == "700.80");
  }
  SECTION("the text that is searched for may be shorter than the prompt") {
    const Estimate estimate =
        way(on("vector_store: opensearch-serverless, query_tokens_per_request: 60"), "rag")
            .estimate;
    CHECK(usd(line_of(estimate, "rag.embedding-queries").amount) == "0.24");
  }
  SECTION("S3 Vectors bills what is written, once and as it changes; queries have no rate") {
    const Estimate estimate = way(on("vector_store: s3-vectors"), "rag").estimate;
    CHECK(usd(line_of(estimate, "rag.storage").amount) == "0.012");
    CHECK(usd(line_of(estimate, "rag.write").amount) == "0.04");
    CHECK(usd(line_of(estimate, "rag.write-updates").amount) == "0.001"); // a fortieth of 0.04
    REQUIRE(estimate.gaps.size() == 1);
    CHECK(estimate.gaps.front().id == "rag.retrieve");
  }
  SECTION("reranking bills a query a request, where a rate is known") {
    const Estimate estimate =
        way(on("vector_store: opensearch-serverless, rerank_model: amazon-rerank-1"), "rag")
            .estimate;
    REQUIRE(estimate.gaps.size() == 1);
    CHECK(estimate.gaps.front().id == "rag.rerank");
    CHECK_THAT(estimate.gaps.front().needs, ContainsSubstring("a source that states no region"));
  }
}

TEST_CASE("a rate of one's own prices the reranking", "[untuned][rag]") {
  const Advice advice = advise_on(
      profile(k_facts_missing + "model: {base: any, baseline: claude-haiku-4.5}\n" + traffic() +
              "rag: {corpus_tokens: 40M, corpus_gb: 0.2, updates_tokens_per_month: 0,\n"
              "  retrieved_tokens_per_request: 2000, vector_store: opensearch-serverless,\n"
              "  rerank_model: amazon-rerank-1}\n"),
      "format: tunepath-rates/1\nrates:\n  - {service: bedrock, item: amazon-rerank-1, variant: "
      "base, region: us-east-1, meter: rerank, unit: query, per: 1000, tier_or_term: on-demand, "
      "usd: 1, valid_from: 2026-07-24, source: test, source_date: 2026-07-24}\n");
  const Line& line = line_of(way(advice, "rag").estimate, "rag.rerank");
  CHECK(usd(line.amount) == "60.00");
  CHECK(line.formula == "60,000 queries of at most 100 passages");
}

TEST_CASE("the vector store stays where it is when traffic grows", "[untuned][rag]") {
  // In the first month the managed one is cheapest; by the tenth OpenSearch would be.
  const Advice advice =
      advise_on(profile(k_facts_missing +
                        "model: {base: any, baseline: claude-haiku-4.5}\n"
                        "traffic: {requests_per_month: 200k, input_tokens: 600, output_tokens: 250,"
                        " shape: steady, growth_per_month: 0.5}\n"
                        "rag: {corpus_tokens: 40M, corpus_gb: 0.2, updates_tokens_per_month: 1M,"
                        " retrieved_tokens_per_request: 2000}\n"));
  const Alternative& rag = way(advice, "rag");
  for (const MonthCost& month : rag.months) {
    CAPTURE(month.month);
    CHECK(usd(month.standing) == "1.00");
  }
}

TEST_CASE("a larger model that is too dear to be counted does not take the answer away",
          "[untuned]") {
  const auto ask = [](const char* requests) {
    return advise_on(profile(fmt::format(
        "model: {{base: any, baseline: nova-micro, larger: nova-premier}}\nhorizon_months: 120\n"
        "traffic: {{requests_per_month: {}, input_tokens: 1M, output_tokens: 1k, shape: steady}}\n",
        requests)));
  };
  CHECK(find(ask("1M"), "larger-base") != nullptr);
  const Advice advice =
      ask("50B"); // some 0.2 trillion dollars on one model, 15 trillion on the other
  CHECK(find(advice, "larger-base") == nullptr);
  CHECK(way(advice, "prompt").horizon > Money{});
}
