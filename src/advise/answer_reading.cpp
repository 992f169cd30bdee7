#include "advise/answer_reading.hpp"

#include <algorithm>

namespace tunepath {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> k_kinds{
    {{"any", "pairs"},
     {"sft", "pairs"},
     {"lora", "pairs"},
     {"qlora", "pairs"},
     {"full", "pairs"},
     {"dpo", "preference-pairs"},
     {"rft", "graded-prompts"},
     {"distillation", "teacher-prompts"},
     {"continued-pretraining", "raw-text"}}};

Truth flag(const Facts& facts, FactIndex index) {
  const auto* value = std::get_if<bool>(&facts[index].value);
  return value == nullptr ? Truth::unknown : truth(*value);
}

std::string_view word(const Facts& facts, FactIndex index) {
  const auto* value = std::get_if<Word>(&facts[index].value);
  return value == nullptr ? std::string_view{} : *value;
}

} // namespace

AnswerReading::AnswerReading(const FactSchema& schema)
    : gaps_{schema.at("problem.missing_facts"), schema.at("problem.behaviour_gap"),
            schema.at("problem.weak_prompt"), schema.at("problem.reduce_latency_or_cost")},
      prompt_effort_(schema.at("problem.prompt_effort")),
      weak_prompt_(schema.at("problem.weak_prompt")),
      technique_(schema.at("requirements.technique")),
      any_gap_(schema.at("gap.any")),
      kind_(schema.at("data.kind")) {
  for (const auto& [technique, kind] : k_kinds) {
    kinds_.emplace_back(technique, Word{kind});
  }
}

const Value* AnswerReading::kind_of(std::string_view technique) const {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(),
                                  [&](const auto& entry) { return entry.first == technique; });
  return found == kinds_.end() ? &unknown_ : &found->second;
}

void AnswerReading::read(const Facts& facts, std::vector<Finding>& found) const {
  found.clear();
  Truth weak = flag(facts, weak_prompt_);
  if (word(facts, prompt_effort_) == "exhausted") {
    if (weak == Truth::yes) {
      found.push_back(
          {prompt_effort_, &some_, "problem.weak_prompt, since a thin prompt is not exhausted"});
    } else if (weak == Truth::unknown) {
      weak = Truth::no;
      found.push_back({weak_prompt_, &no_, "problem.prompt_effort"});
    }
  }
  Truth any = Truth::no;
  for (const FactIndex gap : gaps_) {
    any = either(any, gap == weak_prompt_ ? weak : flag(facts, gap));
  }
  const Value* wrong = any == Truth::yes ? &yes_ : any == Truth::no ? &no_ : &unknown_;
  found.push_back({any_gap_, wrong, "the answers under problem"});
  found.push_back({kind_, kind_of(word(facts, technique_)), "requirements.technique"});
}

} // namespace tunepath
