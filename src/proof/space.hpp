#pragma once

#include "tunepath/advise/trial.hpp"

#include <optional>
#include <vector>

namespace tunepath::proof {

/// What each fact can be, as far as rules can tell: one value for each word that matters, one model
/// for each set of things that the catalog says about models, each region that it names.
/// Numbers are split later, where they are compared.
class Space {
public:
  Space(const Knowledge& knowledge, const Facts& blank, Trial::LookUps look_ups);

  /// The answers that a fact comes from: itself, unless it is looked up, or concluded from others.
  std::vector<FactIndex> answers_behind(FactIndex fact) const;
  /// In a fixed order, yes first. Of numbers: the whole plausible range as one value. Of dates: the
  /// day before, on and after each that a rule names. And unknown where a rule asks whether the
  /// fact is known.
  const std::vector<Value>& values(FactIndex fact) const { return values_[fact]; }
  std::size_t models() const { return models_; }
  std::size_t regions() const { return regions_.size(); }

private:
  std::vector<Value> values_of(FactIndex fact, const Facts& blank) const;
  std::vector<Value> dates_of(FactIndex fact, const Facts& blank) const;
  std::vector<Value> lists_of(FactIndex fact) const;
  void find_models(Trial& trial);

  void find_regions();

  const Knowledge& knowledge_;
  Trial::LookUps look_ups_;
  std::vector<std::vector<Value>> values_;
  std::vector<bool> asked_if_known_;
  std::vector<std::string> regions_;
  std::size_t models_ = 0;
};

} // namespace tunepath::proof
