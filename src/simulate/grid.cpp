#include "tunepath/simulate/grid.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {

Result<Grid> Grid::parse(std::span<const std::string> arguments, const FactSchema& schema,
                         const KnownNames& names) {
  Grid grid;
  std::vector<Diagnostic> problems;
  const auto fail = [&](const std::string& argument, std::string message, std::string hint) {
    problems.push_back({Diagnostic::Level::error,
                        {"--vary " + argument, 0, 0},
                        std::move(message),
                        std::move(hint)});
  };
  for (const std::string& argument : arguments) {
    auto axis = Axis::parse(argument, schema, names);
    if (!axis) {
      problems.insert(problems.end(), axis.problems().begin(), axis.problems().end());
      continue;
    }
    const bool twice = std::any_of(grid.axes_.begin(), grid.axes_.end(), [&](const Axis& other) {
      return other.fact() == axis.value().fact();
    });
    const std::uint64_t size = axis.value().size();
    if (twice) {
      fail(argument, fmt::format("{} is varied twice", schema[axis.value().fact()].id),
           "put its values into one argument");
    } else if (size > static_cast<std::uint64_t>(INT64_MAX) / grid.size_) {
      fail(argument, "the combinations are more than can be counted", "take fewer values");
    } else {
      grid.size_ *= size;
      grid.axes_.push_back(std::move(axis).value());
    }
  }
  return problems.empty() ? Result<Grid>{std::move(grid)} : Result<Grid>{std::move(problems)};
}

GridPoint::GridPoint(const Grid& grid, std::uint64_t index)
    : grid_(&grid), index_(index), digits_(grid.axes().size()) {
  for (std::size_t axis = digits_.size(); axis-- > 0;) {
    const std::uint64_t base = grid.axes()[axis].size();
    digits_[axis] = index % base;
    index /= base;
  }
}

std::size_t GridPoint::advance() {
  ++index_;
  std::size_t axis = digits_.size();
  while (axis-- > 0) {
    if (++digits_[axis] < grid_->axes()[axis].size()) {
      return axis;
    }
    digits_[axis] = 0;
  }
  return 0;
}

std::string GridPoint::text(const FactSchema& schema) const {
  std::string out;
  for (std::size_t i = 0; i < digits_.size(); ++i) {
    const Axis& axis = grid_->axes()[i];
    out += fmt::format("{}{}={}", i == 0 ? "" : ", ", schema[axis.fact()].id,
                       to_string(axis.at(digits_[i])));
  }
  return out;
}

} // namespace tunepath
