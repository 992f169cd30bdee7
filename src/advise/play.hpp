#pragma once

#include "tunepath/advise/advise.hpp"

#include <optional>
#include <string>

namespace tunepath {

/// What is to be priced: the decision, or the leaning while it is open.
struct Play {
  bool tuning = false;    ///< a tuned model is part of it, or may be
  bool retrieval = false; ///< RAG is part of it
  bool prompting = false;
  bool provisional = false; ///< rests on presumptions
  std::optional<Path> path;
  std::string region; ///< where the model is trained and served

  friend bool operator==(const Play&, const Play&) = default;
};

/// Reads it off the decision. A hosting mode that the profile names while everything is open counts
/// as a tuned model in play: its bill is the question.
Play in_play(const Decision& decision, const Facts& facts);

/// Whether the mode is SageMaker's (an endpoint, async or batch transform) rather than Bedrock's.
bool runs_on_sagemaker(HostingMode mode);

/// The mode that the profile names; empty for auto.
std::optional<HostingMode> named_mode(const Facts& facts);

} // namespace tunepath
