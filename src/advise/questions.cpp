#include "advise/questions.hpp"

#include "tunepath/advise/values.hpp"

#include <algorithm>

namespace tunepath {
namespace {

/// What to ask first, by what an answer is worth when nothing is known. Others follow as declared.
constexpr std::array<std::string_view, 18> k_order{"problem.missing_facts",
                                                   "problem.behaviour_gap",
                                                   "problem.prompt_effort",
                                                   "problem.weak_prompt",
                                                   "problem.reduce_latency_or_cost",
                                                   "data.labelled_examples",
                                                   "data.training_tokens",
                                                   "problem.smaller_model_effort",
                                                   "problem.task_stability",
                                                   "requirements.technique",
                                                   "requirements.weights",
                                                   "requirements.managed_only",
                                                   "requirements.custom_objective",
                                                   "requirements.regions_allowed",
                                                   "model.base",
                                                   "model.on_bedrock_list",
                                                   "model.on_jumpstart_list",
                                                   "data.longest_example_tokens"};

/// Collects facts that are not known, each once.
class Collector {
public:
  Collector(const Facts& facts, const RuleSet& rules) : facts_(facts), rules_(rules) {}

  void option(Approach id) {
    for (const Rule* rule : rules_.about(Topic::approach, name_of(id))) {
      if (rule->decl->effect != Effect::caution) {
        open_rule(*rule);
      }
    }
  }

  /// The open rules of every path up to the first that is possible.
  void paths(const Outcome& outcome) {
    for (const auto& [path, name] : Names<Path>::k_all) {
      const PathVerdict verdict = outcome.paths[static_cast<std::size_t>(path)];
      for (const Rule* rule : rules_.about(Topic::path, name)) {
        if (rule->decl->effect == Effect::ruled_out && verdict == PathVerdict::undecided) {
          open_rule(*rule);
        }
      }
      if (verdict == PathVerdict::possible || verdict == PathVerdict::chosen) {
        return;
      }
    }
  }

  /// What cautions ask about fine-tuning.
  void cautions() {
    for (const Rule* rule : rules_.about(Topic::approach, name_of(Approach::fine_tuning))) {
      if (rule->decl->effect == Effect::caution && !rule->decl->open.empty()) {
        open_rule(*rule);
      }
    }
  }

  std::vector<FactIndex> take() { return std::move(found_); }

private:
  void open_rule(const Rule& rule) {
    if (rule.when.evaluate(facts_) != Truth::unknown) {
      return;
    }
    bool nothing_missing = true;
    for (const FactIndex index : rule.when.facts()) {
      nothing_missing = nothing_missing && !is_open(index);
      fact(index);
    }
    if (nothing_missing) {
      ranges(rule);
    }
  }

  /// All is stated, but a range straddles what it is compared with: a closer figure would tell.
  void ranges(const Rule& rule) {
    for (const FactIndex index : rule.when.facts()) {
      const auto* range = std::get_if<NumberRange>(&facts_[index].value);
      if (range != nullptr && !range->is_point()) {
        add(index);
      }
    }
  }

  bool is_open(FactIndex index) const {
    // "Any" model is an answer, but none that anything could be looked up for.
    const std::string_view id = facts_.schema()[index].id;
    return !facts_[index].known() || (id == "model.base" && facts_.is(id, "any"));
  }

  void fact(FactIndex index) {
    if (!is_open(index) || facts_.schema()[index].id == "path.all_ruled_out") {
      return;
    }
    const auto sources = sources_of(facts_.schema()[index].id);
    bool asked = false;
    for (const std::string_view source : sources) {
      const FactIndex at = facts_.schema().at(source);
      const bool about_model = source.starts_with("model.on_");
      if (is_open(at) && !(about_model && is_open(facts_.schema().at("model.base")))) {
        add(at);
        asked = true;
      }
    }
    if (!asked) {
      add(index);
    }
  }

  void add(FactIndex index) {
    if (std::find(found_.begin(), found_.end(), index) == found_.end()) {
      found_.push_back(index);
    }
  }

  const Facts& facts_;
  const RuleSet& rules_;
  std::vector<FactIndex> found_;
};

std::pair<std::size_t, FactIndex> priority(FactIndex index, const FactSchema& schema) {
  const auto place = std::find(k_order.begin(), k_order.end(), schema[index].id);
  return {static_cast<std::size_t>(place - k_order.begin()), index};
}

} // namespace

bool asked_before(FactIndex a, FactIndex b, const FactSchema& schema) {
  return priority(a, schema) < priority(b, schema);
}

std::vector<OpenQuestion> open_questions(const Outcome& outcome, const Facts& facts,
                                         const RuleSet& rules) {
  const FactSchema& schema = facts.schema();
  Collector collector{facts, rules};
  for (const auto& [id, name] : Names<Approach>::k_all) {
    if (outcome.option(id) == OptionVerdict::undecided) {
      collector.option(id);
    }
  }
  if (outcome.may_tune() && !outcome.firm) {
    collector.paths(outcome);
  }
  if (outcome.may_tune()) {
    collector.cautions();
  }
  std::vector<FactIndex> asked = collector.take();
  std::sort(asked.begin(), asked.end(),
            [&](FactIndex a, FactIndex b) { return asked_before(a, b, schema); });
  std::vector<OpenQuestion> questions;
  questions.reserve(asked.size());
  for (const FactIndex index : asked) {
    questions.push_back({std::string{schema[index].id}, std::string{schema[index].question},
                         std::string{schema[index].why}});
  }
  return questions;
}

} // namespace tunepath
