#pragma once

#include "ask/worth.hpp"

namespace tunepath::ask {

/// What a completion comes to, as far as questions about cost are judged by it.
struct Bill {
  std::string way; ///< "" while nothing is recommended
  std::optional<HostingMode> hosting;
  Verdict verdict = Verdict::unknown;
  Money horizon;
  int months = 0;
  std::size_t gaps = 0; ///< of the recommended way, for want of a fact
  bool complete = true;
  bool tuning = false; ///< a tuned model is part of it, or may be
  bool retrieval = false;
};

/// Growing traffic makes every month another one: each is priced, or the mean month for all, which
/// is many times faster and the same without growth.
enum class Months { each, mean };

/// The scenario with these answers and every default that follows; unknown stands for no answer.
/// Empty when the answers do not go together, or the numbers are too large to be priced.
std::optional<Bill> bill(const Scenario& scenario, const std::vector<Answer>& answers,
                         Months priced, const Knowledge& knowledge);

/// How two bills differ.
struct Move {
  bool way = false; ///< another way, or another hosting mode
  bool verdict = false;
  bool completes = false; ///< one has fewer gaps than the other
  double share = 0;       ///< of the larger horizon cost, 0 to 1

  bool is_worth(double least) const { return way || verdict || completes || share > least; }
  double value() const { return share + (way || verdict ? 1 : 0) + (completes ? 1 : 0); }
};
Move between(const Bill& a, const Bill& b);

/// An answer with what it comes to.
struct Billed {
  Value answer; ///< unknown: left open
  Bill bill;
};

/// Between the two answers that are farthest apart.
Move widest(const std::vector<Billed>& billed);

/// What the answers change, in words: "the 12 months cost $3,700 with 15,000 requests and $14,000
/// with 240,000 requests". `facts` hold the default of the fact, if it has one.
std::string because_of(const std::vector<Billed>& billed, const Facts& facts, FactIndex fact);

} // namespace tunepath::ask
