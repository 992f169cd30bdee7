#include "data/text_pool.hpp"

#include <utility>

namespace tunepath::data {

std::string_view TextPool::keep(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  const auto found = known_.find(text);
  if (found != known_.end()) {
    return *found;
  }
  return *known_.insert(texts_.emplace_back(text)).first;
}

std::span<const std::string_view> TextPool::keep(std::vector<std::string_view> list) {
  if (list.empty()) {
    return {};
  }
  return lists_.emplace_back(std::move(list));
}

} // namespace tunepath::data
