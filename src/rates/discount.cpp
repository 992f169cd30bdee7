#include "tunepath/rates/discount.hpp"

#include <algorithm>

namespace tunepath {
namespace {

bool any_fits(std::span<const std::string_view> patterns, std::string_view text) {
  return patterns.empty() ||
         std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return fits(pattern, text); });
}

template <class E>
bool is_that(const std::optional<E>& wanted, E value) {
  return !wanted || *wanted == value;
}

} // namespace

bool fits(std::string_view pattern, std::string_view text) {
  // Greedy with one way back: what the last '*' takes grows until the rest fits.
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool Discount::applies_to(const RateKey& key, Date day) const {
  return valid_from <= day && (!valid_until || day <= *valid_until) &&
         any_fits(services, key.service) && any_fits(items, key.item) &&
         any_fits(regions, key.region) && is_that(variant, key.variant) &&
         is_that(scope, key.scope) && is_that(meter, key.meter) && is_that(unit, key.unit) &&
         is_that(term, key.term);
}

} // namespace tunepath
