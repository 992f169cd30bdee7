#include "ask/possible_answers.hpp"

#include "tunepath/advise/values.hpp"

#include <algorithm>
#include <array>

namespace tunepath::ask {
namespace {

constexpr std::array<Topic, 2> k_topics{Topic::approach, Topic::path};

void add(std::vector<Value>& values, const Value& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) {
    values.push_back(value);
  }
}

/// Words come before numbers.
bool less(const Value& a, const Value& b) {
  const auto* left = std::get_if<NumberRange>(&a);
  const auto* right = std::get_if<NumberRange>(&b);
  return right != nullptr && (left == nullptr || left->likely < right->likely);
}

/// What is stated, and one region for each answer of the catalog about the base model; while the
/// model is open, every region.
std::vector<Value> regions(FactIndex fact, Trial& trial, const Knowledge& knowledge) {
  const Value before = trial.stated(fact);
  const bool model_known =
      std::holds_alternative<Word>(trial.stated(knowledge.schema.at("model.base")));
  std::vector<Value> values;
  std::vector<std::vector<Value>> seen;
  if (const auto* words = std::get_if<Words>(&before); words != nullptr && !words->empty()) {
    values.push_back(before);
    seen.push_back(trial.looked_up());
  }
  for (const std::string& region : known_regions(knowledge)) {
    trial.set(fact, Words{region});
    std::vector<Value> said = trial.looked_up();
    if (!model_known || std::find(seen.begin(), seen.end(), said) == seen.end()) {
      seen.push_back(std::move(said));
      add(values, Words{region});
    }
  }
  trial.set(fact, before);
  return values;
}

} // namespace

Words known_regions(const Knowledge& knowledge) {
  Words regions;
  for (const Model& model : knowledge.catalog.models) {
    for (std::string& region : tunable_regions(knowledge.catalog, model)) {
      if (std::find(regions.begin(), regions.end(), region) == regions.end()) {
        regions.push_back(std::move(region));
      }
    }
  }
  return regions;
}

std::vector<Value> possible_answers(FactIndex fact, Trial& trial, const Knowledge& knowledge) {
  if (knowledge.schema[fact].type == FactType::regions) {
    return regions(fact, trial, knowledge);
  }
  return values_worth_trying(fact, trial, knowledge, k_topics);
}

std::vector<Value> possible_numbers(FactIndex fact, FactIndex model,
                                    const std::vector<Value>& models, Trial& trial,
                                    const Knowledge& knowledge) {
  const Value before = trial.stated(model);
  std::vector<Value> values;
  for (const Value& each : models) {
    trial.set(model, each);
    for (const Value& value : values_worth_trying(fact, trial, knowledge, k_topics)) {
      add(values, value);
    }
  }
  trial.set(model, before);
  std::stable_sort(values.begin(), values.end(), less);
  return values;
}

} // namespace tunepath::ask
