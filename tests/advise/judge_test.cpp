#include "advise/judge.hpp"

#include "advise/derive.hpp"
#include "support/catch.hpp"
#include "support/deciding.hpp"

#include <map>

using namespace tunepath;
using namespace tunepath::test;

namespace {

/// What pricing and the decision would have derived: by fact, as a profile would write it.
using Derived = std::map<std::string, std::string>;

void set(Facts& facts, const Derived& values) {
  for (const auto& [id, text] : values) {
    const FactIndex index = facts.schema().at(id);
    const FactType type = facts.schema()[index].type;
    Value value = Word{text};
    if (type == FactType::yes_no) {
      value = text == "unknown" ? Value{Unknown{}} : Value{text == "yes"};
    } else if (type == FactType::number) {
      value = NumberRange::point(Decimal::parse(text).value());
    } else if (type == FactType::date) {
      value = Date::parse(text).value();
    }
    facts.set(index, value, {Origin::Kind::derived, {}, "the test"});
  }
}

Facts facts_with(const std::string& profile, const Derived& values) {
  Facts facts = derive(facts_of(profile), knowledge().catalog);
  set(facts, values);
  return facts;
}

Eligibility eligibility(HostingMode mode, const std::string& profile, const Derived& values) {
  return hosting_eligibility(facts_with(profile, values), knowledge(), mode);
}

const std::string k_llama = "region: us-west-2\nmodel: {base: llama-3.1-8b}\n";
const std::string k_nova = "model: {base: nova-micro}\n";
const Derived k_on_instances{{"decision.path", "sagemaker"},
                             {"training.method_chosen", "lora"},
                             {"hosting.fits", "yes"},
                             {"hosting.covers_peak", "yes"},
                             {"traffic.peak_rps", "0.5"}};

Derived with(Derived values, const Derived& more) {
  for (const auto& [id, text] : more) {
    values[id] = text;
  }
  return values;
}

std::string warnings_of(const Facts& facts) {
  std::string text;
  for (const Reason& warning : warnings_that_hold(facts, knowledge())) {
    const std::string id{knowledge().rules.find(warning.rule)->decl->subject};
    text += (text.empty() ? "" : ", ") + id;
  }
  return text;
}

} // namespace

TEST_CASE("who may use which way of hosting", "[advise]") {
  struct Case {
    const char* name;
    HostingMode mode;
    std::string profile;
    Derived derived;
    Truth eligible;
    const char* rule; ///< that speaks first
  };
  using Mode = HostingMode;
  const Case c = GENERATE(values<Case>({
      {"tuned on Bedrock, provisioned",
       Mode::provisioned_throughput,
       k_llama,
       {{"decision.path", "bedrock"}},
       Truth::yes,
       "H01a"},
      {"tuned on SageMaker, provisioned", Mode::provisioned_throughput, k_llama, k_on_instances,
       Truth::no, "H01a"},
      {"Nova tuned on SageMaker, provisioned", Mode::provisioned_throughput, k_nova, k_on_instances,
       Truth::yes, "H01a"},
      {"path open", Mode::provisioned_throughput, k_llama, {}, Truth::unknown, "H01a"},
      {"Nova on demand",
       Mode::bedrock_on_demand,
       k_nova,
       {{"decision.path", "bedrock"}, {"traffic.peak_rps", "0.5"}},
       Truth::yes,
       "H02a"},
      {"Llama 3.1 on demand",
       Mode::bedrock_on_demand,
       k_llama,
       {{"decision.path", "bedrock"}, {"traffic.peak_rps", "0.5"}},
       Truth::no,
       "H02b"},
      {"over the measured requests a minute",
       Mode::bedrock_on_demand,
       "region: us-west-2\nmodel: {base: llama-3.3-70b}",
       {{"decision.path", "bedrock"},
        {"traffic.peak_rps", "0.5"},
        {"traffic.peak_tokens_per_minute", "30000"},
        {"traffic.tokens_per_day", "100000"}},
       Truth::no,
       "H02e"},
      {"no limit known, a high peak",
       Mode::bedrock_on_demand,
       k_nova,
       {{"decision.path", "bedrock"}, {"traffic.peak_rps", "20"}},
       Truth::unknown,
       "H02e"},
      {"customized too early",
       Mode::bedrock_on_demand,
       "model: {base: nova-micro, already_tuned: yes, tuned_on: 2025-03-01}",
       {{"decision.path", "bedrock"}, {"traffic.peak_rps", "0.5"}},
       Truth::no,
       "H02c"},
      {"customized nobody knows when",
       Mode::bedrock_on_demand,
       "model: {base: nova-micro, already_tuned: yes}",
       {{"decision.path", "bedrock"}, {"traffic.peak_rps", "0.5"}},
       Truth::unknown,
       "H02c"},
      {"full-rank Nova from SageMaker", Mode::bedrock_on_demand, k_nova,
       with(k_on_instances, {{"training.method_chosen", "full"}}), Truth::no, "H02d"},
      {"import of a Bedrock model",
       Mode::custom_model_import,
       k_llama,
       {{"decision.path", "bedrock"}, {"traffic.peak_rps", "0.5"}},
       Truth::no,
       "H03a"},
      {"import with cold starts", Mode::custom_model_import,
       k_llama + "requirements: {cold_start_ok: yes}", k_on_instances, Truth::yes, "H03a"},
      {"import without cold starts", Mode::custom_model_import,
       k_llama + "requirements: {cold_start_ok: no}\ntraffic: {shape: spiky}", k_on_instances,
       Truth::no, "H03f"},
      {"import kept warm by steady calls", Mode::custom_model_import,
       k_llama +
           "requirements: {cold_start_ok: no}\ntraffic: {shape: steady, requests_per_month: 1M}",
       k_on_instances, Truth::yes, "H03a"},
      {"import in a region that no list names", Mode::custom_model_import,
       "region: eu-west-1\nmodel: {base: llama-3.1-8b}\nrequirements: {cold_start_ok: yes}",
       k_on_instances, Truth::unknown, "H03d"},
      {"endpoint", Mode::endpoint, k_llama, k_on_instances, Truth::yes, "H04a"},
      {"endpoint for a Bedrock model",
       Mode::endpoint,
       k_llama,
       {{"decision.path", "bedrock"}},
       Truth::no,
       "H04a"},
      {"endpoint too small", Mode::endpoint, k_llama,
       with(k_on_instances, {{"hosting.fits", "no"}}), Truth::no, "H04b"},
      {"autoscaling, shape unknown", Mode::endpoint_autoscaling, k_llama, k_on_instances,
       Truth::unknown, "H05d"},
      {"scale to zero, no cold start", Mode::endpoint_scale_to_zero,
       k_llama + "requirements: {cold_start_ok: no}\ntraffic: {shape: steady}", k_on_instances,
       Truth::no, "H06d"},
      {"scale to zero on a schedule", Mode::endpoint_scale_to_zero,
       k_llama + "requirements: {cold_start_ok: no}\ntraffic: {shape: business-hours}\n"
                 "hosting: {schedule_ok: yes}",
       k_on_instances, Truth::yes, "H06a"},
      {"25 adapters", Mode::multi_adapter, k_llama + "hosting: {adapters_sharing: 25}",
       k_on_instances, Truth::yes, "H07a"},
      {"one adapter", Mode::multi_adapter, k_llama + "hosting: {adapters_sharing: 1}",
       k_on_instances, Truth::no, "H07f"},
      {"adapters not stated", Mode::multi_adapter, k_llama, k_on_instances, Truth::unknown, "H07f"},
      {"full-rank weights", Mode::multi_adapter, k_llama + "hosting: {adapters_sharing: 25}",
       with(k_on_instances, {{"training.method_chosen", "full"}}), Truth::no, "H07e"},
      {"async, somebody waits", Mode::async,
       k_llama + "requirements: {latency_p95_ms: 4000}\ntraffic: {shape: steady}", k_on_instances,
       Truth::no, "H08d"},
      {"async, nobody waits", Mode::async, k_llama + "requirements: {latency_p95_ms: 120000}",
       k_on_instances, Truth::yes, "H08a"},
      {"batch transform for a batch", Mode::batch_transform, k_llama + "traffic: {shape: batch}",
       k_on_instances, Truth::yes, "H09a"},
      {"batch transform for visitors", Mode::batch_transform, k_llama + "traffic: {shape: spiky}",
       k_on_instances, Truth::no, "H09d"},
  }));
  DYNAMIC_SECTION(c.name) {
    const Eligibility found = eligibility(c.mode, c.profile, c.derived);
    CHECK(found.eligible == c.eligible);
    REQUIRE_FALSE(found.reasons.empty());
    CHECK(found.reasons.front().rule == c.rule);
    for (const Reason& each : found.reasons) {
      CHECK_FALSE(each.text.empty());
    }
  }
}

TEST_CASE("every way of hosting has rules", "[advise][data]") {
  for (const auto& [mode, name] : Names<HostingMode>::k_all) {
    CAPTURE(name);
    CHECK_FALSE(knowledge().rules.about(Topic::hosting, name).empty());
  }
}

TEST_CASE("the verdict is that of the first rule that holds", "[advise]") {
  const Derived priced{{"approach.fine_tuning_in_play", "yes"},
                       {"cost.extra_complete", "yes"},
                       {"cost.extra_usd", "900"},
                       {"cost.aws_one_time_usd", "12"},
                       {"hosting.idle_usd", "1106.41"},
                       {"hosting.idle_known", "yes"},
                       {"traffic.low", "no"},
                       {"value.stated", "no"}};
  const Derived covered = with(priced, {{"value.stated", "yes"},
                                        {"value.gain_usd", "1200"},
                                        {"value.gain_covers_cost", "yes"},
                                        {"value.best_case_covers", "yes"},
                                        {"value.gain_straddles", "no"}});
  const Derived missed = with(covered, {{"value.gain_usd", "300"},
                                        {"value.gain_covers_cost", "no"},
                                        {"value.best_case_covers", "no"}});
  const std::string measured =
      "value: {measured: yes, accuracy_base: 0.7, accuracy_tuned: 0.9}\n"
      "data: {labelled_examples: 3200, mirrors_production: yes}\n";
  const std::string worse =
      "value: {measured: yes, accuracy_base: 0.8, accuracy_tuned: 0.7}\n"
      "data: {labelled_examples: 3200, mirrors_production: yes}\n";
  struct Case {
    const char* name;
    std::string profile;
    Derived derived;
    Verdict verdict;
    const char* rule;
  };
  const Case c = GENERATE_COPY(values<Case>({
      {"no tuning", measured, with(covered, {{"approach.fine_tuning_in_play", "no"}}),
       Verdict::not_applicable, "E01"},
      {"a rate is missing", measured,
       with(priced, {{"cost.extra_complete", "no"}, {"hosting.idle_usd", "2"}}), Verdict::unknown,
       "E02"},
      {"a rate is missing, but the known part is too much", measured,
       with(missed, {{"cost.extra_complete", "no"}}), Verdict::not_justified, "E05"},
      {"a rate is missing, but the bill stands against no traffic", measured,
       with(priced, {{"cost.extra_complete", "no"}, {"traffic.low", "yes"}}),
       Verdict::not_justified, "E05b"},
      {"measured, and it pays", measured, covered, Verdict::justified, "E03"},
      {"measured, cheaper and no worse", measured, with(priced, {{"cost.extra_usd", "-20"}}),
       Verdict::justified, "E03b"},
      {"measured, worse, and what is saved is worth more", worse,
       with(covered, {{"cost.extra_usd", "-3000"}, {"value.gain_usd", "-60"}}), Verdict::justified,
       "E03c"},
      {"measured, cheaper, on too few to tell whether it is as good", measured,
       with(covered, {{"cost.extra_usd", "-20"},
                      {"value.gain_covers_cost", "unknown"},
                      {"value.gain_straddles", "yes"}}),
       Verdict::prove_first, "E04h"},
      {"cheaper, but its answers would lose more", "value: {measured: no}",
       with(missed, {{"cost.extra_usd", "-20"}, {"value.gain_usd", "-900"}}),
       Verdict::not_justified, "E05d"},
      {"hoped for, and it would pay", "value: {measured: no}", covered, Verdict::prove_first,
       "E04"},
      {"nobody says whether it was measured", "region: us-east-1", covered, Verdict::prove_first,
       "E04"},
      {"cheaper, quality not measured", "region: us-east-1",
       with(priced, {{"cost.extra_usd", "-20"}}), Verdict::prove_first, "E04b"},
      {"measured on too few to tell", measured,
       with(covered, {{"value.gain_covers_cost", "unknown"}, {"value.gain_straddles", "yes"}}),
       Verdict::prove_first, "E04c"},
      {"hoped for in a wide range", "value: {measured: no}",
       with(covered, {{"value.gain_covers_cost", "unknown"}, {"value.gain_straddles", "yes"}}),
       Verdict::prove_first, "E04f"},
      {"it pays, but on few examples", "value: {measured: yes}\ndata: {labelled_examples: 120}",
       covered, Verdict::prove_first, "E04d"},
      {"it pays, but the task drifts", measured + "problem: {task_stability: drifting}", covered,
       Verdict::prove_first, "E04d"},
      {"it pays, the task drifts and is retrained",
       measured + "problem: {task_stability: drifting}\ntraining: {retrain_every_months: 6}",
       covered, Verdict::justified, "E03"},
      {"it pays, but on raw records", "value: {measured: yes}\ndata: {sensitive: raw}", covered,
       Verdict::prove_first, "E04d"},
      {"even the best case does not pay", measured, missed, Verdict::not_justified, "E05"},
      {"little traffic", measured, with(priced, {{"traffic.low", "yes"}}), Verdict::not_justified,
       "E05b"},
      {"finding out is cheap", "region: us-east-1", with(priced, {{"hosting.idle_usd", "1.95"}}),
       Verdict::prove_first, "E04e"},
      {"nothing to tell by", "region: us-east-1", priced, Verdict::unknown, "E06"},
      {"traffic unknown", "region: us-east-1", with(priced, {{"traffic.low", "unknown"}}),
       Verdict::unknown, "E06"},
  }));
  DYNAMIC_SECTION(c.name) {
    std::vector<Reason> reasons;
    CHECK(judge(facts_with(c.profile, c.derived), knowledge(), reasons) == c.verdict);
    REQUIRE_FALSE(reasons.empty());
    CHECK(reasons.front().rule == c.rule);
  }
}

TEST_CASE("what caps a verdict is said beside it", "[advise]") {
  std::vector<Reason> reasons;
  const Facts facts =
      facts_with("value: {measured: yes}\ndata: {labelled_examples: 120, sensitive: raw}",
                 {{"approach.fine_tuning_in_play", "yes"},
                  {"cost.extra_complete", "yes"},
                  {"cost.extra_usd", "900"},
                  {"value.stated", "yes"},
                  {"value.gain_covers_cost", "yes"},
                  {"value.best_case_covers", "yes"}});
  CHECK(judge(facts, knowledge(), reasons) == Verdict::prove_first);
  REQUIRE(reason(reasons, "E07b") != nullptr);
  CHECK(reason(reasons, "E07b")->text == "120 examples are few to rest a decision on.");
  CHECK(reason(reasons, "E07c") != nullptr);
}

TEST_CASE("warnings hold on what was found", "[advise]") {
  struct Case {
    const char* name;
    std::string profile;
    Derived derived;
    const char* warnings;
  };
  const Derived tuned{{"approach.fine_tuning_in_play", "yes"}};
  const Case c = GENERATE_COPY(values<Case>({
      {"nothing known", "region: us-east-1", {}, ""},
      {"hosting costs more than training",
       "region: us-east-1",
       {{"hosting.idle_usd", "1106.41"}, {"training.usd", "10.91"}, {"training.decided", "yes"}},
       "standing-cost"},
      {"hosting of a model that exists",
       "region: us-east-1",
       {{"hosting.idle_usd", "160"}, {"training.decided", "no"}},
       "standing-cost"},
      {"an endpoint, traffic not known",
       "region: us-east-1",
       {{"hosting.mode_bills_idle", "yes"}, {"hosting.mode_chosen", "endpoint"}},
       "idle-hosting, quota"},
      {"an endpoint, no traffic",
       "traffic: {requests_per_month: 0}",
       {{"hosting.mode_bills_idle", "yes"}},
       "idle-hosting"},
      {"an endpoint, busy",
       "traffic: {requests_per_month: 1M}",
       {{"hosting.mode_bills_idle", "yes"}, {"traffic.low", "no"}},
       ""},
      {"on demand, traffic not known",
       "region: us-east-1",
       {{"hosting.mode_bills_idle", "no"}},
       ""},
      {"a term",
       "region: us-east-1",
       {{"hosting.commitment_chosen", "6-month"},
        {"hosting.commitment_usd", "57290.4"},
        {"hosting.commitment_ends", "2027-05-22"}},
       "commitment"},
      {"no term", "region: us-east-1", {{"hosting.commitment_chosen", "none"}}, ""},
      {"model units",
       "region: us-east-1",
       {{"hosting.mode_chosen", "provisioned-throughput"}},
       "quota"},
      {"credits hide the bill",
       "region: us-east-1",
       {{"credits.used_usd", "25000"},
        {"credits.after", "2027-12"},
        {"hosting.idle_usd", "1106.41"}},
       "credits-mask-standing-cost"},
      {"credits that outlast the horizon hide it, too",
       "region: us-east-1",
       {{"credits.used_usd", "25000"}, {"hosting.idle_usd", "1106.41"}},
       "credits-mask-standing-cost"},
      {"credits that pay for nothing hide nothing",
       "region: us-east-1",
       {{"credits.used_usd", "0"}, {"hosting.idle_usd", "1106.41"}},
       ""},
      {"credits and a fee upfront",
       "region: us-east-1",
       {{"credits.any", "yes"}, {"cost.any_upfront", "yes"}},
       "upfront-not-covered-by-credits"},
      {"a gain that nobody measured",
       "region: us-east-1",
       {{"approach.fine_tuning_recommended", "yes"}},
       "unproven-gain"},
      {"a measured gain",
       "value: {measured: yes}",
       {{"approach.fine_tuning_recommended", "yes"}},
       ""},
      {"few examples", "data: {labelled_examples: 120}", tuned, "few-examples"},
      {"many epochs on few examples", "data: {labelled_examples: 500}\ntraining: {epochs: 8}",
       tuned, "overfit-risk"},
      {"raw records", "data: {sensitive: raw}", tuned, "sensitive-data"},
      {"a model that may have retired", "region: us-west-2\nmodel: {base: claude-3-haiku}", tuned,
       "retired-model"},
      {"a small corpus in a store with a minimum",
       "rag: {corpus_tokens: 100k}",
       {{"rag.store_has_minimum", "yes"}, {"rag.standing_usd", "350.4"}},
       "small-corpus-vector-store"},
      {"a store that dwarfs the rest",
       "region: us-east-1",
       {{"rag.store_has_minimum", "yes"}, {"rag.standing_usd", "350.4"}, {"rag.other_usd", "20"}},
       "small-corpus-vector-store"},
      {"one instance",
       "traffic: {requests_per_month: 1M}",
       {{"hosting.mode_chosen", "endpoint"}, {"hosting.units_chosen", "1"}},
       "quota, single-instance"},
      {"another region",
       "model: {base: llama-3.1-8b}\nrequirements: {regions_allowed: [us-west-2]}",
       with(tuned, {{"decision.path", "bedrock"}}), "region-move, licence"},
      {"the same prompt", "region: us-east-1", with(tuned, {{"traffic.same_prompt_length", "yes"}}),
       "same-prompt-length"},
      {"rates",
       "region: us-east-1",
       {{"rates.missing", "yes"},
        {"rates.stale", "yes"},
        {"rates.derived", "yes"},
        {"rates.low_confidence", "yes"}},
       "missing-rate, stale-rate, derived-rate, low-confidence-rate"},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(warnings_of(facts_with(c.profile, c.derived)) == c.warnings);
  }
}
