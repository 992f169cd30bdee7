#pragma once

#include "tunepath/facts/parse_value.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// One fact that is varied, and the values that it takes.
class Axis {
public:
  /// Reads "fact=SPEC". SPEC is one of
  ///
  ///   a:b:step   a, a + step, ... up to b
  ///   a:b:logN   N numbers from a to b, each larger by the same factor; rounded where the fact is
  ///              whole, each once
  ///   x,y,z      values as a profile writes them: words, numbers, [lists], unknown
  ///
  /// Numbers have the units and suffixes of a profile: 1k, 10M. Errors name the argument, and what
  /// to write instead; what is outside the plausible range of the fact is one.
  static Result<Axis> parse(std::string_view argument, const FactSchema& schema,
                            const KnownNames& names);

  FactIndex fact() const { return fact_; }
  std::uint64_t size() const { return listed_.empty() ? steps_ : listed_.size(); }
  Value at(std::uint64_t index) const;
  /// The number that lies highest; nothing for words.
  std::optional<Decimal> highest() const;
  /// Whether its values are stored one by one, so that they are few.
  bool is_listed() const { return !listed_.empty(); }

private:
  friend class AxisReader;
  FactIndex fact_ = 0;
  std::vector<Value> listed_;
  Decimal first_; ///< of evenly spaced numbers, which are not stored: there may be many
  Decimal step_;
  std::uint64_t steps_ = 0;
};

/// Every combination of the values of some facts, in the order of a mechanical counter: the last
/// axis turns fastest. Without any axis, the one point that nothing is varied in.
class Grid {
public:
  Grid() = default;
  /// Reads one axis from each argument. Errors: those of Axis, all of them; a fact that is varied
  /// twice; more points than can be counted.
  static Result<Grid> parse(std::span<const std::string> arguments, const FactSchema& schema,
                            const KnownNames& names);

  std::span<const Axis> axes() const { return axes_; }
  std::uint64_t size() const { return size_; }

private:
  std::vector<Axis> axes_;
  std::uint64_t size_ = 1;
};

/// A point of a grid: which value each axis has there.
class GridPoint {
public:
  /// Precondition: `index` is below the grid's size. The grid outlives the point.
  GridPoint(const Grid& grid, std::uint64_t index);

  const Grid& grid() const { return *grid_; }
  std::uint64_t index() const { return index_; }
  std::uint64_t digit(std::size_t axis) const { return digits_[axis]; }
  std::span<const std::uint64_t> digits() const { return digits_; }
  /// Goes to the next point, and says from which axis on it differs.
  std::size_t advance();
  /// "traffic.requests_per_month=20000, hosting.mode=endpoint"
  std::string text(const FactSchema& schema) const;

private:
  const Grid* grid_;
  std::uint64_t index_;
  std::vector<std::uint64_t> digits_;
};

} // namespace tunepath
