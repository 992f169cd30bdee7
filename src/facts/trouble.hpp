#pragma once

#include "tunepath/core/diagnostic.hpp"

#include <fmt/format.h>

namespace tunepath {

/// An error without a position: the caller knows where the text stands.
inline Diagnostic trouble(std::string message, std::string hint) {
  return {Diagnostic::Level::error, {}, std::move(message), std::move(hint)};
}

/// A user's text as messages show it: 'text', cut where it is very long.
inline std::string quoted(std::string_view text) {
  constexpr std::size_t k_shown = 40;
  return fmt::format("'{}{}'", text.substr(0, k_shown), text.size() > k_shown ? "..." : "");
}

} // namespace tunepath
