#include "tunepath/advise/values.hpp"

#include "advise/derive.hpp"
#include "advise/offers.hpp"
#include "advise/questions.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace tunepath {
namespace {

/// Puts a value back when it goes.
class Kept {
public:
  Kept(Trial& trial, FactIndex fact) : trial_(trial), fact_(fact), value_(trial.stated(fact)) {}
  ~Kept() { trial_.set(fact_, value_); }
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;

private:
  Trial& trial_;
  FactIndex fact_;
  Value value_;
};

std::vector<Value> words_of(const FactDecl& fact) {
  std::vector<Value> values;
  for (const std::string_view word : fact.choices) {
    values.emplace_back(Word{word});
  }
  return values;
}

bool is_plausible(const FactDecl& fact, double number) {
  return (!fact.low || number >= fact.low->to_double()) &&
         (!fact.high || number <= fact.high->to_double());
}

/// Each threshold and, for whole numbers, its neighbours; without any, nothing.
std::vector<Value> numbers_of(FactIndex index, const Facts& facts, const Knowledge& knowledge,
                              std::span<const Topic> topics) {
  const FactDecl& fact = knowledge.schema[index];
  std::vector<double> thresholds;
  for (const Topic topic : topics) {
    for (const Rule* rule : knowledge.rules.about(topic)) {
      rule->when.thresholds(index, facts, thresholds);
    }
  }
  std::set<double> numbers;
  for (const double threshold : thresholds) {
    const double step = fact.whole ? 1 : std::max(1e-3, std::abs(threshold) * 1e-3);
    for (const double number : {threshold - step, threshold, threshold + step}) {
      if (is_plausible(fact, number)) {
        numbers.insert(number);
      }
    }
  }
  std::vector<Value> values = words_of(fact);
  for (const double number : numbers) {
    constexpr int k_decimals = 6;
    const auto scaled = std::llround(number * 1e6);
    values.emplace_back(NumberRange::point(Decimal::scaled(scaled, k_decimals)));
  }
  return values;
}

/// Models that no service lists differ in nothing else that a look-up tells.
bool same_where_unlisted(const Model& a, const Model& b) {
  return a.weights == b.weights && a.family == b.family &&
         a.cmi_architecture_listed == b.cmi_architecture_listed;
}

/// Of the models about which the catalog says the same, the first.
std::vector<Value> models_of(FactIndex fact, Trial& trial, const Knowledge& knowledge) {
  const Kept kept{trial, fact};
  const Catalog& catalog = knowledge.catalog;
  std::vector<Value> values = words_of(knowledge.schema[fact]);
  std::vector<std::vector<Value>> seen;
  std::vector<const Model*> unlisted;
  for (const Model& model : catalog.models) {
    if (catalog.bedrock_rows(model.id).empty() && catalog.recipes_of(model.id).empty()) {
      const bool known = std::any_of(unlisted.begin(), unlisted.end(), [&](const Model* other) {
        return same_where_unlisted(*other, model);
      });
      if (known) {
        continue;
      }
      unlisted.push_back(&model);
    }
    trial.set(fact, Word{model.id});
    if (std::find(seen.begin(), seen.end(), trial.looked_up()) == seen.end()) {
      seen.push_back(trial.looked_up());
      values.emplace_back(Word{model.id});
    }
  }
  return values;
}

/// The allowed regions and one of those where the base model can be tuned.
std::vector<Value> regions_of(FactIndex fact, const Trial& trial, const Knowledge& knowledge) {
  const auto* allowed = std::get_if<Words>(&trial.stated(fact));
  const auto* base = std::get_if<Word>(&trial.stated(knowledge.schema.at("model.base")));
  const Model* model = base == nullptr ? nullptr : knowledge.catalog.model(*base);
  std::vector<Value> values;
  if (allowed == nullptr || model == nullptr) {
    return values;
  }
  for (const std::string& region : tunable_regions(knowledge.catalog, *model)) {
    if (std::find(allowed->begin(), allowed->end(), region) == allowed->end()) {
      Words more = *allowed;
      more.push_back(region);
      values.emplace_back(std::move(more));
    }
  }
  return values;
}

} // namespace

std::vector<FactIndex> deciding_facts(const Knowledge& knowledge) {
  const FactSchema& schema = knowledge.schema;
  std::vector<FactIndex> facts;
  const auto add = [&](FactIndex fact) {
    if (!schema[fact].derived && std::find(facts.begin(), facts.end(), fact) == facts.end()) {
      facts.push_back(fact);
    }
  };
  for (const Topic topic : {Topic::approach, Topic::path}) {
    for (const Rule* rule : knowledge.rules.about(topic)) {
      if (rule->decl->effect == Effect::caution) {
        continue;
      }
      for (const FactIndex fact : rule->when.facts()) {
        add(fact);
        for (const std::string_view source : sources_of(schema[fact].id)) {
          add(schema.at(source));
        }
      }
    }
  }
  std::sort(facts.begin(), facts.end(),
            [&](FactIndex a, FactIndex b) { return asked_before(a, b, schema); });
  return facts;
}

std::vector<Value> values_worth_trying(FactIndex fact, Trial& trial, const Knowledge& knowledge,
                                       std::span<const Topic> topics) {
  switch (knowledge.schema[fact].type) {
  case FactType::yes_no:
    return {true, false};
  case FactType::choice:
    return words_of(knowledge.schema[fact]);
  case FactType::number:
    return numbers_of(fact, trial.facts(), knowledge, topics);
  case FactType::model:
    return models_of(fact, trial, knowledge);
  case FactType::regions:
    return regions_of(fact, trial, knowledge);
  default:
    return {};
  }
}

} // namespace tunepath
