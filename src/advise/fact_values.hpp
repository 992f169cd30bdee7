#pragma once

#include "tunepath/core/money.hpp"
#include "tunepath/facts/facts.hpp"

#include <cmath>
#include <string>
#include <string_view>

namespace tunepath {

/// Setting derived facts: all of these mark the value as derived from `from`.

inline Origin derived_from(std::string_view from) {
  return {Origin::Kind::derived, {}, std::string{from}};
}

inline void set_truth(Facts& facts, std::string_view id, Truth value,
                      std::string_view from = "the plan") {
  if (value == Truth::unknown) {
    facts.set(id, Unknown{}, derived_from(from));
  } else {
    facts.set(id, value == Truth::yes, derived_from(from));
  }
}

inline void set_word(Facts& facts, std::string_view id, std::string_view word,
                     std::string_view from = "the plan") {
  if (word.empty()) {
    facts.set(id, Unknown{}, derived_from(from));
  } else {
    facts.set(id, Word{word}, derived_from(from));
  }
}

inline void set_count(Facts& facts, std::string_view id, std::int64_t count,
                      std::string_view from = "the plan") {
  facts.set(id, NumberRange::point(Decimal::of(count)), derived_from(from));
}

/// A number of the physics, kept to a millionth.
inline void set_number(Facts& facts, std::string_view id, std::optional<double> number,
                       std::string_view from = "the plan") {
  constexpr double k_most = 9e12;
  if (number && *number < k_most) {
    facts.set(id, NumberRange::point(Decimal::scaled(std::llround(*number * 1e6), 6)),
              derived_from(from));
  }
}

inline void set_money(Facts& facts, std::string_view id, Money money,
                      std::string_view from = "pricing") {
  facts.set(id, NumberRange::point(Decimal::scaled(money.micros(), 6)), derived_from(from));
}

} // namespace tunepath
