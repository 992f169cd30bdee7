#include "proof/walk.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace tunepath::proof {
namespace {

constexpr std::uint64_t k_most_evaluations = 3'000'000;

bool is_wide(const Value& value) {
  const auto* range = std::get_if<NumberRange>(&value);
  return range != nullptr && !range->is_point();
}

Decimal decimal(double number) {
  constexpr int k_decimals = 4;
  return std::abs(number) < 1e13 ? Decimal::scaled(std::llround(number * 1e4), k_decimals)
                                 : Decimal::of(std::llround(number));
}

} // namespace

Walk::Walk(const Knowledge& knowledge, const Space& space, Trial& trial)
    : knowledge_(knowledge), space_(space), trial_(trial), assigned_(knowledge.schema.size()) {
  for (const Rule& rule : knowledge.rules.all()) {
    for (const FactIndex fact : rule.when.asked_if_known()) {
      for (const FactIndex answer : space.answers_behind(fact)) {
        asked_[&rule].push_back(answer);
      }
    }
  }
}

/// While it is open whether something will be known, asking whether it is would be answered "no".
Truth Walk::truth(const Rule& rule) const {
  const auto asked = asked_.find(&rule);
  if (asked != asked_.end()) {
    for (const FactIndex fact : asked->second) {
      if (assigned_[fact] == 0 && !space_.values(fact).empty()) {
        return Truth::unknown;
      }
    }
  }
  return rule.when.evaluate(trial_.facts());
}

bool Walk::run(const std::vector<const Rule*>& rules, const Visit& visit) {
  rules_ = &rules;
  visit_ = &visit;
  evaluations_ = 0;
  regions_ = 0;
  exhausted_ = false;
  found_.clear();
  return descend();
}

bool Walk::descend() {
  if (++evaluations_ > k_most_evaluations) {
    exhausted_ = true;
    return false;
  }
  const auto fact = next();
  complete_ = !fact;
  const Step step = (*visit_)(*this);
  if (step == Step::stop) {
    for (FactIndex i = 0; i < assigned_.size(); ++i) {
      if (assigned_[i] > 0) {
        found_.emplace_back(i, trial_.stated(i));
      }
    }
    return true;
  }
  if (step == Step::settled || !fact) {
    ++regions_;
    return false;
  }
  return split(*fact);
}

bool Walk::split(FactIndex fact) {
  const Value before = trial_.stated(fact);
  bool stopped = false;
  ++assigned_[fact];
  for (const Value& value : parts(fact)) {
    trial_.set(fact, value);
    stopped = descend();
    if (stopped || exhausted_) {
      break;
    }
  }
  --assigned_[fact];
  trial_.set(fact, before);
  return stopped;
}

/// The first answer that an open rule waits for; first what it asks about knowing.
std::optional<FactIndex> Walk::next() const {
  const Facts& facts = trial_.facts();
  for (const Rule* rule : *rules_) {
    if (truth(*rule) != Truth::unknown) {
      continue;
    }
    if (const auto asked = asked_.find(rule); asked != asked_.end()) {
      for (const FactIndex fact : asked->second) {
        if (assigned_[fact] == 0 && !space_.values(fact).empty()) {
          return fact;
        }
      }
    }
    for (const FactIndex fact : rule->when.facts()) {
      if (!facts[fact].known() || is_wide(facts[fact].value)) {
        if (const auto answer = open_answer(fact)) {
          return answer;
        }
      }
    }
  }
  return std::nullopt;
}

std::optional<FactIndex> Walk::open_answer(FactIndex fact) const {
  for (const FactIndex answer : space_.answers_behind(fact)) {
    if (can_split(answer)) {
      return answer;
    }
  }
  return std::nullopt;
}

bool Walk::can_split(FactIndex fact) const {
  return assigned_[fact] == 0 ? !space_.values(fact).empty() : is_wide(trial_.stated(fact));
}

/// A number falls into what is below, at and above a constant inside it that an open rule compares
/// it with. Without any, as where rules compare it with another that is open, too, its ends and its
/// middle stand for it. Anything else falls into its values.
std::vector<Value> Walk::parts(FactIndex fact) const {
  const auto* range = std::get_if<NumberRange>(&trial_.stated(fact));
  if (range == nullptr || assigned_[fact] == 1) {
    return space_.values(fact);
  }
  const double low = range->low.to_double();
  const double high = range->high.to_double();
  std::vector<double> bounds;
  for (const Rule* rule : *rules_) {
    rule->when.thresholds(fact, trial_.facts(), bounds);
  }
  const auto inside = std::find_if(bounds.begin(), bounds.end(),
                                   [&](double bound) { return bound >= low && bound <= high; });
  const bool whole = knowledge_.schema[fact].whole;
  if (inside == bounds.end()) {
    const double middle = low + (high - low) / 2;
    return {NumberRange::point(range->low), NumberRange::point(range->high),
            NumberRange::point(decimal(whole ? std::floor(middle) : middle))};
  }
  const double at = whole ? std::floor(*inside) : *inside;
  const double step = whole ? 1 : std::max(1e-4, std::abs(at) * 1e-6);
  std::vector<Value> parts;
  const auto add = [&](double from, double to) {
    if (from <= to) {
      parts.emplace_back(NumberRange{decimal(from), decimal(from), decimal(to)});
    }
  };
  add(at, at);
  add(at + step, high);
  add(low, at - step);
  return parts;
}

} // namespace tunepath::proof
