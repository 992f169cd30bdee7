#pragma once

#include "advise/pricer.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tunepath {

/// What the lines and gaps of a month come to: sums by kind, and what of them decides.
struct Sums {
  std::array<Money, 3> usd{}; ///< by LineKind
  std::array<int, 3> gaps{};  ///< by LineKind
  int decisive_gaps = 0;      ///< see is_decisive
  int decisive_rates = 0;     ///< of these, where a rate is missing
  int hosting_lines = 0;
  Money usage;               ///< of the per-use sum: what every request bills alike
  Money retraining;          ///< of the standing sum: retraining, spread over its months
  Money committed;           ///< of the standing sum: what is owed for whole terms
  int commitment_months = 0; ///< of those terms; 0 without any
  Money training;            ///< of the one-time sum
  int training_lines = 0;    ///< one-time ones
  int training_gaps = 0;     ///< one-time ones
  Money labour;              ///< of the one-time sum: people's time
  int labour_gaps = 0;       ///< of the one-time gaps

  Money of(LineKind kind) const { return usd[static_cast<std::size_t>(kind)]; }
  Money monthly() const { return of(LineKind::standing) + of(LineKind::per_use); }
  bool complete(LineKind kind) const { return gaps[static_cast<std::size_t>(kind)] == 0; }
  bool complete() const { return gaps[0] + gaps[1] + gaps[2] == 0; }

  void add_line(LineKind kind, std::string_view id, const RateRow* row, Money amount);
  void add_gap(LineKind kind, std::string_view id, bool no_rate);
  Sums& operator+=(const Sums& more);
  /// Lacks what `later`, the same in another month, lacks, too.
  void take_gaps(const Sums& later);
};

/// Whether a gap concerns training, hosting or tokens: without those prices no verdict can be given
/// and no mode be preferred. Storage and labour are not decisive.
bool is_decisive(std::string_view gap_id);
/// Whether a line or gap is people's time for the tuned model.
bool is_labour(std::string_view id);
/// Whether every request bills the same of it: tokens and retrieval, not hours of instances.
bool is_usage(LineKind kind, std::string_view id);
/// Months of a commitment, 0 for other terms.
int months_of(Term term);

Sums sums_of(const Estimate& estimate);

/// The words of a line, or of the gap that takes its place.
struct LineWords {
  std::string label;
  std::string formula;
  std::string missing; ///< the facts to state where the quantity is not known
};

/// Where priced quantities go. Pricing is written once, for both kinds: one keeps lines and gaps
/// with their words, for a report; the other keeps sums only, for scenarios by the million.
class Ledger {
public:
  enum class Keeps { lines, sums };

  Ledger() = default;
  explicit Ledger(Keeps keeps) : keeps_(keeps) {}

  bool keeps_lines() const { return keeps_ == Keeps::lines; }
  Sums sums() const { return keeps_lines() ? sums_of(estimate_) : sums_; }
  const Estimate& estimate() const { return estimate_; }
  Estimate take() { return std::move(estimate_); }

  /// `quantity` at the rate of `key` (its unit is U): a line, or a gap. `words` makes LineWords.
  template <Unit U, class Words>
  void add(const Pricer& pricer, LineKind kind, std::string_view id, RateKey key,
           const std::optional<Quantity<U>>& quantity, const Words& words) {
    key.unit = U;
    if (keeps_lines()) {
      LineWords said = words();
      pricer.add(estimate_, {std::string{id}, kind, std::move(said.label), std::move(said.formula)},
                 key, Amount<U>{quantity, std::move(said.missing)});
      return;
    }
    const Price* price = key.item.empty() ? nullptr : pricer.remembered(key);
    if (price != nullptr && quantity) {
      sums_.add_line(kind, id, price->row, multiply(quantity->value(), price->usd, price->per));
    } else {
      sums_.add_gap(kind, id, price == nullptr && !key.item.empty());
    }
  }

  /// `make` makes the Gap, whose kind, id and no_rate are those given.
  template <class Make>
  void add_gap(LineKind kind, std::string_view id, bool no_rate, const Make& make) {
    if (keeps_lines()) {
      estimate_.gaps.push_back(make());
    } else {
      sums_.add_gap(kind, id, no_rate);
    }
  }

  /// An amount whose line `make` makes, priced elsewhere.
  template <class Make>
  void add_line(LineKind kind, std::string_view id, Money amount, const Make& make) {
    if (keeps_lines()) {
      estimate_.lines.push_back(make());
    } else {
      sums_.add_line(kind, id, nullptr, amount);
    }
  }

  Ledger& operator+=(const Ledger& more) {
    append(estimate_, more.estimate_);
    sums_ += more.sums_;
    return *this;
  }

private:
  Keeps keeps_ = Keeps::lines;
  Estimate estimate_;
  Sums sums_;
};

} // namespace tunepath
