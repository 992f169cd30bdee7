#include "data/problems.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace tunepath::data {

void Problems::add(Position at, std::string message, std::string hint) {
  if (full()) {
    ++unlisted_;
    return;
  }
  list_.push_back({Diagnostic::Level::error, std::move(at), std::move(message), std::move(hint)});
}

void Problems::add(const Place& place, std::string message, std::string hint) {
  add(Position{std::string{place.file}, place.line, place.column}, std::move(message),
      std::move(hint));
}

std::vector<Diagnostic> Problems::take() {
  for (auto first = list_.begin(); first != list_.end();) {
    const auto last = std::find_if(
        first, list_.end(), [&](const Diagnostic& next) { return next.at.file != first->at.file; });
    std::stable_sort(first, last, [](const Diagnostic& a, const Diagnostic& b) {
      return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
    });
    first = last;
  }
  if (unlisted_ > 0) {
    list_.push_back({Diagnostic::Level::error,
                     {list_.back().at.file, 0, 0},
                     fmt::format("{} more problems are not shown", unlisted_),
                     "mend those above first"});
  }
  return std::exchange(list_, {});
}

} // namespace tunepath::data
