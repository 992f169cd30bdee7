#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace tunepath::data {

/// Keeps the texts that rows point to. Each text is held once; what is handed out stays valid, at
/// the same address, as long as the pool.
class TextPool {
public:
  TextPool() = default;
  TextPool(const TextPool&) = delete;
  TextPool& operator=(const TextPool&) = delete;

  std::string_view keep(std::string_view text);
  /// The same for a text that is most likely not held yet: kept without a look.
  std::string_view keep_new(std::string_view text) { return texts_.emplace_back(text); }
  /// The list itself is kept too; its texts must come from this pool.
  std::span<const std::string_view> keep(std::vector<std::string_view> list);

private:
  std::deque<std::string> texts_; // A deque never moves what it holds.
  std::unordered_set<std::string_view> known_;
  std::deque<std::vector<std::string_view>> lists_;
};

} // namespace tunepath::data
