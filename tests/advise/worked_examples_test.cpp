// Prices that others worked out and published, each with the rate that its source states. A rate
// that the shipped table lacks for the region stands in the example's own overlay.

#include "support/catch.hpp"
#include "support/scenario.hpp"

#include <stdexcept>

#include <fmt/format.h>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// A fine-tuning case in which nothing is left to decide; `more` adds or completes sections.
std::string tuning_profile(const std::string& model, const std::string& more) {
  return fmt::format(R"(format: tunepath-profile/1
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}}
model: {{base: {}}}
people: {{hourly_usd: 0, data_preparation_hours: 0, evaluation_hours: 0}}
{})",
                     model, more);
}

std::string rate(const std::string& row) {
  return "format: tunepath-rates/1\nrates:\n  - {" + row +
         ", valid_from: 2024-01-01, source: the worked example, source_date: 2024-01-01}\n";
}

std::string usd(Money amount) {
  return plain(amount);
}

const Alternative& way_of(const Advice& advice, const std::string& id) {
  for (const Alternative& way : advice.cost.alternatives) {
    if (way.id == id) {
      return way;
    }
  }
  FAIL("no way " << id);
  throw std::logic_error("not reached");
}

} // namespace

TEST_CASE("W1 and W2: text-to-SQL on Nova Micro, from the shipped rates", "[worked-examples]") {
  const Advice advice = advise_on(tuning_profile("nova-micro", R"(region: us-east-1
data: {labelled_examples: 2000, tokens_per_example: 800}
training: {epochs: 5}
traffic: {requests_per_month: 22000, input_tokens: 800, output_tokens: 60, shape: business-hours}
)"));
  CHECK(usd(line_of(advice.cost.estimate, "training.run").amount) == "8.00");
  const HostingOption& on_demand = mode_of(advice, HostingMode::bedrock_on_demand);
  CHECK(usd(line_of(on_demand.estimate, "tokens.input").amount) == "0.616");
  CHECK(usd(line_of(on_demand.estimate, "tokens.output").amount) == "0.1848");
  CHECK(usd(on_demand.estimate.total(LineKind::per_use)) == "0.8008"); // the source prints 0.80
  CHECK(usd(line_of(on_demand.estimate, "storage.custom-model").amount) == "1.95"); // listed apart
  CHECK(advice.hosting == HostingMode::bedrock_on_demand);
  CHECK(advice.decision.path == Path::bedrock);
}

TEST_CASE("W4: Provisioned Throughput for a term, and the length of a month", "[worked-examples]") {
  struct Case {
    const char* name;
    const char* hours;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>(
      {{"31 days, as the source", "744", "27379.20"}, {"a mean month", "730", "26864.00"}}));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(
        tuning_profile("titan-text-express", fmt::format(R"(region: us-east-1
hours_per_month: {}
hosting: {{mode: provisioned-throughput, commitment: 1-month, model_units: 2}}
)",
                                                         c.hours)),
        rate("service: bedrock, item: titan-text-express, variant: custom, region: us-east-1, "
             "meter: provisioned-throughput, unit: model-unit-hour, tier_or_term: 1-month, usd: "
             "18.40"));
    const auto& mode = mode_of(advice, HostingMode::provisioned_throughput);
    CHECK(usd(line_of(mode.estimate, "hosting.provisioned-throughput").amount) == c.expected);
  }
}

TEST_CASE("W10: three Nova 2 Lite models on Provisioned Throughput", "[worked-examples]") {
  struct Case {
    const char* name;
    int units;
    const char* hours;
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({{"an hour of one model", 1, "1", "60.50"},
                                        {"an hour", 3, "1", "181.50"},
                                        {"a session of 8 hours", 3, "8", "1452.00"},
                                        {"a weekend", 3, "48", "8712.00"}}));
  DYNAMIC_SECTION(c.name) {
    const Advice proof = advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-east-1
problem: {{missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
  gap_kinds: [skill], reduce_latency_or_cost: no, task_stability: stable}}
model: {{base: nova-2-lite}}
hosting: {{mode: provisioned-throughput, model_units: {}}}
people: {{evaluation_hosting_hours: {}}}
)",
                                               c.units, c.hours));
    CHECK(usd(line_of(proof.cost.proof->estimate, "evaluation.hosting").amount) == c.expected);
    CHECK(proof.hosting == HostingMode::provisioned_throughput);
  }
  SECTION("30 days, and the other way: idle on demand") {
    const Advice advice = advise_on(tuning_profile("nova-2-lite", R"(region: us-east-1
hours_per_month: 720
hosting: {model_units: 3}
traffic: {requests_per_month: 0}
)"));
    const auto& provisioned = mode_of(advice, HostingMode::provisioned_throughput);
    CHECK(usd(line_of(provisioned.idle, "hosting.provisioned-throughput").amount) == "130680.00");
    const auto& on_demand = mode_of(advice, HostingMode::bedrock_on_demand);
    const Line& storage = line_of(on_demand.idle, "storage.custom-model");
    CHECK(usd(on_demand.idle_monthly()) == "1.95"); // nothing but the storage of this model
    CHECK(usd(multiply(Rational::of(3), storage.usd, storage.per)) == "5.85");
  }
}

TEST_CASE("W11: tuning Nova 2 Lite on corpora of some 25,000 tokens", "[worked-examples]") {
  struct Case {
    const char* name;
    std::int64_t corpus;
    int epochs;
    const char* expected; // micro-dollars, half to even; the source prints mills
  };
  const Case c = GENERATE(values<Case>({
      {"first corpus, 1 epoch", 25'924, 1, "0.097993"},
      {"first corpus, 2 epochs", 25'924, 2, "0.195985"},
      {"first corpus, 5 epochs", 25'924, 5, "0.489964"},
      {"second corpus, 1 epoch", 22'182, 1, "0.083848"},
      {"second corpus, 2 epochs", 22'182, 2, "0.167696"},
      {"second corpus, 5 epochs", 22'182, 5, "0.41924"},
      {"third corpus, 1 epoch", 26'660, 1, "0.100775"},
      {"third corpus, 2 epochs", 26'660, 2, "0.20155"},
      {"third corpus, 5 epochs", 26'660, 5, "0.503874"},
      {"all, 1 epoch", 74'766, 1, "0.282615"}, // exact sums are added first, rounded once
      {"all, 2 epochs", 74'766, 2, "0.565231"},
      {"all, 5 epochs", 74'766, 5, "1.413077"},
  }));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(tuning_profile(
        "nova-2-lite", fmt::format("region: us-east-1\ndata: {{labelled_examples: 400, "
                                   "training_tokens: {}}}\ntraining: {{epochs: {}}}\n",
                                   c.corpus, c.epochs)));
    CHECK(usd(line_of(advice.cost.estimate, "training.run").amount) == c.expected);
  }
}

TEST_CASE("SageMaker jobs of known hours", "[worked-examples]") {
  struct Case {
    const char* name;
    const char* instance;
    const char* hours;
    const char* region;
    const char* overlay; // "" = the shipped rate
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({
      {"W3 at the rate that the source states", "ml.g5.48xlarge", "4", "us-east-1", "16.288",
       "65.152"},
      {"W3 at the SageMaker rate: the source took EC2's", "ml.g5.48xlarge", "4", "us-east-1", "",
       "81.44"},
      {"SM8, 2 hours", "ml.g5.2xlarge", "2", "us-east-1", "", "3.03"},
      {"SM8, 6 hours", "ml.g5.2xlarge", "6", "us-east-1", "", "9.09"},
      {"SM10, half an hour", "ml.m5.large", "0.5", "us-east-1", "", "0.0575"},
      {"SM13, 8 hours without Spot", "ml.g5.xlarge", "8", "us-east-1", "", "11.264"},
      {"SM15, 60 minutes", "ml.g5.xlarge", "1", "us-east-1", "", "1.408"},
      {"SM15, 75 minutes", "ml.g5.xlarge", "1.25", "us-east-1", "", "1.76"},
  }));
  DYNAMIC_SECTION(c.name) {
    const std::string overlay =
        *c.overlay ? rate(fmt::format("service: sagemaker, item: {}, region: {}, meter: training, "
                                      "unit: instance-hour, usd: {}",
                                      c.instance, c.region, c.overlay))
                   : "";
    const Advice advice =
        advise_on(tuning_profile("llama-3.1-8b", fmt::format(R"(region: {}
requirements: {{weights: full}}
data: {{labelled_examples: 400}}
training: {{instance: {}, hours: {}}}
)",
                                                             c.region, c.instance, c.hours)),
                  overlay);
    CHECK(advice.decision.path == Path::sagemaker);
    CHECK(usd(line_of(advice.cost.estimate, "training.run").amount) == c.expected);
  }
}

TEST_CASE("T1: Cohere Command, where 1,000 tokens means a million", "[worked-examples][trap]") {
  const std::string rates = R"(format: tunepath-rates/1
sources: [{id: page, cite: "the AWS pricing page of 2025-02-28", date: 2025-02-28}]
rates:
  - {service: bedrock, item: cohere-command, variant: custom, region: us-east-1, meter: training, unit: trained-token, per: 1000, tier_or_term: none, usd: 0.004, valid_from: 2025-02-28, source: page}
  - {service: bedrock, item: cohere-command, variant: custom, region: us-east-1, meter: model-storage, unit: model-month, tier_or_term: none, usd: 1.95, valid_from: 2025-02-28, source: page}
  - {service: bedrock, item: cohere-command, variant: custom, region: us-east-1, meter: provisioned-throughput, unit: model-unit-hour, tier_or_term: no-commitment, usd: 49.50, valid_from: 2025-02-28, source: page}
)";
  const Advice advice = advise_on(tuning_profile("cohere-command", R"(region: us-east-1
as_of: 2025-03-01
data: {labelled_examples: 400, training_tokens: 1M}
training: {epochs: 1}
hosting: {mode: provisioned-throughput}
)"),
                                  rates);
  const Money training = line_of(advice.cost.estimate, "training.run").amount;
  const HostingOption& mode = mode_of(advice, HostingMode::provisioned_throughput);
  const Money storage = line_of(mode.estimate, "storage.custom-model").amount;
  const Line& unit = line_of(mode.estimate, "hosting.provisioned-throughput");
  const Money hour = multiply(Rational::of(1), unit.usd, unit.per);
  CHECK(usd(training) == "4.00");
  CHECK(usd(training + storage + hour) == "55.45");
}

TEST_CASE("T4: Custom Model Import bills units x 5 minutes a window", "[worked-examples][trap]") {
  struct Case {
    const char* name;
    int requests; // spread over the whole month: each falls into a window of its own
    const char* expected;
  };
  const Case c =
      GENERATE(values<Case>({{"one window", 1, "0.785"}, {"three windows", 3, "2.355"}}));
  DYNAMIC_SECTION(c.name) {
    const Advice advice = advise_on(tuning_profile("llama-3.1-8b", fmt::format(R"(region: us-east-1
as_of: 2025-03-01
requirements: {{weights: artifact}}
traffic: {{requests_per_month: {}, shape: steady}}
)",
                                                                               c.requests)));
    const HostingOption& mode = mode_of(advice, HostingMode::custom_model_import);
    CHECK(usd(line_of(mode.estimate, "hosting.import").amount) == c.expected);
  }
  SECTION("storage is per custom model unit") {
    const Advice advice = advise_on(tuning_profile("llama-3.1-8b", R"(region: us-east-1
requirements: {weights: artifact}
traffic: {requests_per_month: 0, shape: steady}
)"));
    CHECK(usd(line_of(mode_of(advice, HostingMode::custom_model_import).idle, "storage.import")
                  .amount) == "3.90");
  }
}

TEST_CASE("SM12: a million output tokens of an endpoint that is never idle", "[worked-examples]") {
  struct Case {
    const char* name;
    int requests; // of 1,000 output tokens in 700 hours: tokens a second x 3,600 x 700 / 1,000
    const char* expected;
  };
  const Case c = GENERATE(values<Case>({{"45.6 tokens a second", 114'912, "6.863426"},
                                        {"171.6", 432'432, "1.823847"},
                                        {"619.1", 1'560'132, "0.505528"},
                                        {"quantized, 85.35", 215'082, "3.666927"},
                                        {"quantized, 328.7", 828'324, "0.952152"},
                                        {"quantized, 1,077.25", 2'714'670, "0.290529"}}));
  DYNAMIC_SECTION(c.name) {
    const Advice advice =
        advise_on(fmt::format(R"(format: tunepath-profile/1
region: us-east-2
hours_per_month: 700
model: {{base: llama-3.1-8b}}
hosting: {{instance: ml.g6.xlarge, instances: 1}}
traffic: {{requests_per_month: {}, input_tokens: 1, output_tokens: 1000, shape: steady}}
)",
                              c.requests),
                  rate("service: sagemaker, item: ml.g6.xlarge, region: us-east-2, meter: hosting, "
                       "unit: instance-hour, usd: 1.1267"));
    const Alternative& way = way_of(advice, "base-on-endpoint");
    REQUIRE(way.usd_per_1000_requests);
    CHECK(usd(*way.usd_per_1000_requests) == c.expected);
  }
}

TEST_CASE("the code-review assistant of the design: retrieval beside a prompt, in one store",
          "[worked-examples]") {
  const Advice advice = advise_on(R"(format: tunepath-profile/1
region: us-east-1
problem: {missing_facts: yes, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: no,
  reduce_latency_or_cost: no}
model: {base: any, baseline: claude-haiku-4.5}
traffic: {requests_per_month: 60k, input_tokens: 1800, output_tokens: 350, shape: business-hours}
rag: {corpus_tokens: 40M, corpus_gb: 0.2, updates_tokens_per_month: 1M,
  retrieved_tokens_per_request: 2000, vector_store: managed-knowledge-base}
)");
  CHECK(usd(way_of(advice, "prompt").monthly()) == "234.30");
  const Alternative& rag = way_of(advice, "rag");
  CHECK(usd(line_of(rag.estimate, "tokens.input").amount) == "250.80");
  CHECK(usd(line_of(rag.estimate, "tokens.output").amount) == "115.50");
  CHECK(usd(line_of(rag.estimate, "rag.retrieve").amount) == "60.00");
  CHECK(usd(rag.standing()) == "1.00");
  CHECK(usd(rag.monthly()) == "427.30");
  CHECK(usd(rag.horizon) == "5127.60"); // twelve months, month by month
  CHECK(advice.cost.timeline.size() == 12);
}
