#include "support/random_facts.hpp"

namespace tunepath::test {
namespace {

NumberRange number(std::int64_t value) {
  return NumberRange::point(Decimal::of(value));
}

Origin stated() {
  return {Origin::Kind::profile, {}, ""};
}

std::vector<std::pair<std::string, std::vector<Value>>> values_by_id() {
  const std::vector<Value> flag{true, false};
  const auto words = [](std::initializer_list<const char*> all) {
    std::vector<Value> values;
    for (const char* word : all) {
      values.emplace_back(Word{word});
    }
    return values;
  };
  return {
      {"problem.missing_facts", flag},
      {"problem.weak_prompt", flag},
      {"problem.behaviour_gap", flag},
      {"problem.reduce_latency_or_cost", flag},
      {"problem.prompt_effort", words({"none", "some", "exhausted"})},
      {"problem.rag_effort", words({"none", "some", "exhausted"})},
      {"problem.smaller_model_effort", words({"none", "some", "exhausted"})},
      {"problem.task_stability", words({"stable", "drifting", "changing"})},
      {"data.labelled_examples",
       {number(0), number(49), number(50), number(99), number(100), number(10'001), number(50'000),
        NumberRange{Decimal::of(40), Decimal::of(60), Decimal::of(20'000)}}},
      {"data.training_tokens", {number(1'000'000), number(10'000'000), number(200'000'000)}},
      {"data.longest_example_tokens", {number(500), number(20'000), number(40'000)}},
      {"model.base", words({"nova-micro", "nova-2-lite", "nova-premier", "llama-3.1-8b",
                            "llama-3.3-70b", "mistral-7b", "claude-3-haiku", "claude-haiku-4.5",
                            "gpt-oss-20b", "titan-text-lite", "qwen3-8b", "any"})},
      {"model.already_tuned", flag},
      {"model.on_bedrock_list", flag},
      {"model.on_jumpstart_list", flag},
      {"requirements.weights", words({"none", "artifact", "full"})},
      {"requirements.custom_objective", flag},
      {"requirements.managed_only", flag},
      {"requirements.technique", words({"any", "sft", "lora", "qlora", "full", "dpo", "rft",
                                        "distillation", "continued-pretraining"})},
      {"requirements.regions_allowed",
       {Words{"us-east-1"}, Words{"us-west-2"}, Words{"eu-west-1"},
        Words{"us-west-2", "us-east-1"}}},
      {"hosting.mode", words({"auto", "auto", "provisioned-throughput", "bedrock-on-demand",
                              "custom-model-import", "endpoint"})},
  };
}

} // namespace

std::vector<Domain> decision_domains(const FactSchema& schema) {
  std::vector<Domain> domains;
  for (auto& [id, values] : values_by_id()) {
    domains.push_back({schema.at(id), std::move(values)});
  }
  return domains;
}

RandomFacts::RandomFacts(Facts blank, std::uint64_t seed)
    : blank_(std::move(blank)), domains_(decision_domains(blank_.schema())), random_(seed) {}

std::size_t RandomFacts::below(std::size_t bound) {
  return random_() % bound; // The standard distributions differ between libraries.
}

const Value& RandomFacts::one_of(const Domain& domain) {
  return domain.values[below(domain.values.size())];
}

void RandomFacts::mostly(Facts& facts, std::string_view id, Value value) {
  if (below(10) < 6) {
    facts.set(id, std::move(value), stated());
  }
}

Facts RandomFacts::complete() {
  Facts facts = blank_;
  for (const Domain& domain : domains_) {
    facts.set(domain.fact, one_of(domain), stated());
  }
  mostly(facts, "model.already_tuned", false);
  mostly(facts, "requirements.technique", Word{"any"});
  mostly(facts, "problem.behaviour_gap", true);
  mostly(facts, "problem.prompt_effort", Word{"exhausted"});
  if (facts.is("problem.prompt_effort", "exhausted")) {
    facts.set("problem.weak_prompt", false, stated());
  }
  return facts;
}

Facts RandomFacts::blanked(Facts facts) {
  const std::size_t tenths = 1 + below(8);
  for (const Domain& domain : domains_) {
    if (below(10) < tenths) {
      facts.set(domain.fact, Unknown{}, {});
    }
  }
  return facts;
}

std::string RandomFacts::text_of(const Facts& facts) const {
  std::string text;
  for (const Domain& domain : domains_) {
    text += std::string{facts.schema()[domain.fact].id} + ": " +
            to_string(facts[domain.fact].value) + "\n";
  }
  return text;
}

} // namespace tunepath::test
