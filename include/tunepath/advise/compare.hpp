#pragma once

#include "tunepath/advise/comparable.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// A total of two answers. `by` is empty where either is only "at least" or not priced, and for the
/// horizon where one is longer than the other: such a difference is no number.
struct SumDifference {
  SumKind kind = SumKind::one_time;
  KnownSum base;
  KnownSum other;
  std::optional<Money> by;       ///< other - base
  std::optional<Rational> share; ///< by / base; empty where the base is nothing
};

/// One line that is not the same in two answers.
struct LineChange {
  enum class Kind { added, gone, changed };
  Kind kind = Kind::changed;
  /// What each answer has: a line, or the gap that stands for it. Both empty: nothing.
  std::optional<ComparedLine> before;
  std::optional<ComparedLine> after;
  std::optional<Gap> gap_before;
  std::optional<Gap> gap_after;
  bool quantity = false;   ///< why: another quantity
  bool rate = false;       ///< why: another price for the same unit
  bool item = false;       ///< why: of another model, instance type ...
  std::optional<Money> by; ///< empty where a gap is on either side

  const std::string& id() const;
  const std::string& label() const;
  LineKind of() const;
};

template <>
struct Names<LineChange::Kind> {
  static constexpr std::array<std::pair<LineChange::Kind, std::string_view>, 3> k_all{
      {{LineChange::Kind::added, "new"},
       {LineChange::Kind::gone, "gone"},
       {LineChange::Kind::changed, "changed"}}};
};

/// How one answer differs from the first.
struct Against {
  std::size_t index = 0;             ///< in Comparison::all
  std::array<SumDifference, 5> sums; ///< in the order of SumKind
  std::vector<LineChange> lines;     ///< standing, per-use, one-time; the most money first
  bool same_horizon = true;          ///< both are priced for as many months

  const SumDifference& sum(SumKind kind) const { return sums[static_cast<std::size_t>(kind)]; }
};

/// Answers side by side; the first is the base.
struct Comparison {
  std::vector<Comparable> all; ///< each with a label of its own
  std::vector<Against> others; ///< one for each but the first
};

/// Compares all with the first. Lines are matched by id and item, then by id and label, then by id
/// where only one is left on each side. Precondition: there is at least one.
Comparison compare(std::vector<Comparable> all);

/// Gives each a label of its own: its name, or where two share one the file, in full where that is
/// needed.
void label_apart(std::vector<Comparable>& all);

/// True when `other` is more than `percent` above `base`, exactly. Precondition: neither the base
/// nor the percentage is below zero, and the percentage has at most 6 decimals and 12 digits.
bool exceeds(Money base, Money other, Decimal percent);

} // namespace tunepath
