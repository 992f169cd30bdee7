#pragma once

#include "tunepath/facts/facts.hpp"

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tunepath::test {

/// A fact with values on both sides of every threshold that rules compare it with.
struct Domain {
  FactIndex fact = 0;
  std::vector<Value> values;
};

/// The facts that approach, path and hosting rest on.
std::vector<Domain> decision_domains(const FactSchema& schema);

/// Draws scenarios: complete ones, and parts of them. The same seed gives the same sequence.
class RandomFacts {
public:
  /// `blank` is a completed profile without any answer.
  RandomFacts(Facts blank, std::uint64_t seed);

  /// Every fact of the domains is known, without answers that contradict each other. Tuning is
  /// likely, so that the far ends of the rules are reached.
  Facts complete();
  /// The same with a random share of the facts unknown.
  Facts blanked(Facts facts);
  /// A value of the domain.
  const Value& one_of(const Domain& domain);
  std::size_t below(std::size_t bound);

  const std::vector<Domain>& domains() const { return domains_; }
  /// The facts of the domains with their values, a line each: for messages.
  std::string text_of(const Facts& facts) const;

private:
  void mostly(Facts& facts, std::string_view id, Value value);

  Facts blank_;
  std::vector<Domain> domains_;
  std::mt19937_64 random_;
};

} // namespace tunepath::test
