#include "advise/mode_choice.hpp"

#include <algorithm>
#include <tuple>

namespace tunepath {
namespace {

/// Whether 20/21 of the greater amount is above the lesser: they are more than 5% apart.
bool far_apart(Money a, Money b) {
  constexpr Wide k_less = 20;
  constexpr Wide k_more = 21;
  return Wide{std::max(a, b).micros()} * k_less > Wide{std::min(a, b).micros()} * k_more;
}

bool preferred(const AllModeSums& modes, std::size_t a, std::size_t b) {
  const auto rank = [&](std::size_t i) {
    const ModeSums& mode = modes[i];
    return std::tuple{mode.mode.decisive_rates > 0, mode.eligible != Truth::yes,
                      mode.mode.decisive_gaps > 0};
  };
  if (rank(a) != rank(b) || modes[a].mode.decisive_gaps > 0) {
    return std::tuple{rank(a), a} < std::tuple{rank(b), b};
  }
  if (far_apart(modes[a].horizon, modes[b].horizon)) {
    return modes[a].horizon < modes[b].horizon;
  }
  return std::tuple{modes[a].idle.monthly(), a} < std::tuple{modes[b].idle.monthly(), b};
}

} // namespace

std::optional<std::size_t> choose_mode(const AllModeSums& modes, std::optional<HostingMode> named) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    if (modes[i].eligible == Truth::no) {
      continue;
    }
    if (named == HostingMode{static_cast<int>(i)}) {
      return i;
    }
    if (!best || preferred(modes, i, *best)) {
      best = i;
    }
  }
  return best || !named ? best : std::optional{static_cast<std::size_t>(*named)};
}

} // namespace tunepath
