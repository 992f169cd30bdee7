#pragma once

#include "tunepath/advise/evaluator.hpp"
#include "tunepath/simulate/grid.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tunepath {

/// Why a combination of answers cannot be, or nothing. Called by several workers at once.
using Refuse = std::function<std::optional<std::string>(const Facts&)>;

/// Evaluates a scenario at the points of a grid, in any order. Not for several threads at once:
/// each takes one of its own.
///
/// An answer that is dear to change (a word, a number that instances are chosen by) may turn faster
/// than a cheap one. Then there is an evaluator for each of its values, so that each decides once
/// and only the cheap answers are set again, whatever the order of the axes.
class GridEvaluator {
public:
  /// The grid, the scenario, and what the knowledge points to outlive it.
  GridEvaluator(const Grid& grid, const Scenario& scenario, const Knowledge& knowledge,
                Refuse refuse);

  /// What the scenario comes to at a point; valid until the next call. nullptr where its words
  /// contradict each other: refusal() says how. Throws std::overflow_error when the numbers are too
  /// large to be priced exactly.
  const Evaluation* evaluate(const GridPoint& point);
  /// Why evaluate() last gave nothing.
  const std::string& refusal() const { return refusal_; }

private:
  /// An evaluator, and the point that it stands at.
  struct Place {
    std::optional<Evaluator> evaluator;
    std::vector<std::uint64_t> digits;  ///< empty: at none
    std::optional<std::string> refused; ///< why the words there contradict each other
  };

  std::vector<std::size_t> worth_remembering(const Evaluator& evaluator) const;
  Place& place_of(const GridPoint& point);
  void move(Place& place, const GridPoint& point) const;
  std::optional<std::string> contradiction(const GridPoint& point) const;

  const Grid& grid_;
  const Scenario& scenario_;
  Knowledge knowledge_;
  Refuse refuse_;
  std::vector<std::size_t> remembered_; ///< axes of which every value has a place of its own
  std::vector<Place> places_;           ///< by the digits of those axes
  std::string refusal_;
};

} // namespace tunepath
