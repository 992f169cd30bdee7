#include "report/explain.hpp"

#include "report/sections.hpp"
#include "tunepath/core/suggest.hpp"
#include "tunepath/report/describe.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace tunepath {
namespace {

using Explain = bool (*)(Document&, const Advice&, std::string_view);

constexpr std::array<Explain, 10> k_kinds{
    explain::option,       explain::path, explain::technique, explain::verdict,   explain::training,
    explain::hosting_mode, explain::fact, explain::warning,   explain::cost_line, explain::way};

/// What can be explained here, in the order of k_kinds; without the facts, which are many.
std::vector<std::string_view> targets(const Advice& advice) {
  std::vector<std::string_view> all;
  const auto add = [&](std::string_view target) {
    if (std::find(all.begin(), all.end(), target) == all.end()) {
      all.push_back(target);
    }
  };
  for (const auto& [id, name] : Names<Approach>::k_all) {
    add(name);
  }
  for (const auto& [id, name] : Names<Path>::k_all) {
    add(name);
  }
  add("technique");
  add("verdict");
  if (advice.training) {
    add("training");
  }
  for (const HostingOption& mode : advice.modes) {
    add(name_of(mode.id));
  }
  for (const Warning& warning : advice.warnings) {
    add(warning.id);
  }
  for (const std::string_view id : explain::line_ids(advice)) {
    add(id);
  }
  for (const Alternative& way : advice.cost.alternatives) {
    add(way.id);
  }
  return all;
}

Diagnostic unknown_target(const Advice& advice, std::string_view target) {
  const std::vector<std::string_view> known = targets(advice);
  std::vector<std::string_view> candidates = known;
  for (const FactDecl& fact : advice.facts.schema().all()) {
    candidates.push_back(fact.id);
    candidates.push_back(fact.name());
  }
  const auto facts = advice.facts.schema().all();
  const std::string_view a_fact = facts.empty() ? "" : facts.back().id;
  const std::string all =
      fmt::format("explain one of {}, or a fact such as {}", fmt::join(known, ", "), a_fact);
  return {Diagnostic::Level::error,
          {},
          fmt::format("nothing to explain is called '{}'", target),
          did_you_mean(target, candidates, all)};
}

} // namespace

Result<Document> describe_explanation(const Advice& advice, std::string_view target) {
  Document out;
  section::title(out, advice);
  if (target.empty()) {
    for (const auto& [id, name] : Names<Approach>::k_all) {
      explain::option(out, advice, name);
    }
    for (const auto& [id, name] : Names<Path>::k_all) {
      explain::path(out, advice, name);
    }
    explain::verdict(out, advice, "verdict");
    return out;
  }
  for (const Explain kind : k_kinds) {
    if (kind(out, advice, target)) {
      return out;
    }
  }
  return unknown_target(advice, target);
}

} // namespace tunepath
