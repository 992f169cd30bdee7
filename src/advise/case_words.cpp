#include "advise/case_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tunepath {
namespace case_words {

std::string word(const std::optional<Path>& path) {
  return path ? std::string{name_of(*path)} : "none";
}

std::string word(const std::vector<Approach>& approach) {
  std::string text;
  for (const Approach each : approach) {
    text += fmt::format("{}{}", text.empty() ? "" : " + ", name_of(each));
  }
  return text.empty() ? "nothing" : text;
}

std::string joined_by_or(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  }
  return text;
}

} // namespace case_words

namespace {

using case_words::any_of;

/// "no path", "bedrock", "jumpstart or no path", "any path or none".
std::string path_text(const std::vector<std::optional<Path>>& accepted) {
  const bool none = std::find(accepted.begin(), accepted.end(), std::nullopt) != accepted.end();
  std::vector<std::string> named;
  for (const auto& each : accepted) {
    if (each) {
      named.emplace_back(name_of(*each));
    }
  }
  if (named.size() == Names<Path>::k_all.size()) {
    return none ? "any path or none yet" : "any path";
  }
  if (none) {
    named.emplace_back(named.empty() ? "no path" : "none yet");
  }
  return case_words::joined_by_or(named);
}

/// "rag or prompt + rag" is "rag, with or without prompt".
std::string approach_text(const std::vector<std::vector<Approach>>& accepted) {
  if (accepted.size() == 2 && !accepted[0].empty()) {
    std::vector<Approach> with_prompt{Approach::prompt};
    with_prompt.insert(with_prompt.end(), accepted[0].begin(), accepted[0].end());
    if (accepted[1] == with_prompt) {
      return case_words::word(accepted[0]) + ", with or without prompt";
    }
  }
  return any_of(accepted);
}

} // namespace

std::string accepted_text(const Expected& expected) {
  std::vector<std::string> parts;
  if (!expected.approach.empty()) {
    parts.push_back(approach_text(expected.approach));
  }
  if (!expected.path.empty()) {
    parts.push_back(path_text(expected.path));
  }
  if (!expected.verdict.empty()) {
    parts.push_back(any_of(expected.verdict));
  }
  if (!expected.not_verdict.empty()) {
    parts.push_back("not " + any_of(expected.not_verdict));
  }
  if (!expected.warnings.empty()) {
    parts.push_back(fmt::format("warned of {}", fmt::join(expected.warnings, " and ")));
  }
  if (!expected.warnings_any.empty()) {
    parts.push_back("warned of " + any_of(expected.warnings_any));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

} // namespace tunepath
