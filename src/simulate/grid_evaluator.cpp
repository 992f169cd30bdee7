#include "tunepath/simulate/grid_evaluator.hpp"

#include <algorithm>
#include <utility>

namespace tunepath {
namespace {

constexpr std::uint64_t k_most_places = 256;

bool has_words(const Axis& axis) {
  return axis.is_listed() && !std::holds_alternative<NumberRange>(axis.at(0));
}

} // namespace

GridEvaluator::GridEvaluator(const Grid& grid, const Scenario& scenario, const Knowledge& knowledge,
                             Refuse refuse)
    : grid_(grid), scenario_(scenario), knowledge_(knowledge), refuse_(std::move(refuse)) {
  Place first;
  first.evaluator.emplace(scenario, knowledge);
  remembered_ = worth_remembering(*first.evaluator);
  std::uint64_t size = 1;
  for (const std::size_t axis : remembered_) {
    size *= grid.axes()[axis].size();
  }
  places_.resize(size);
  places_.front() = std::move(first);
}

/// The dear axes that turn faster than a cheap one, the fastest first, as far as there is room.
std::vector<std::size_t> GridEvaluator::worth_remembering(const Evaluator& evaluator) const {
  const auto axes = grid_.axes();
  const auto is_dear = [&](const Axis& axis) {
    return has_words(axis) || evaluator.is_dear(axis.fact());
  };
  const auto cheap = std::find_if_not(axes.begin(), axes.end(), is_dear);
  std::vector<std::size_t> found;
  std::uint64_t size = 1;
  for (auto i = axes.size(); i-- > static_cast<std::size_t>(cheap - axes.begin());) {
    if (is_dear(axes[i]) && axes[i].size() <= k_most_places / size) {
      size *= axes[i].size();
      found.push_back(i);
    }
  }
  return found;
}

GridEvaluator::Place& GridEvaluator::place_of(const GridPoint& point) {
  std::uint64_t index = 0;
  for (const std::size_t axis : remembered_) {
    index = index * grid_.axes()[axis].size() + point.digit(axis);
  }
  return places_[index];
}

std::optional<std::string> GridEvaluator::contradiction(const GridPoint& point) const {
  Facts facts = scenario_.facts;
  for (std::size_t i = 0; i < grid_.axes().size(); ++i) {
    const Axis& axis = grid_.axes()[i];
    if (has_words(axis)) {
      facts.set(axis.fact(), axis.at(point.digit(i)), {Origin::Kind::command_line, {}, "--vary"});
    }
  }
  return refuse_(facts);
}

/// Sets the answers that differ from those of the point before.
void GridEvaluator::move(Place& place, const GridPoint& point) const {
  const bool first = place.digits.empty();
  bool other_words = first;
  const std::vector<std::uint64_t> before = std::exchange(place.digits, {}); // Until all is set.
  for (std::size_t i = 0; i < grid_.axes().size(); ++i) {
    const Axis& axis = grid_.axes()[i];
    if (first || before[i] != point.digit(i)) {
      place.evaluator->set(axis.fact(), axis.at(point.digit(i)));
      other_words = other_words || has_words(axis);
    }
  }
  if (refuse_ && other_words) {
    place.refused = contradiction(point);
  }
  place.digits.assign(point.digits().begin(), point.digits().end());
}

const Evaluation* GridEvaluator::evaluate(const GridPoint& point) {
  Place& place = place_of(point);
  if (!place.evaluator) {
    place.evaluator.emplace(scenario_, knowledge_);
  }
  move(place, point);
  if (place.refused) {
    refusal_ = *place.refused;
    return nullptr;
  }
  try {
    return &place.evaluator->evaluate();
  } catch (...) {
    place.digits.clear(); // Perhaps not all was worked out: next time it is set anew.
    throw;
  }
}

} // namespace tunepath
