#pragma once

#include <string>
#include <utility>

namespace tunepath::test {

/// A tuned model on Bedrock whose volume, length of requests and value are known only between
/// bounds. The figures are examples.
inline std::string uncertain_profile() {
  return R"(format: tunepath-profile/1
name: uncertain
region: us-east-1
problem: {missing_facts: no, weak_prompt: no, prompt_effort: exhausted, behaviour_gap: yes,
          gap_kinds: [skill], reduce_latency_or_cost: no, task_narrow: yes, task_stability: stable}
data: {labelled_examples: 2000, tokens_per_example: 800, mirrors_production: yes,
       sensitive: scrubbed}
model: {base: nova-micro}
requirements: {weights: none}
training: {epochs: {low: 2, likely: 5, high: 9}}
hosting: {mode: bedrock-on-demand}
traffic: {requests_per_month: {low: 200k, likely: 600k, high: 3M}, input_tokens: 800,
          output_tokens: {low: 50, high: 150}, shape: business-hours}
people: {hourly_usd: 90, data_preparation_hours: 0, evaluation_hours: 8}
value: {per_request_usd: 0.01, accuracy_base: 0.8, measured: yes,
        accuracy_tuned: {low: 0.78, likely: 0.82, high: 0.9}}
)";
}

/// The same with every range as its one likely value.
inline std::string certain_profile() {
  std::string text = uncertain_profile();
  for (const auto& [range, point] : {std::pair{"{low: 2, likely: 5, high: 9}", "5"},
                                     std::pair{"{low: 200k, likely: 600k, high: 3M}", "600k"},
                                     std::pair{"{low: 50, high: 150}", "100"},
                                     std::pair{"{low: 0.78, likely: 0.82, high: 0.9}", "0.82"}}) {
    text.replace(text.find(range), std::string{range}.size(), point);
  }
  return text;
}

} // namespace tunepath::test
