#pragma once

#include "tunepath/advise/advise.hpp"

#include <vector>

namespace tunepath {

/// What of a prepared scenario has to be done again when a fact changes. Sums are, always.
struct Redo {
  bool around = false;   ///< people's time, the bill of training, storage
  bool bills = false;    ///< what hosting modes and retrieval bill
  bool corpus = false;   ///< what is searched
  bool traffic = false;  ///< how many requests there are, and with them the instances taken
  bool requests = false; ///< what one request asks, and with it what instances carry
  bool training = false; ///< tokens and hours of the job
  bool decision = false; ///< the decision may be another; the rest only if it is
  bool all = false;

  Redo& operator|=(const Redo& more);
};

/// By fact: what a change of a number asks for, given which facts decisions rest on.
std::vector<Redo> redo_by_fact(const Knowledge& knowledge);

/// Whether the rules about hosting modes and the verdict look at nothing but what is stated, looked
/// up in the catalog, or noted (see Noted). Rules of a user may look at more.
bool rules_look_at_notes_only(const Knowledge& knowledge);

/// The rules that one hosting mode requires, told apart by whether they can turn while numbers
/// change.
struct RequiredRules {
  Truth constant = Truth::yes; ///< all that cannot turn, taken together
  std::vector<const Rule*> others;

  Truth evaluate(const Facts& facts) const;
};

/// `varies` by fact.
RequiredRules required_rules(HostingMode mode, const Facts& facts, const Knowledge& knowledge,
                             const std::vector<bool>& varies);

} // namespace tunepath
