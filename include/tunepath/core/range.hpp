#pragma once

#include <compare>

namespace tunepath {

/// A number that is known only between bounds. A point has three equal members.
/// Invariant, kept by the readers: low <= likely <= high.
template <class T>
struct Range {
  T low{};
  T likely{};
  T high{};

  static constexpr Range point(T value) { return {value, value, value}; }
  constexpr bool is_point() const { return low == high; }
  friend constexpr bool operator==(const Range&, const Range&) = default;
};

} // namespace tunepath
