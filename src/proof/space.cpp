#include "proof/space.hpp"

#include "tunepath/advise/values.hpp"

#include <algorithm>
#include <set>

namespace tunepath::proof {
namespace {

/// Where a fact without a plausible range is taken to end; beyond every constant of a rule.
constexpr std::int64_t k_far = 1'000'000'000'000'000;

Value whole_range(const FactDecl& fact) {
  const Decimal low = fact.low.value_or(Decimal::of(fact.derived ? -k_far : 0));
  const Decimal high = fact.high.value_or(Decimal::of(k_far));
  return NumberRange{low, low, high};
}

template <class T>
void add_once(std::vector<T>& to, const T& value) {
  if (std::find(to.begin(), to.end(), value) == to.end()) {
    to.push_back(value);
  }
}

} // namespace

Space::Space(const Knowledge& knowledge, const Facts& blank, Trial::LookUps look_ups)
    : knowledge_(knowledge),
      look_ups_(look_ups),
      values_(knowledge.schema.size()),
      asked_if_known_(knowledge.schema.size()) {
  for (const Rule& rule : knowledge.rules.all()) {
    for (const FactIndex fact : rule.when.asked_if_known()) {
      asked_if_known_[fact] = true;
    }
  }
  find_regions();
  for (FactIndex i = 0; i < values_.size(); ++i) {
    values_[i] = values_of(i, blank);
  }
  Trial trial{knowledge, blank, Trial::LookUps::for_all_rules};
  find_models(trial);
}

/// Those that the catalog or a rule names, and one that neither does.
void Space::find_regions() {
  std::set<std::string> regions;
  for (const BedrockModel& row : knowledge_.catalog.bedrock_models) {
    if (knowledge_.rates.knows_region(row.region)) { // Not "*", nor a group of regions.
      regions.emplace(row.region);
    }
  }
  std::vector<std::string_view> words;
  for (const Rule& rule : knowledge_.rules.all()) {
    rule.when.words(knowledge_.schema.at("requirements.regions_allowed"), words);
  }
  regions.insert(words.begin(), words.end());
  for (const std::string_view other : knowledge_.rates.regions()) {
    if (regions.emplace(other).second) {
      break;
    }
  }
  regions_.assign(regions.begin(), regions.end());
}

std::vector<FactIndex> Space::answers_behind(FactIndex fact) const {
  std::vector<FactIndex> answers;
  const bool looked_up =
      knowledge_.schema[fact].id != "gap.any" && knowledge_.schema[fact].id != "data.kind";
  if (looked_up && look_ups_ == Trial::LookUps::none) {
    return {fact};
  }
  for (const std::string_view source : sources_of(knowledge_.schema[fact].id)) {
    answers.push_back(knowledge_.schema.at(source));
  }
  return answers.empty() ? std::vector<FactIndex>{fact} : answers;
}

std::vector<Value> Space::values_of(FactIndex index, const Facts& blank) const {
  const FactDecl& fact = knowledge_.schema[index];
  std::vector<Value> values;
  switch (fact.type) {
  case FactType::yes_no:
    values = {true, false};
    break;
  case FactType::choice:
    for (const std::string_view word : fact.choices) {
      values.emplace_back(Word{word});
    }
    break;
  case FactType::number:
    values = {whole_range(fact)};
    break;
  case FactType::date:
    values = dates_of(index, blank);
    break;
  case FactType::month: // Conditions only ask whether one is known.
    values = {Month::of(blank.date("as_of").value())};
    break;
  case FactType::choices:
    values = lists_of(index);
    break;
  case FactType::regions:
    for (const std::string& region : regions_) {
      values.emplace_back(Words{region});
    }
    break;
  case FactType::region:
    for (const std::string& region : regions_) {
      values.emplace_back(Word{region});
    }
    break;
  default:
    break;
  }
  if (asked_if_known_[index]) {
    values.emplace_back(Unknown{});
  }
  return values;
}

std::vector<Value> Space::dates_of(FactIndex index, const Facts& blank) const {
  std::vector<double> bounds;
  for (const Rule& rule : knowledge_.rules.all()) {
    rule.when.thresholds(index, blank, bounds);
  }
  std::set<std::int32_t> days;
  for (const double bound : bounds) {
    for (const int step : {-1, 0, 1}) {
      days.insert(static_cast<std::int32_t>(bound) + step);
    }
  }
  std::vector<Value> values;
  for (const std::int32_t day : days) {
    values.emplace_back(Date::days(day));
  }
  return values;
}

/// Every list of at most two of the words: conditions ask for one of several, or for an exact list.
std::vector<Value> Space::lists_of(FactIndex index) const {
  const auto& words = knowledge_.schema[index].choices;
  std::vector<Value> values;
  for (std::size_t i = 0; i < words.size(); ++i) {
    values.emplace_back(Words{Word{words[i]}});
    for (std::size_t j = i + 1; j < words.size(); ++j) {
      values.emplace_back(Words{Word{words[i]}, Word{words[j]}});
    }
  }
  values.emplace_back(Words{});
  return values;
}

/// One model for each set of answers that the catalog gives over all regions and techniques.
void Space::find_models(Trial& trial) {
  const FactSchema& schema = knowledge_.schema;
  const FactIndex base = schema.at("model.base");
  const FactIndex allowed = schema.at("requirements.regions_allowed");
  const FactIndex technique = schema.at("requirements.technique");
  std::vector<std::vector<Value>> seen;
  for (const Model& model : knowledge_.catalog.models) {
    std::vector<Value> said;
    trial.set(base, Word{model.id});
    for (const std::string& region : regions_) {
      trial.set(allowed, Words{region});
      for (const Value& each : values_[technique]) {
        trial.set(technique, each);
        said.insert(said.end(), trial.looked_up().begin(), trial.looked_up().end());
      }
    }
    if (std::find(seen.begin(), seen.end(), said) == seen.end()) {
      seen.push_back(std::move(said));
      values_[base].emplace_back(Word{model.id});
    }
  }
  models_ = values_[base].size();
  for (const std::string_view other : {"model.baseline", "model.teacher"}) {
    values_[schema.at(other)] = values_[base];
  }
}

} // namespace tunepath::proof
