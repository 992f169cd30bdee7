#pragma once

#include "tunepath/core/names.hpp"

namespace tunepath {

/// Three-valued, because "we do not know" must not read as "no". Operators follow Kleene's strong
/// logic (S. C. Kleene, Introduction to Metamathematics, 1952, section 64).
enum class Truth { no, unknown, yes };

template <>
struct Names<Truth> {
  static constexpr std::array<std::pair<Truth, std::string_view>, 3> k_all{
      {{Truth::no, "no"}, {Truth::unknown, "unknown"}, {Truth::yes, "yes"}}};
};

constexpr Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}
constexpr Truth both(Truth a, Truth b) {
  return a < b ? a : b;
}
constexpr Truth either(Truth a, Truth b) {
  return a < b ? b : a;
}
constexpr Truth opposite(Truth a) {
  return a == Truth::yes ? Truth::no : a == Truth::no ? Truth::yes : Truth::unknown;
}

} // namespace tunepath
