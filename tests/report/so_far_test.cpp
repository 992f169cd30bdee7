#include "tunepath/report/so_far.hpp"

#include "support/catch.hpp"
#include "support/scenario.hpp"

using namespace tunepath;

TEST_CASE("the running verdict says where the answer stands", "[report]") {
  struct Case {
    const char* name;
    const char* profile;
    const char* said;
  };
  const Case c = GENERATE(values<Case>({
      {"nothing is known", "", "Not enough is known."},
      {"it points somewhere", "problem: {missing_facts: yes}\n",
       "Not enough is known; it points to RAG."},
      {"decided without tuning",
       "problem: {missing_facts: no, behaviour_gap: no, weak_prompt: yes, prompt_effort: some,\n"
       "  reduce_latency_or_cost: no}\n",
       "Fix the prompt: prompt."},
      {"decided and priced",
       "problem: {missing_facts: no, behaviour_gap: yes, prompt_effort: exhausted,\n"
       "  weak_prompt: no, task_stability: stable, reduce_latency_or_cost: no}\n"
       "data: {labelled_examples: 4000, tokens_per_example: 500}\n"
       "model: {base: nova-micro}\n"
       "traffic: {requests_per_month: 1000, input_tokens: 1000, output_tokens: 100}\n",
       "Prove it first: prompt + fine-tuning on Bedrock. Standing $1.95 a month, by use "
       "$0.05 a month, once at least $4.00."},
  }));
  DYNAMIC_SECTION(c.name) {
    CHECK(so_far(test::advise_on(std::string{"format: tunepath-profile/1\n"} + c.profile)) ==
          c.said);
  }
}
