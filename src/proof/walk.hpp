#pragma once

#include "proof/space.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace tunepath::proof {

/// What is known of one region: which rules hold in it, do not, or are open.
class Reading {
public:
  virtual ~Reading() = default;
  /// Open, too, while it is open whether something that the rule asks about will be known at all.
  virtual Truth truth(const Rule& rule) const = 0;
  /// Nothing is left to split: what is open stays so.
  virtual bool complete() const = 0;
};

/// Goes through the whole space region by region: looks at what is assigned so far, and splits one
/// more fact that the rules in question still wait for, until the visitor has seen enough of it.
class Walk : Reading {
public:
  enum class Step {
    settled, ///< nothing in this region can differ: leave it
    split,   ///< it can: look closer
    stop,    ///< the walk has found what it was for
  };
  /// Called for every region. Where nothing is left to split, `split` means settled.
  using Visit = std::function<Step(const Reading& reading)>;

  /// `space`, `trial` and `knowledge` outlive the walk; the trial is blank and is left so.
  Walk(const Knowledge& knowledge, const Space& space, Trial& trial);

  /// True when the visitor stopped it. `rules` are those whose open conditions are split.
  bool run(const std::vector<const Rule*>& rules, const Visit& visit);

  std::uint64_t evaluations() const { return evaluations_; }
  std::uint64_t regions() const { return regions_; }
  /// The bound was reached: the rest was not looked at.
  bool exhausted() const { return exhausted_; }
  /// What is assigned where the walk was stopped.
  std::vector<std::pair<FactIndex, Value>> assigned() const { return found_; }

private:
  Truth truth(const Rule& rule) const override;
  bool complete() const override { return complete_; }
  bool descend();
  bool split(FactIndex fact);
  std::optional<FactIndex> next() const;
  std::optional<FactIndex> open_answer(FactIndex fact) const;
  bool can_split(FactIndex fact) const;
  std::vector<Value> parts(FactIndex fact) const;

  const Knowledge& knowledge_;
  const Space& space_;
  Trial& trial_;
  const std::vector<const Rule*>* rules_ = nullptr;
  const Visit* visit_ = nullptr;
  /// Of rules that ask whether something is known: the answers that this hangs on.
  std::map<const Rule*, std::vector<FactIndex>> asked_;
  std::vector<std::uint8_t> assigned_; ///< by fact: 0, or how often it has been split
  std::vector<std::pair<FactIndex, Value>> found_;
  std::uint64_t evaluations_ = 0;
  std::uint64_t regions_ = 0;
  bool exhausted_ = false;
  bool complete_ = false;
};

} // namespace tunepath::proof
