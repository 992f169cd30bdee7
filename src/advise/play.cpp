#include "advise/play.hpp"

#include <algorithm>

namespace tunepath {
namespace {

bool holds(const std::vector<Approach>& approach, Approach id) {
  return std::find(approach.begin(), approach.end(), id) != approach.end();
}

/// The path that a named mode implies when nothing else tells it.
std::optional<Path> path_of_mode(const Facts& facts) {
  const auto mode = named_mode(facts);
  if (!mode) {
    return std::nullopt;
  }
  const bool sagemaker = runs_on_sagemaker(*mode) || *mode == HostingMode::custom_model_import;
  return sagemaker ? Path::sagemaker : Path::bedrock;
}

} // namespace

bool runs_on_sagemaker(HostingMode mode) {
  return mode != HostingMode::bedrock_on_demand && mode != HostingMode::provisioned_throughput &&
         mode != HostingMode::custom_model_import;
}

std::optional<HostingMode> named_mode(const Facts& facts) {
  return named<HostingMode>(facts.word("hosting.mode"));
}

Play in_play(const Decision& decision, const Facts& facts) {
  std::vector<Approach> approach = decision.approach;
  Play play;
  play.path = decision.path;
  if (!decision.decided && decision.leaning) {
    approach.insert(approach.end(), decision.leaning->approach.begin(),
                    decision.leaning->approach.end());
    play.path = play.path ? play.path : decision.leaning->path;
  }
  const OptionVerdict tuning = decision.option(Approach::fine_tuning).verdict;
  const bool named_only = tuning == OptionVerdict::undecided && named_mode(facts).has_value();
  play.tuning = holds(approach, Approach::fine_tuning) || named_only;
  play.retrieval = holds(approach, Approach::rag);
  play.prompting = holds(approach, Approach::prompt);
  play.provisional = !decision.decided;
  if (play.tuning && !play.path) {
    play.path = path_of_mode(facts);
  }
  play.region = facts.word("region");
  if (play.path) {
    const std::string& region = decision.paths[static_cast<std::size_t>(*play.path)].region;
    play.region = region.empty() ? play.region : region;
  }
  return play;
}

} // namespace tunepath
