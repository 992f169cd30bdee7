#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tunepath {

/// The names of an enumeration, spelled as in files and reports. Specialise with a
/// `static constexpr std::array<std::pair<E, std::string_view>, N> k_all`.
template <class E>
struct Names;

template <class E>
concept Named = requires {
  Names<E>::k_all;
};

/// The name of `value`. Every enumerator has one; a test goes through them all.
template <Named E>
constexpr std::string_view name_of(E value) {
  for (const auto& [candidate, name] : Names<E>::k_all) {
    if (candidate == value) {
      return name;
    }
  }
  return "?";
}

/// The enumerator called `name`, or nothing.
template <Named E>
constexpr std::optional<E> named(std::string_view name) {
  for (const auto& [value, candidate] : Names<E>::k_all) {
    if (candidate == name) {
      return value;
    }
  }
  return std::nullopt;
}

} // namespace tunepath
