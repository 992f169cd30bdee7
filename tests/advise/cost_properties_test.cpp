// What holds of every bill, whatever is asked: on random profiles, from fixed seeds.
#include "advise/dataset_storage.hpp"
#include "advise/derive.hpp"
#include "advise/untuned_ways.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"
#include "support/random_facts.hpp"
#include "tunepath/advise/brief.hpp"
#include "tunepath/facts/complete.hpp"

#include <algorithm>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// Random decisions with random amounts: nothing of either is meant to make sense together.
class RandomProfiles {
public:
  explicit RandomProfiles(std::uint64_t seed)
      : facts_(facts_of("region: us-east-1"), seed), random_(seed + 1) {}

  Facts next() {
    Facts facts = facts_.blanked(facts_.complete());
    for (const auto& [id, bound] : k_amounts) {
      if (below(8) != 0) {
        set(facts, id, Decimal::of(static_cast<std::int64_t>(below(2) * below(bound))));
      }
    }
    set(facts, "traffic.growth_per_month", Decimal::scaled(below(21), 2)); // 0 to 0.2
    set(facts, "horizon_months", Decimal::of(1 + below(18)));
    word(facts, "traffic.shape", {"steady", "business-hours", "spiky", "batch"});
    word(facts, "region", {"us-east-1", "us-west-2", "eu-west-1"});
    word(facts, "model.baseline",
         {"nova-micro", "claude-3.5-haiku", "claude-haiku-4.5", "llama-3.1-8b", "qwen3-32b"});
    word(facts, "rag.vector_store",
         {"auto", "managed-knowledge-base", "opensearch-serverless", "s3-vectors",
          "aurora-pgvector"});
    word(facts, "rag.rerank_model", {"none", "amazon-rerank-1"});
    word(facts, "hosting.commitment", {"none", "1-month", "6-month", "any"});
    if (below(3) == 0) {
      set(facts, "training.retrain_every_months", Decimal::scaled(5 * (1 + below(20)), 1));
    }
    complete(facts, *facts.date("as_of"));
    return facts;
  }

private:
  static constexpr std::array<std::pair<std::string_view, int>, 15> k_amounts{{
      {"traffic.requests_per_month", 3'000'000},
      {"traffic.input_tokens", 9'000},
      {"traffic.tuned_input_tokens", 4'000},
      {"traffic.repeated_input_tokens", 9'000},
      {"traffic.output_tokens", 900},
      {"rag.corpus_tokens", 90'000'000},
      {"rag.corpus_gb", 40},
      {"rag.updates_tokens_per_month", 5'000'000},
      {"rag.retrieved_tokens_per_request", 5'000},
      {"people.hourly_usd", 150},
      {"people.data_preparation_hours", 90},
      {"people.evaluation_hours", 40},
      {"people.upkeep_hours_per_month", 9},
      {"data.tokens_per_example", 2'000},
      {"training.epochs", 5},
  }};

  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  static void set(Facts& facts, std::string_view id, Decimal value) {
    facts.set(id, NumberRange::point(value), {Origin::Kind::profile, {}, ""});
  }
  void word(Facts& facts, std::string_view id, std::initializer_list<const char*> words) {
    facts.set(id, Word{*(words.begin() + below(static_cast<int>(words.size())))},
              {Origin::Kind::profile, {}, ""});
  }

  RandomFacts facts_;
  std::mt19937_64 random_;
};

/// Everything that the profile's money goes for; for messages.
std::string text_of(const Facts& facts) {
  std::string text;
  for (FactIndex i = 0; i < facts.schema().size(); ++i) {
    if (facts[i].origin.kind == Origin::Kind::profile && facts[i].known()) {
      text += std::string{facts.schema()[i].id} + ": " + to_string(facts[i].value) + "\n";
    }
  }
  return text;
}

/// What is wrong with an estimate; "" when nothing is. Cheap enough for every one of them.
std::string fault_of(const Estimate& estimate) {
  Money sum;
  for (const Line& line : estimate.lines) {
    if (multiply(line.quantity, line.usd, line.per) != line.amount) {
      return line.id + " does not recompute";
    }
    if (line.quantity < Rational{} || line.amount < Money{}) {
      return line.id + " is below zero";
    }
    sum += line.amount;
  }
  Money total;
  for (const auto& [kind, name] : Names<LineKind>::k_all) {
    total += estimate.total(kind);
  }
  if (total != sum) {
    return "the totals are not the sum of the lines";
  }
  for (const Gap& gap : estimate.gaps) {
    const bool is_line_too =
        std::any_of(estimate.lines.begin(), estimate.lines.end(),
                    [&](const Line& line) { return line.id == gap.id && line.label == gap.label; });
    if (is_line_too || gap.needs.empty()) {
      return gap.id + " is a gap and a line, or needs nothing";
    }
  }
  return "";
}

std::string fault_of(const Alternative& way, int horizon_months) {
  Money sum;
  for (const MonthCost& month : way.months) {
    sum += month.total();
    Money parts = month.people;
    for (const BilledPart& part : month.parts) {
      parts += part.amount;
    }
    if (parts != month.total() || month.cumulative != sum) {
      return way.id + ": a month is not the sum of its parts, or the cumulative cost is off";
    }
  }
  if (way.horizon != sum || way.months.size() != static_cast<std::size_t>(horizon_months)) {
    return way.id + ": the horizon is not the sum of its months";
  }
  const std::string fault = fault_of(way.estimate);
  return fault.empty() ? "" : way.id + ": " + fault;
}

std::vector<Alternative> untuned(const Situation& s) {
  std::vector<Alternative> ways{untuned_way(s, {s.baseline, false, false}),
                                untuned_way(s, {s.baseline, true, true})};
  for (auto&& way :
       {batch_way(s, true), cached_way(s, false), larger_way(s, true), endpoint_way(s, false)}) {
    if (way) {
      ways.push_back(*way);
    }
  }
  return ways;
}

} // namespace

TEST_CASE("every amount of every way recomputes, adds up, and says what is missing",
          "[cost][property]") {
  RandomProfiles profiles{20'261'129};
  int tuned = 0;
  for (int i = 0; i < 1'000; ++i) {
    const Facts facts = profiles.next();
    const Advice advice = advise_briefly({"", "", "", facts}, knowledge());
    std::string fault;
    for (const Alternative& way : advice.cost.alternatives) {
      fault += fault_of(way, advice.cost.horizon_months);
    }
    for (const HostingOption& mode : advice.modes) {
      fault += fault_of(mode.estimate) + fault_of(mode.idle);
      fault += mode.idle_monthly() <= mode.monthly() ? "" : "idle costs more than use";
    }
    if (advice.cost.proof) {
      fault += fault_of(advice.cost.proof->estimate);
    }
    tuned += advice.modes.empty() ? 0 : 1;
    if (!fault.empty()) {
      CAPTURE(text_of(facts), fault);
      FAIL("a bill is wrong");
    }
  }
  CHECK(tuned > 200); // else little was tried
}

TEST_CASE("so does every way without tuning", "[cost][property]") {
  RandomProfiles profiles{20'261'130};
  std::array<int, 6> seen{};
  constexpr std::array<std::string_view, 6> k_ids{
      "prompt", "rag", "prompt-batch", "prompt-cached", "larger-base", "base-on-endpoint"};
  for (int i = 0; i < 1'500; ++i) {
    const Facts facts = derive(profiles.next(), knowledge().catalog);
    const Situation s{facts, knowledge()};
    std::string fault;
    for (const Alternative& way : untuned(s)) {
      fault += fault_of(way, s.horizon_months);
      fault += way.reference || way.chosen ? way.id + " is marked" : "";
      for (std::size_t k = 0; k < k_ids.size(); ++k) {
        seen[k] += way.id == k_ids[k] ? 1 : 0;
      }
    }
    Ledger storage;
    bill_dataset_storage(storage, s, s.region);
    fault += fault_of(storage.estimate());
    if (!fault.empty()) {
      CAPTURE(text_of(facts), fault);
      FAIL("a bill is wrong");
    }
  }
  for (std::size_t k = 0; k < k_ids.size(); ++k) {
    CAPTURE(k_ids[k]);
    CHECK(seen[k] > 100); // else little was tried
  }
}

TEST_CASE("twice the requests are twice the tokens", "[cost][property]") {
  RandomProfiles profiles{20'261'131};
  const FactIndex requests = knowledge().schema.at("traffic.requests_per_month");
  int compared = 0;
  for (int i = 0; i < 500; ++i) {
    Facts once = derive(profiles.next(), knowledge().catalog);
    const auto count = once.likely("traffic.requests_per_month");
    if (!count) {
      continue;
    }
    Facts twice = once;
    twice.set(requests, NumberRange::point(*count + *count), {Origin::Kind::profile, {}, ""});
    const Situation s{once, knowledge()};
    const Situation t{twice, knowledge()};
    for (const bool retrieval : {false, true}) {
      const Estimate a = untuned_way(s, {s.baseline, retrieval, false}).estimate;
      const Estimate b = untuned_way(t, {t.baseline, retrieval, false}).estimate;
      for (const Line& line : a.lines) {
        const auto same = std::find_if(b.lines.begin(), b.lines.end(), [&](const Line& other) {
          return other.id == line.id && other.rate.service == line.rate.service;
        });
        // A store that is cheaper for twice the requests has other lines.
        if (line.kind != LineKind::per_use || same == b.lines.end()) {
          continue;
        }
        INFO(text_of(once) << line.id);
        REQUIRE(same->quantity == line.quantity * Rational::of(2));
        ++compared;
      }
    }
  }
  CHECK(compared > 500);
}
