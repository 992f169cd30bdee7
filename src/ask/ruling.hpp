#pragma once

#include "tunepath/advise/trial.hpp"

namespace tunepath::ask {

/// What counts as the decision: two completions with equal rulings are decided alike.
struct Ruling {
  std::array<OptionVerdict, 3> options{}; ///< by Approach
  std::optional<Path> path;
  bool decided = false;
  std::string_view technique;
  bool technique_open = false;

  /// Nothing that is still unknown can change it.
  bool settled() const { return decided && !technique_open; }
  friend bool operator==(const Ruling&, const Ruling&) = default;
};

/// Completions that are tried out, with the technique as part of the answer.
class RulingTrial {
public:
  RulingTrial(const Knowledge& knowledge, const Facts& facts);

  void set(FactIndex fact, const Value& value) { trial_.set(fact, value); }
  Ruling ruling();
  /// By fact: whether rules that are unknown, and that the ruling still turns on, rest on it.
  std::vector<bool> still_needed();
  Trial& trial() { return trial_; }

private:
  void need(const Rule& rule, std::vector<bool>& needed);

  const Knowledge* knowledge_;
  Trial trial_;
  std::array<std::array<FactIndex, 2>, 2> read_together_; ///< answers that are read as one
  FactIndex all_ruled_out_;
};

} // namespace tunepath::ask
