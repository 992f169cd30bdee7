#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tunepath {

/// The candidate nearest to `word` by edit distance (Levenshtein, with swapped neighbours counted
/// once), or nothing when none is within a third of the word's length. Ties: the first.
std::optional<std::string_view> closest(std::string_view word,
                                        std::span<const std::string_view> candidates);

/// "did you mean 'epochs'?", or `otherwise` when nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates,
                         std::string_view otherwise = "");

} // namespace tunepath
