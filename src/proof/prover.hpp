#pragma once

#include "proof/subject.hpp"
#include "tunepath/proof/proof.hpp"

#include <set>

namespace tunepath::proof {

/// All proofs over one set of rules.
class Prover {
public:
  /// `blank` is completed and without any answer; `knowledge` outlives the prover.
  Prover(const Knowledge& knowledge, const Facts& blank, std::span<const Topic> topics);

  RuleProof run();

private:
  /// Every region: which outcome, and is there one?
  void cover(const Subject& subject);
  /// No technique is needed where there is nothing to tune.
  bool may_be_left_open(const Subject& subject, const Reading& reading) const;
  void find_unreachable(const Subject& subject, const RuleCoverage& coverage);
  /// Whether it is said already that the path is never possible.
  bool is_reported(std::string_view path) const;
  Truth ruled_out(std::string_view path, const Reading& reading) const;
  /// Each path has to be the one that is taken somewhere.
  void find_choices_of_path();
  std::set<FactIndex> answers_of(const std::vector<const Rule*>& rules) const;
  Witness witness() const;
  void note(RuleFindingKind kind, const Rule& rule, std::string message, std::string hint,
            Witness witness);
  void find_contradictions(const Subject& subject);
  /// Both hold while nothing that is done already makes them idle.
  bool hold_together(const Subject& subject, const Rule& a, const Rule& b);
  void find_overlaps(const Subject& subject);
  /// Whether the first decides somewhere where the second holds as well and would have decided
  /// without it.
  bool decides_over(const Subject& subject, const Rule& a, const Rule& b);
  void find_shadowed(const Subject& subject);
  /// Whether some outcome is another without it. For a hosting mode, to keep it open is one, too.
  bool matters(Walk& walk, const Subject& subject, const Rule& rule);
  /// Rules that nothing meets, and those without which all would be the same.
  void find_idle_rules();

  /// Whether the topic is to be proved.
  bool covers(Topic topic) const;

  const Knowledge& knowledge_;
  std::span<const Topic> topics_; ///< none for all
  Space space_;
  Trial trial_;
  Walk walk_;
  // The same where the catalog may say anything: what is idle only there is idle by itself.
  Space free_space_;
  Trial free_trial_;
  Walk free_walk_;
  std::vector<const Rule*> shadowed_; ///< whatever the catalog says
  std::vector<const Rule*> idle_;     ///< with what it says
  RuleProof proof_;
};

} // namespace tunepath::proof
