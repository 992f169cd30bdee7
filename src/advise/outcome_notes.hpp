#pragma once

#include "advise/economics.hpp"
#include "advise/fact_notes.hpp"
#include "advise/play.hpp"

namespace tunepath {

/// What pricing came to, as far as the rules on the verdict look at it.
struct PricedOutcome {
  const Sums* way =
      nullptr; ///< of the recommended way; of a gap for the way itself if there is none
  const Sums* reference = nullptr;   ///< nullptr without one
  std::optional<HostingMode> mode{}; ///< of the tuned model; what follows is of that mode
  const Sums* mode_month = nullptr;
  const Sums* idle = nullptr;
  std::string_view instance{};
  std::int64_t units = 0;
  Economics economics{};
};

/// Whether the mode bills while nobody asks, by its kind.
bool bills_idle(HostingMode mode);

void note_outcome(FactNotes& notes, const Situation& s, const PricedOutcome& outcome);

/// Notes what the decision says.
void note_play(FactNotes& notes, const Play& play, std::string_view technique, bool recommended);

} // namespace tunepath
