#include "advise/evaluation_steps.hpp"

#include "advise/derive.hpp"
#include "advise/fact_notes.hpp"
#include "tunepath/advise/values.hpp"

#include <algorithm>
#include <array>

namespace tunepath {
namespace {

struct RedoOf {
  std::string_view fact; ///< or a section: "people."
  Redo redo;
};

/// What pricing reads where; whatever is not listed asks for everything.
constexpr Redo k_sums{};
constexpr Redo k_around{.around = true};
constexpr Redo k_corpus{.around = true, .bills = true, .corpus = true};
constexpr Redo k_traffic{.bills = true, .traffic = true};
constexpr Redo k_requests{.around = true, .bills = true, .traffic = true, .requests = true};
constexpr Redo k_training{.around = true, .training = true};

constexpr std::array k_redo{
    RedoOf{"people.", k_around},
    RedoOf{"value.", k_sums},
    RedoOf{"rag.corpus_tokens", k_corpus},
    RedoOf{"rag.corpus_gb", k_corpus},
    RedoOf{"rag.updates_tokens_per_month", k_corpus},
    RedoOf{"rag.query_tokens_per_request", k_corpus},
    RedoOf{"rag.opensearch_units", k_corpus},
    RedoOf{"data.dataset_gb", k_around},
    RedoOf{"training.retrain_every_months", k_around},
    RedoOf{"traffic.requests_per_month", k_traffic},
    RedoOf{"traffic.growth_per_month", k_traffic},
    RedoOf{"traffic.active_hours_per_month", k_traffic},
    RedoOf{"traffic.peak_requests_per_second", k_traffic},
    RedoOf{"traffic.input_tokens", k_requests},
    RedoOf{"traffic.tuned_input_tokens", k_requests},
    RedoOf{"traffic.output_tokens", k_requests},
    RedoOf{"rag.retrieved_tokens_per_request", k_requests},
    RedoOf{"data.labelled_examples", k_training},
    RedoOf{"data.tokens_per_example", k_training},
    RedoOf{"data.training_tokens", k_training},
    RedoOf{"training.hours", k_training},
    RedoOf{"training.epochs", k_training},
    RedoOf{"training.runs", k_training},
};

Redo listed(std::string_view fact) {
  for (const RedoOf& each : k_redo) {
    if (each.fact.ends_with('.') ? fact.starts_with(each.fact) : fact == each.fact) {
      return each.redo;
    }
  }
  return {.all = true};
}

/// Facts that approach, path or technique rest on, directly or through what is derived from them.
std::vector<bool> decided_by(const Knowledge& knowledge) {
  std::vector<bool> decides(knowledge.schema.size());
  for (const Rule& rule : knowledge.rules.all()) {
    const Topic topic = rule.decl->topic;
    if (topic == Topic::verdict || topic == Topic::warning || topic == Topic::hosting) {
      continue;
    }
    for (const FactIndex fact : rule.when.facts()) {
      decides[fact] = true;
      for (const std::string_view source : sources_of(knowledge.schema[fact].id)) {
        decides[knowledge.schema.at(source)] = true;
      }
    }
  }
  return decides;
}

} // namespace

Redo& Redo::operator|=(const Redo& more) {
  around = around || more.around;
  bills = bills || more.bills;
  corpus = corpus || more.corpus;
  traffic = traffic || more.traffic;
  requests = requests || more.requests;
  training = training || more.training;
  decision = decision || more.decision;
  all = all || more.all;
  return *this;
}

std::vector<Redo> redo_by_fact(const Knowledge& knowledge) {
  const std::vector<bool> decides = decided_by(knowledge);
  std::vector<bool> hosts(knowledge.schema.size()); // rules about hosting modes read it
  for (const Rule* rule : knowledge.rules.about(Topic::hosting)) {
    for (const FactIndex fact : rule->when.facts()) {
      hosts[fact] = true;
    }
  }
  std::vector<Redo> redo;
  for (FactIndex fact = 0; fact < knowledge.schema.size(); ++fact) {
    redo.push_back(listed(knowledge.schema[fact].id));
    redo.back().decision = decides[fact];
    redo.back().bills = redo.back().bills || hosts[fact];
  }
  return redo;
}

bool rules_look_at_notes_only(const Knowledge& knowledge) {
  std::vector<bool> seen(knowledge.schema.size());
  for (FactIndex fact = 0; fact < knowledge.schema.size(); ++fact) {
    const FactDecl& decl = knowledge.schema[fact];
    seen[fact] = !decl.derived || !sources_of(decl.id).empty();
  }
  for (const std::string_view id : k_noted) {
    seen[knowledge.schema.at(id)] = true;
  }
  seen[knowledge.schema.at("verdict.capped")] = true;
  // Known only once draws were made; and what nothing sets yet.
  for (const std::string_view id : {"value.pays_share", "bedrock.import_region_confirmed"}) {
    seen[knowledge.schema.at(id)] = true;
  }
  Facts probe{knowledge.schema};
  for (const FactIndex fact : look_up(probe, knowledge.catalog)) {
    seen[fact] = true;
  }
  const auto rules = knowledge.rules.all();
  return std::all_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    const Topic topic = rule.decl->topic;
    const auto read = rule.when.facts();
    return (topic != Topic::verdict && topic != Topic::hosting) ||
           std::all_of(read.begin(), read.end(), [&](FactIndex fact) { return seen[fact]; });
  });
}

Truth RequiredRules::evaluate(const Facts& facts) const {
  Truth result = constant;
  for (const Rule* rule : others) {
    if (result == Truth::no) {
      break;
    }
    result = both(result, rule->when.evaluate(facts));
  }
  return result;
}

RequiredRules required_rules(HostingMode mode, const Facts& facts, const Knowledge& knowledge,
                             const std::vector<bool>& varies) {
  RequiredRules required;
  for (const Rule* rule : knowledge.rules.about(Topic::hosting, name_of(mode), Effect::required)) {
    const auto read = rule->when.facts();
    const bool turns =
        std::any_of(read.begin(), read.end(), [&](FactIndex fact) { return varies[fact]; });
    if (turns) {
      required.others.push_back(rule);
    } else {
      required.constant = both(required.constant, rule->when.evaluate(facts));
    }
  }
  return required;
}

} // namespace tunepath
