#pragma once

#include "tunepath/advise/case.hpp"

#include <optional>
#include <string>
#include <vector>

/// How complaints and summaries of cases word what is accepted.
namespace tunepath::case_words {

template <Named E>
std::string word(E value) {
  return std::string{name_of(value)};
}
inline std::string word(const std::string& text) {
  return text;
}
/// "bedrock", or "none".
std::string word(const std::optional<Path>& path);
/// "prompt + rag", or "nothing".
std::string word(const std::vector<Approach>& approach);

/// "a, b or c".
std::string joined_by_or(const std::vector<std::string>& words);

template <class T>
std::string any_of(const std::vector<T>& accepted) {
  std::vector<std::string> words;
  for (const T& each : accepted) {
    words.push_back(word(each));
  }
  return joined_by_or(words);
}

} // namespace tunepath::case_words
